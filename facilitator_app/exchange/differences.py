"""Tells where a row that repeats a record says something else than the record does."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from facilitator_app.digests.exchange import Duplicate, Remark
from facilitator_app.exchange.text_folding import fold
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts
from facilitator_app.spec.kinds import FormatContext, Ref
from facilitator_app.spec.record import RecordSpec


class Differences:
    """Knows the values of the file's records, and of the rows that are to be added."""

    def __init__(
        self, spec: RecordSpec, fmt: FormatContext, existing: Mapping[int, Mapping[str, Any]]
    ) -> None:
        """Know `existing`, the values of the file's records by id."""
        self._spec, self._fmt, self._existing = spec, fmt, existing
        self._rows: dict[int, Mapping[str, Any]] = {}

    def add(self, row: int, values: Mapping[str, Any]) -> None:
        """Know the values of a row that is to be added."""
        self._rows[row] = values

    def told(
        self, there: Duplicate, values: Mapping[str, Any], filled: Collection[str]
    ) -> tuple[Remark, ...]:
        """Return a remark for each filled field that is not the same in what is `there`."""
        known = self._rows.get(there.row) if there.row else self._existing.get(there.id or 0)
        if not known:
            return ()
        return tuple(
            self._remark(name, values[name], known[name], there.row)
            for name in filled
            if name in known and values.get(name) and _plain(values[name]) != _plain(known[name])
        )

    def _remark(self, name: str, new: Any, old: Any, row: int | None) -> Remark:
        field = self._spec.field(name)
        if isinstance(field.kind, Ref):
            return Remark(name, _(field.label), _("The list has another than the file."))
        shown, had = field.show(new, self._fmt), field.show(old, self._fmt)
        if not had:
            said = _("{new}: row {row} has none.") if row else _("{new}: the file has none.")
        elif row:
            said = _("{new}: row {row} has {old}.")
        else:
            said = _("{new}: the file has {old}.")
        words = said.format(new=_in_a_line(shown), old=_in_a_line(had), row=row)
        return Remark(name, _(field.label), words)


def _in_a_line(text: str) -> str:
    return join_parts(text.splitlines())


def _plain(value: Any) -> Any:
    """Return a value without what may be written in one way or another."""
    if isinstance(value, str):
        return fold(value).replace(" ", "")
    return sorted(value) if isinstance(value, tuple | list) else value
