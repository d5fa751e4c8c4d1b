"""The page that gives several people seats; knows services, never the store."""
