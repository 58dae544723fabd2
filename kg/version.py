"""The version of the program, which every statement of a graph names."""

__version__ = "0.1.0"
