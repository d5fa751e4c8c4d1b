"""One widget for each kind of value; knows spec and the desk, never a record type or a page."""
