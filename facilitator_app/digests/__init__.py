"""Frozen answers that queries give, faces and papers show; may import only domain and below."""
