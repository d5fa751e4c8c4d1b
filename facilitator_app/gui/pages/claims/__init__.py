"""The page of a claim: its lines, what they come to, and its way to payment; knows services, never the store."""
