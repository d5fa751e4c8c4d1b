"""Importing a list or a data package, step by step, with a preview before anything changes."""
