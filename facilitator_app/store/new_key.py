"""Giving the open file another passphrase."""

from __future__ import annotations

import shutil
from functools import partial

from facilitator_app.domain.errors import NotSaved
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import N_, _
from facilitator_app.store import backup, file
from facilitator_app.store.error_translation import translate_errors
from facilitator_app.store.key import Key
from facilitator_app.store.labels import Label
from facilitator_app.store.store import Store

_SUBJECT = "passphrase"  # as the journal calls it


def change(store: Store, key: Key, progress: Progress) -> None:
    """Let `key` open the file from now on, and no longer the one before; its copies keep theirs.

    Written anew beside it, checked, and swapped: cut off at any moment, one of the two opens it.
    Stopped or without room, it is left as it was.
    """
    path = store.path.resolve()  # a link to the file stays one
    part = file.part_of(path)
    try:
        file.make_way(part)
        with translate_errors():
            backup.fill(part, store, key, progress)
            backup.change_copy(part, store, key, _note)
            backup.verify_copy(part, key, progress)
        shutil.copymode(path, part)
        progress.end(_("Saving"))
        store.go_on_with(key, partial(backup.settle, part, path))
    except PermissionError:
        raise NotSaved(
            _(
                "The passphrase was not changed, and the old one still opens the file. Another"
                " program holds the file, or its folder is protected: close that program, and try"
                " again."
            )
        ) from None
    except (OSError, NotSaved):
        raise NotSaved(
            _(
                "The passphrase was not changed, and the old one still opens the file. See that "
                "there is room for a second copy of it on the same drive, and try again."
            )
        ) from None
    finally:
        file.discard(part)


def _note(copy: Store) -> None:
    """Write into the journal of the new file that it was changed, without what it is."""
    with copy.write(Label(N_("Change the passphrase"))) as work:
        work.note_withheld(_SUBJECT)
