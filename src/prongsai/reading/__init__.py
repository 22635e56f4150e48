"""Files and spreadsheets to core values, each with the place where it was read."""
