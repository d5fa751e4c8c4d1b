"""What is attached to a record: the part that pages hold, and a page of its own."""
