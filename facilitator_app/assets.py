"""Finds the files of `resources/`, in a checkout as in an installed copy."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_resources"
_CHECKOUT = _PACKAGE.parent / "resources"


def path(name: str) -> Path:
    """Return where the resource `name` ("themes/light.toml") lies."""
    root = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    return root / name


def text(name: str) -> str:
    """Return the UTF-8 text of the resource `name`."""
    return path(name).read_text(encoding="utf-8")
