"""The invented network to try the app on; may import records and below, no face, no document."""
