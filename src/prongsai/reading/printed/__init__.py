"""Files of papers that agencies published, each to what is printed in it."""

from prongsai.reading.printed.confined import printed_of, read_many, read_printed

__all__ = ["printed_of", "read_many", "read_printed"]
