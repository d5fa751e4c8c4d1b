"""One widget for each kind of value; knows spec and the context, never a record type or a page."""
