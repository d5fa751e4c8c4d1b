"""The page of a claim: costs, sum, way to payment; knows services, never the store."""
