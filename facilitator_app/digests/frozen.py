"""Digests as JSON that newer programs still read: what was published stays as it was told.

Each digest says its type by a name of its own, given below once and for ever, and each field by
its name. A field that is new needs a default, which older JSON gets; one that is renamed says so in
its metadata: `field(metadata={"formerly": ("old_name",)})`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import decimal
import enum
import json
from collections.abc import Callable, Mapping
from typing import Any

from facilitator_app.digests import annual, corrections, minutes, papers, tags
from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import _

FORMAT = 1  # of the JSON itself, not of any digest
TYPES: Mapping[str, type] = {
    "annual.action_counts": annual.ActionsYear,
    "annual.body": annual.BodyYear,
    "annual.claim_category": annual.ClaimCategory,
    "annual.claims": annual.ClaimsYear,
    "annual.count": annual.Count,
    "annual.decision": annual.DecisionTaken,
    "annual.membership": annual.Membership,
    "annual.published": annual.PaperPublished,
    "annual.quarter": annual.QuarterYear,
    "annual.report": annual.AnnualReport,
    "annual.training": annual.Training,
    "correction": corrections.CorrectionLine,
    "imprint": papers.Imprint,
    "minutes": minutes.Minutes,
    "minutes.action": minutes.ActionAgreed,
    "minutes.attendee": minutes.Attendee,
    "minutes.decision": minutes.DecisionMade,
    "minutes.item": minutes.MinutedItem,
    "minutes.next": minutes.NextDate,
    "minutes.quorum": minutes.QuorumRule,
    "tag_count": tags.TagCount,
}
_READ: Mapping[str, Callable[[str], Any]] = {
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "instant": dt.datetime.fromisoformat,
    "decimal": decimal.Decimal,
}


def freeze(digest: Any) -> bytes:
    """Return a digest as UTF-8 JSON; the same digest gives the same bytes.

    Raises TypeError for what has no exact form: floats, and types that are not in `TYPES`.
    """
    whole = {"format": FORMAT, "digest": _plain(digest)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def thaw(content: bytes) -> Any:
    """Return the digest that was frozen; AppError if a newer program froze it, or it is damaged."""
    try:
        whole = json.loads(content)
        if whole["format"] != FORMAT:
            raise _unreadable()
        return _value(whole["digest"])
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise _unreadable() from error


def _plain(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return {"enum": [_name(type(value)), value.name]}
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {"map": [[_plain(key), _plain(one)] for key, one in value.items()]}
    if dataclasses.is_dataclass(value):
        fields = {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
        return {"is": _name(type(value)), **fields}
    return _plain_moment(value)


def _plain_moment(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, dt.time):
        return {"time": value.isoformat()}
    if isinstance(value, decimal.Decimal):
        return {"decimal": str(value)}
    raise TypeError(f"{type(value).__name__} has no exact form: say it in whole numbers or words")


def _name(cls: type) -> str:
    for name, known in TYPES.items():
        if known is cls:
            return name
    raise TypeError(f"{cls.__name__} has no name in TYPES, which JSON would keep for ever")


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_value(one) for one in plain)
    if not isinstance(plain, dict):
        return plain
    if "is" in plain:
        return _digest(plain)
    [(kind, said)] = plain.items()
    if kind == "map":
        return {_value(key): _value(one) for key, one in said}
    if kind == "enum":
        return getattr(TYPES[said[0]], said[1])
    return _READ[kind](said)


def _digest(plain: dict[str, Any]) -> Any:
    """Return one dataclass; KeyError for a type or a field that this program does not know."""
    cls = TYPES[plain["is"]]
    names = {
        old: one.name
        for one in dataclasses.fields(cls)
        for old in (one.name, *one.metadata.get("formerly", ()))
    }
    return cls(**{names[name]: _value(one) for name, one in plain.items() if name != "is"})


def _unreadable() -> AppError:
    return AppError(
        _("A newer Facilitator published this paper. Its pages can be shown, but not set anew.")
    )
