"""The page of a training event with its places; knows services, never the store."""
