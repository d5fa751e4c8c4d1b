"""What a command prints: sentences for people, or one JSON object for scripts."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Output:
    """Prints a result in one of the two ways."""

    as_json: bool

    def result(self, words: str, data: Mapping[str, Any]) -> None:
        """Print `words`, or `data` as JSON."""
        text = json.dumps(data, ensure_ascii=False, default=str) if self.as_json else words
        sys.stdout.write(f"{text}\n")

    def line(self, words: str) -> None:
        """Print a line for people only."""
        if not self.as_json:
            sys.stdout.write(f"{words}\n")
