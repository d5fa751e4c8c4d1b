"""Brings files of earlier versions up to date; may import the store and what lies below it."""
