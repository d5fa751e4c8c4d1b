"""One module a paper: a pure function from its digest to blocks."""
