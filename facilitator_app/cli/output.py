"""What a command prints: sentences for people, or one JSON object for scripts.

A stream that is missing, closed, full or of another code page stops no work, nor changes what
comes of it.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TextIO


@dataclass(frozen=True, slots=True)
class Output:
    """Prints a result in one of the two ways."""

    as_json: bool

    def result(self, words: str, data: Mapping[str, Any]) -> None:
        """Print `words`, or `data` as JSON."""
        text = json.dumps(data, ensure_ascii=False, default=str) if self.as_json else words
        _write(sys.stdout, text)

    def line(self, words: str) -> None:
        """Print a line for people only."""
        if not self.as_json:
            _write(sys.stdout, words)


def tell_error(words: str) -> None:
    """Print a sentence to where errors go."""
    _write(sys.stderr, words)


def prepare(*, as_json: bool) -> None:
    """Let every letter be written: JSON as UTF-8, others as the stream can."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            utf_8 = as_json and stream is sys.stdout
            stream.reconfigure(encoding="utf-8" if utf_8 else None, errors="backslashreplace")


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        return
    try:
        stream.write(f"{text}\n")
        stream.flush()
    except (OSError, ValueError):
        _let_go(stream)


def _let_go(stream: TextIO) -> None:
    """Lead a stream that takes nothing any more to nowhere, or closing it would fail at the end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
