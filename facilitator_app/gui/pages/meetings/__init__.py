"""The page of a meeting: agenda, register, minutes, steps; knows services, never the store."""
