"""Small parts that pages are built of; they know the theme, never the file."""
