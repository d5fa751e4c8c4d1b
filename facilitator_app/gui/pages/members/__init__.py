"""The page of a member; knows services, never the store."""
