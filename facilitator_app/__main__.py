"""The way in: a command of the command line, or the window."""

from __future__ import annotations

import os
import sys

from facilitator_app import assets, i18n
from facilitator_app.cli.output import tell_error

LANGUAGE = "FACILITATOR_LANGUAGE"
COMMANDS = (
    "sample", "report", "publish", "publications", "list", "import", "export", "attach",
    "attachments", "check", "backup", "restore", "passphrase", "erase", "self-test",
)  # fmt: skip


def _is_command(word: str) -> bool:
    """Say whether `word` is a command, or one misspelt: no file that the window could open."""
    if word in COMMANDS or word in ("-h", "--help", "--version"):
        return True
    if word.startswith("-"):  # an option of the window
        return False
    return word.isascii() and word.replace("-", "").isalpha() and not os.path.lexists(word)


def main() -> int:
    """Run what the arguments ask for; return the exit code."""
    arguments = sys.argv[1:]
    language = os.environ.get(LANGUAGE, "")
    if language and not i18n.load(assets.path("locale"), language):
        tell_error(f"{LANGUAGE}: there is no translation “{language}”.")
    if arguments and _is_command(arguments[0]):
        # The window must be painted before anything heavy is imported, so each way imports its own.
        from facilitator_app.cli.main import run  # noqa: PLC0415
        from facilitator_app.clock import SystemClock  # noqa: PLC0415

        return run(arguments, SystemClock())
    from facilitator_app.app.start import window  # noqa: PLC0415

    return window(arguments)


if __name__ == "__main__":
    sys.exit(main())
