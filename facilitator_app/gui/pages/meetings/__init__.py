"""The page of a meeting: agenda, register, minutes, and the steps to approval; knows services, never the store."""
