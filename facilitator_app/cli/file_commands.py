"""The commands that look after the file itself; each returns its exit code."""

from __future__ import annotations

import argparse

from facilitator_app.cli import passphrases
from facilitator_app.cli.commands import opened
from facilitator_app.cli.output import Output
from facilitator_app.clock import Clock
from facilitator_app.i18n import _
from facilitator_app.services import backup_list, files


def check(parsed: argparse.Namespace, clock: Clock, output: Output) -> int:
    """Look for damage; 1 if there is any."""
    with opened(parsed, clock) as file:
        faults = files.check(file)
    words = "\n".join((*faults, files.advice())) if faults else _("The file is sound.")
    output.result(words, {"sound": not faults, "faults": faults})
    return 1 if faults else 0


def backup(parsed: argparse.Namespace, clock: Clock, output: Output) -> int:
    """Write a checked copy."""
    with opened(parsed, clock) as file:
        copy = files.backup(file, parsed.to)
    output.result(_("Written and checked: {file}").format(file=copy), {"file": copy})
    return 0


def restore(parsed: argparse.Namespace, clock: Clock, output: Output) -> int:
    """Put a backup in a file's place."""
    kept = files.restore(parsed.copy, parsed.to, passphrases.asked(parsed.passphrase_file), clock)
    if kept:
        output.line(_("The file that stood there was kept: {file}").format(file=kept))
        output.line(_("Whoever was erased since that backup was made is in it: erase them again."))
    output.result(_("Restored: {file}").format(file=parsed.to), {"file": parsed.to, "kept": kept})
    return 0


def passphrase(parsed: argparse.Namespace, clock: Clock, output: Output) -> int:
    """Give a file another passphrase, and say what keeps the old one."""
    with opened(parsed, clock) as file:
        files.change_passphrase(file, passphrases.asked_new(parsed.new_passphrase_file))
        older = backup_list.under_older(file)
    for copy in older:
        output.line(_("Keeps an older passphrase: {file}").format(file=copy))
    output.line(_("The old recovery sheet no longer opens it. Print the new one in the settings."))
    output.result(_("The passphrase was changed."), {"file": parsed.file, "older_backups": older})
    return 0
