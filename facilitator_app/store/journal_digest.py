"""A digest of every journal row, from which a chain can be built that outlives erasure.

A row's digest is SHA-256 over its nonce and its content: set, record, id, action, both images. The
nonce goes when the content is erased, so that no erased word can be guessed from the digest that
stays. A chain links digests and what is never erased (row and set ids, when, who, what was undone),
never content or labels; so it is the same before and after an erasure.
"""

from __future__ import annotations

import hashlib
import os

from sqlalchemy import Connection, select

from facilitator_app.store.journal_tables import change, change_set

_NONCE_BYTES = 16
Content = tuple[int, str, int, str, str | None, str | None]


def sealed(content: Content) -> tuple[bytes, bytes]:
    """Return a fresh nonce and the digest of a row: (set, record, id, action, before, after)."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce, digest_of(nonce, content)


def digest_of(nonce: bytes, content: Content) -> bytes:
    """Return the digest of a row; JSON holds no zero byte, so the parts cannot run together."""
    set_id, record, record_id, action, before, after = content
    text = "\0".join((str(set_id), record, str(record_id), action, before or "", after or ""))
    return hashlib.sha256(nonce + text.encode()).digest()


def altered(connection: Connection) -> list[int]:
    """Return the ids of rows whose content is not what their digest was made of.

    Erased rows, and rows of files from before there were digests, have no nonce and are passed by.
    """
    c = change.c
    rows = connection.execute(
        select(
            c.id, c.nonce, c.digest, c.set_id, c.record, c.record_id, c.action, c.before, c.after
        )
        .where(c.nonce.is_not(None))
        .order_by(c.id)
    )
    return [row[0] for row in rows if digest_of(row[1], tuple(row[3:])) != row[2]]


def chain(connection: Connection, up_to: int = 2**63 - 1) -> bytes:
    """Return the last link of the chain over the rows whose id is at most `up_to`."""
    link = b""
    rows = connection.execute(
        select(
            change.c.id, change.c.digest, change_set.c.id, change_set.c.at, change_set.c.who,
            change_set.c.undoes,
        )
        .join(change_set, change_set.c.id == change.c.set_id)
        .where(change.c.id <= up_to)
        .order_by(change.c.id)
    )  # fmt: skip
    for row_id, digest, *head in rows:
        facts = "\0".join(map(str, (row_id, *head)))
        link = hashlib.sha256(link + (digest or b"") + facts.encode()).digest()
    return link
