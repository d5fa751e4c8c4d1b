"""Frozen answers that queries give and faces and papers show; pure, may import only domain and below."""
