"""Settings: the network, how the window looks, pick-lists, rates, the file, and what this is."""
