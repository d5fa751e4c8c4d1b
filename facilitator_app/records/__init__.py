"""What the file holds, one module a subject; may import only the store, spec and domain."""
