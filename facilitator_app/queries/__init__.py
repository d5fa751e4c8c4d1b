"""Questions to the file, answered as frozen digests; may import records, store and below."""
