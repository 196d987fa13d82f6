"""Text conversions: bytes, rows of tabs or blanks, and the tables they were."""
