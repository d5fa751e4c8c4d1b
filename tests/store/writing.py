"""What the processes do that the kill test ends: write, and say so once it is committed."""

from __future__ import annotations

import hashlib
from multiprocessing.connection import Connection
from pathlib import Path

from facilitator_app.clock import SystemClock
from facilitator_app.digests.attachments import AttachmentPlace
from facilitator_app.domain.progress import Progress
from facilitator_app.records.members import Member
from facilitator_app.services import attachments, erasure, files, lists, records, texts
from facilitator_app.services.files import File
from facilitator_app.services.texts import TextPlace
from facilitator_app.spec.record import Draft
from facilitator_app.store.key import Key
from facilitator_app.store.labels import Label

BATCH = 400
NEW_PASSPHRASE = "four other words here"
MARKER = b"Brigid's letter about the day unit"


def save_one_by_one(path: str, key: bytes, done: Connection) -> None:
    """Add members and change the first of them; tell (id, what its notes say) after each."""
    file = files.open_file(Path(path), Key(key), SystemClock())
    first = _add(file, 0)
    done.send((first, "0"))
    for turn in range(1, 100_000):
        done.send((_add(file, turn), str(turn)))
        records.save(file, Draft("member", {"notes": str(turn)}, first))
        done.send((first, str(turn)))


def autosave(path: str, key: bytes, done: Connection) -> None:
    """Write on at one text, saving after each word; tell (id, number of words) after each."""
    file = files.open_file(Path(path), Key(key), SystemClock())
    place = TextPlace("member", _add(file, 0), "notes", "Joan Number 0", Label("Write notes"))
    words = "0"
    for turn in range(1, 100_000):
        longer = f"{words} {turn}"
        texts.keep(file, place, words, longer)
        words = longer
        done.send((place.id, turn))


def attach(path: str, key: bytes, done: Connection) -> None:
    """Attach files of several parts; tell (member, attachment, SHA-256) after each."""
    file = files.open_file(Path(path), Key(key), SystemClock())
    place = AttachmentPlace("member", _add(file, 0), "")
    done.send((place.id, 0, ""))
    for turn in range(1, 100_000):
        data = MARKER + f" {turn} {place.id} ".encode() + bytes(range(256)) * 5_000
        given = attachments.from_bytes(f"File {turn}.dat", data)
        one = attachments.add(file, place, [given], Progress()).ids[0]
        done.send((place.id, one, hashlib.sha256(data).hexdigest()))
        if turn % 3 == 0:
            attachments.remove(file, [one])
            done.send((place.id, one, ""))


def _add(file: File, turn: int) -> int:
    values = {"forenames": "Joan", "surname": f"Number {turn}", "notes": str(turn)}
    return records.save(file, Draft("member", values)).id


def import_in_batches(path: str, key: bytes, done: Connection) -> None:
    """Import members by the batch, telling each batch's ids once it is committed."""
    file = files.open_file(Path(path), Key(key), SystemClock())
    for turn in range(100_000):
        with file.store.write(Label("Import")) as work:
            rows = ({"forenames": f"No {at}", "surname": f"Batch {turn}"} for at in range(BATCH))
            ids = work.insert_many(Member, rows)
        done.send((ids[0], ids[-1]))


def erase(path: str, key: bytes, done: Connection) -> None:
    """Erase the member of a file and its backups; tell when it begins, and when it is done."""
    file = files.open_file(Path(path), Key(key), SystemClock())
    (member,) = [row.id for row in lists.page(file, lists.first_query("member"), 0, 2)]
    done.send(member)
    erasure.erase(file, "member", member, Progress())
    done.send("done")


def change_passphrase(path: str, key: bytes, done: Connection) -> None:
    """Change the passphrase; tell that it begins, and that it is done."""
    file = files.open_file(Path(path), Key(key), SystemClock())
    done.send("begins")
    files.change_passphrase(file, NEW_PASSPHRASE)
    done.send("done")
    file.close()
