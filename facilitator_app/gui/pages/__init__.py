"""One module for each page; pages know services, and each other only through the window."""
