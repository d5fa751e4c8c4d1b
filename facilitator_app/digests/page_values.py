"""What a page is told beside the values of fields: names among what is given to it."""

from __future__ import annotations

NEW_LINE = "@line"
"""The record type of which it begins a line at once."""
STEP = "@step"
"""The step that it asks for at once."""
ONCE = frozenset((NEW_LINE, STEP))
"""What is not done again where the page is made again."""
DETAILS = "details"
"""The form is meant, of what has a page of another kind."""
GUIDE = "guide"
"""The guide is meant, at this page of it."""
ATTACHED = "attached"
"""What is attached is meant, of what goes by these words."""
EARLIER = "earlier"
"""The earlier words of this text are meant, and why they stay so."""
IMPORT = "import"
"""A list is imported, and by this key gone on with."""
SEVERAL = "several"
"""Several new records are made at once; it stands in place of the id in the key of their draft."""
