"""What a spreadsheet works out, told by another rule than the program's own."""

from __future__ import annotations


def is_formula(cell: str) -> bool:
    """Say whether more stands in a cell than words or a number."""
    works_out = any(sign.isalpha() or sign in "=@|!+-*/^&<>:;'\"" for sign in cell[1:])
    return cell.startswith(("=", "@", "\t", "\r", "\n")) or (
        cell.startswith(("+", "-")) and works_out
    )
