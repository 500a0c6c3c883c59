"""The command line of gouji: build the warehouse, audit it, publish it, show a report as it was printed."""

__version__ = "0.1.0"
