"""The page of a training event; knows services, never the store."""
