"""The page Today, part by part."""
