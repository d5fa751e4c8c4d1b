"""Where the passphrase comes from: the environment, a file, or a prompt; never an argument."""

from __future__ import annotations

import codecs
import getpass
import os
import sys
from pathlib import Path

from facilitator_app.domain.errors import AppError
from facilitator_app.domain.passphrases import too_short
from facilitator_app.i18n import _

VARIABLE, NEW_VARIABLE = "FACILITATOR_PASSPHRASE", "FACILITATOR_NEW_PASSPHRASE"


def given(file: Path | None, variable: str = VARIABLE) -> str | None:
    """Return the passphrase from `file` or the environment, or None."""
    if file is not None:
        try:
            lines = _text(file.read_bytes()).splitlines()
        except (OSError, UnicodeDecodeError):
            raise AppError(
                _("{file} cannot be read as a passphrase file.").format(file=file)
            ) from None
        if not lines or not lines[0]:
            raise AppError(
                _("The first line of {file} is empty; it should be the passphrase.").format(
                    file=file
                )
            )
        return lines[0]
    found = os.environ.get(variable) or None
    if found is not None and not is_text(found):
        raise AppError(
            _("The passphrase in {variable} cannot be read: its letters are not in UTF-8.").format(
                variable=variable
            )
        )
    return found


def _text(content: bytes) -> str:
    """Return what an editor or PowerShell wrote: UTF-8, or UTF-16 that says so in its mark."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content.decode("utf-16" if marked else "utf-8-sig")


def can_ask() -> bool:
    """Say whether somebody sits there: scripts and programs without a console have no input."""
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:  # closed
        return False


def is_text(given: str) -> bool:
    """Say whether the system could read all of what was given as letters."""
    try:
        given.encode()
    except UnicodeEncodeError:
        return False
    return True


def asked(file: Path | None) -> str:
    """Return the passphrase, asking for it if it is given nowhere."""
    found = given(file)
    if found is not None:
        return found
    if not can_ask():
        raise AppError(
            _("Give the passphrase in {variable} or with --passphrase-file.").format(
                variable=VARIABLE
            )
        )
    return _typed(_("Passphrase:"))


def asked_new(file: Path | None) -> str:
    """Return the passphrase that a file is to have, asking for it twice if it is given nowhere."""
    found = given(file, NEW_VARIABLE)
    if found is not None:
        return found
    if not can_ask():
        raise AppError(
            _("Give the new passphrase in {variable} or with --new-passphrase-file.").format(
                variable=NEW_VARIABLE
            )
        )
    typed = _typed(_("New passphrase:"))
    if why := too_short(typed):  # before it is asked for a second time
        raise AppError(why)
    if _typed(_("New passphrase again:")) != typed:
        raise AppError(_("The two passphrases differ. Type the same one twice."))
    return typed


def _typed(prompt: str) -> str:
    try:
        typed = getpass.getpass(prompt + " ")
    except EOFError:
        raise AppError(_("No passphrase was given.")) from None
    if not is_text(typed):
        raise AppError(_("This passphrase cannot be read: its letters are not in UTF-8."))
    return typed
