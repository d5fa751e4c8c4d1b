"""Use cases, one unit of work each; they return Changes, rows or digests, and know no face."""
