"""The encrypted file: key, units of work, journal, undo, search, drafts; knows no single record type."""
