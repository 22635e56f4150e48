"""The assessment itself: values in, values out; no files, no clock, no network."""
