"""Papers: chosen, looked at page by page, saved and printed."""
