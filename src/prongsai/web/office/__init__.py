"""Pages for officers, units, executives and those who look after them."""
