"""selon: every fact, according to whom."""

__version__ = "0.1.0"
