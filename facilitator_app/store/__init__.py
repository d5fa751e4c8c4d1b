"""The encrypted file: key, units of work, journal, undo, search; knows no record type."""
