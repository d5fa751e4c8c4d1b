"""Facilitator: user involvement in cancer networks, from first contact to annual report."""

__version__ = "0.1.0"
