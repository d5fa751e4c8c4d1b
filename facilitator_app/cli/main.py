"""`facilitator COMMAND …`: reads the arguments, runs one command, and turns errors into exit codes.

0: done; 1: a problem that the user can mend, told in one sentence; 2: wrong arguments.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from facilitator_app import __version__
from facilitator_app.cli import attachment_commands, commands, file_commands, passphrases
from facilitator_app.cli.commands import GREATEST_ID, Command, WrongArgumentsError
from facilitator_app.cli.output import Output, finish, prepare, tell_error
from facilitator_app.clock import Clock
from facilitator_app.digests.exchange import ENCODINGS
from facilitator_app.domain import file_names
from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import N_, _
from facilitator_app.services import documents

_WINDOW = N_("""\
facilitator [FILE] [--sample]   opens the window
facilitator COMMAND --help      says more about one command

The passphrase is taken from FACILITATOR_PASSPHRASE, from --passphrase-file, or asked for.
Exit codes: 0 done, 1 a problem that you can mend, 2 wrong arguments.""")
_TOLD = 80  # letters of a name that is told


def run(arguments: Sequence[str], clock: Clock) -> int:
    """Run one command; return its exit code."""
    prepare(as_json="--json" in arguments)
    parsed = _read(arguments)
    command: Command = parsed.command
    try:
        return command(parsed, clock, Output(as_json=parsed.json))
    except WrongArgumentsError as error:
        tell_error(str(error))
        return 2
    except AppError as error:
        tell_error(str(error))
        return 1
    except KeyboardInterrupt:
        tell_error(_("Stopped before the end. What was saved until then is safe."))
        return 1
    except OSError as error:  # a name that no system takes, a drive that went
        tell_error(
            _(
                "{name} cannot be used: {why}. See that its name is right and its place there."
            ).format(name=_shortened(error.filename), why=error.strerror)
        )
        return 1


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what the arguments say; SystemExit where they are wrong, or ask for help."""
    parser = _parser()
    try:
        for one in arguments:
            if not passphrases.is_text(one):
                parser.error(_("“{word}” cannot be read: it is not in UTF-8.").format(word=one))
        return parser.parse_args(arguments)
    finally:
        finish()


def _shortened(name: object) -> str:
    words = str(name or _("A file"))
    return words if len(words) <= _TOLD else words[: _TOLD - 1] + "…"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="facilitator",
        description=_("User involvement in cancer networks, offline and encrypted."),
        epilog=_(_WINDOW),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Facilitator {__version__}")
    commands_of = parser.add_subparsers(title=_("commands"), metavar="COMMAND", required=True)
    shared = _shared()
    _sample(commands_of, shared)
    _report(commands_of, shared)
    _publish(commands_of, shared)
    _list(commands_of, shared)
    _exchange(commands_of, shared)
    _attachments(commands_of, shared)
    _care(commands_of, shared)
    return parser


def _shared() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help=_("print the result as JSON"))
    shared.add_argument(
        "--passphrase-file",
        type=_path,
        metavar="F",
        help=_("a file whose first line is the passphrase"),
    )
    shared.add_argument(
        "--take-over",
        action="store_true",
        help=_("open a file that another computer left open, once nobody works on it"),
    )
    return shared


_Sub = argparse._SubParsersAction  # noqa: SLF001 - argparse gives its type no public name


def _sample(into: _Sub[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    sample = _add(into, "sample", shared, _("make the invented Three Valleys Cancer Network"))
    sample.add_argument("out", type=_path, metavar="OUT")
    sample.add_argument("--members", type=_number, default=64, metavar="N")
    sample.add_argument("--years", type=_number, default=3, metavar="N")
    sample.add_argument("--seed", type=_whole, default=1, metavar="S")
    sample.add_argument(
        "--as-at", type=_date, metavar="DATE", help=_("the day it stands at: 2026-11-23")
    )
    sample.set_defaults(command=commands.sample)


def _report(into: _Sub[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    report = _add(into, "report", shared, _("make a document"))
    report.add_argument(
        "--list", action="store_true", help=_("say what there is, and what each takes")
    )
    report.add_argument("name", nargs="?", type=_words, metavar="NAME")
    report.add_argument("file", nargs="?", type=_path, metavar="FILE")
    _add_out(report, "F", required=False)
    about = report.add_mutually_exclusive_group()
    for takes, example in documents.examples().items():
        about.add_argument(f"--{takes}", dest="about", type=_words, metavar=example)
    report.add_argument("--format", choices=documents.forms())
    report.set_defaults(command=commands.report)


def _publish(into: _Sub[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    publish = _add(into, "publish", shared, _("keep a document as it stands now"))
    publish.add_argument("name", type=_words, metavar="NAME")
    publish.add_argument("file", type=_path, metavar="FILE")
    about = publish.add_mutually_exclusive_group()
    for takes, example in documents.examples().items():
        about.add_argument(f"--{takes}", dest="about", type=_words, metavar=example)
    publish.set_defaults(command=commands.publish)
    published = _add(into, "publications", shared, _("say what was published, or write one of it"))
    published.add_argument("file", type=_path, metavar="FILE")
    published.add_argument("--id", type=_id, metavar="ID", help=_("which of them to write"))
    _add_out(published, "F", required=False)
    published.add_argument("--format", choices=documents.forms())
    published.set_defaults(command=commands.published)


def _list(into: _Sub[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    words = _("write a list: .csv, .xlsx, .pdf, .html or .txt")
    listing = _add(into, "list", shared, words)
    names = commands.listed()
    listing.add_argument("what", choices=names, metavar="WHAT", help=", ".join(names))
    listing.add_argument("file", type=_path, metavar="FILE")
    _add_out(listing, "F")
    listing.add_argument(
        "--columns", default="", metavar="KEY,KEY", help=_("such as name,telephone,email")
    )
    listing.add_argument("--view", default="", metavar="KEY", help=_("such as current"))
    listing.add_argument(
        "--find", default="", metavar="WORDS", help=_("only rows with these words")
    )
    listing.add_argument(
        "--tag", type=_words, metavar="TAG",
        help=_("only rows with it: “Ladder of involvement: Consultation”"),
    )  # fmt: skip
    listing.add_argument("--sort", default="", metavar="KEY", help=_("a column's key"))
    listing.add_argument("--descending", action="store_true", help=_("the other way round"))
    listing.add_argument("--format", choices=("pdf", "large-print", "html", "text"))
    listing.set_defaults(command=commands.export_list)


def _exchange(into: _Sub[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    import_list = _add(into, "import", shared, _("import a list, or what export wrote"))
    import_list.add_argument(
        "what", choices=commands.importable(), metavar="WHAT", help=", ".join(commands.importable())
    )
    import_list.add_argument("file", type=_path, metavar="FILE")
    import_list.add_argument("data", type=_path, metavar="DATA")
    import_list.add_argument(
        "--mapping", type=_path, metavar="M", help=_("a file that says which column is what")
    )
    import_list.add_argument(
        "--sheet", default="", metavar="NAME", help=_("the sheet of a workbook that has the list")
    )
    import_list.add_argument(
        "--encoding", default="", choices=tuple(ENCODINGS), help=_("how a text file is encoded")
    )
    import_list.add_argument(
        "--with-hidden", action="store_true", help=_("take in the hidden rows of a workbook")
    )
    import_list.add_argument(
        "--dry-run", action="store_true", help=_("say what would happen, and change nothing")
    )
    import_list.add_argument(
        "--update",
        action="store_true",
        help=_("let filled cells change the records that are there already"),
    )
    import_list.add_argument(
        "--leave-out", default="", metavar="3,7-9",
        help=_("rows that do not come in, by the numbers that --dry-run tells"),
    )  # fmt: skip
    import_list.add_argument(
        "--joined", default="", metavar="DAY",
        help=_("the day of joining of people of whom the list does not say it"),
    )  # fmt: skip
    import_list.set_defaults(command=commands.import_list)
    export = _add(into, "export", shared, _("write everything as an open data package"))
    export.add_argument("file", type=_path, metavar="FILE")
    _add_out(export, "ZIP")
    export.add_argument(
        "--with", dest="special", action="append", default=[], metavar="RECORD.FIELD",
        choices=commands.special(),
        help=_("include a sensitive field, such as member.access_needs"),
    )  # fmt: skip
    export.set_defaults(command=commands.export)


def _attachments(into: _Sub[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    attach = _add(into, "attach", shared, _("attach files to a record"))
    listing = _add(into, "attachments", shared, _("list what is attached to a record"))
    names = commands.listed()
    for one in (attach, listing):
        one.add_argument("what", choices=names, metavar="WHAT", help=", ".join(names))
        one.add_argument("file", type=_path, metavar="FILE")
        one.add_argument(
            "which", type=_words, metavar="WORDS", help=_("words that find the one that is meant")
        )
    attach.add_argument("data", type=_path, nargs="+", metavar="DATA")
    attach.set_defaults(command=attachment_commands.attach)
    listing.add_argument("--save-to", type=_folder, metavar="DIR", help=_("write copies there"))
    listing.set_defaults(command=attachment_commands.attachments_of)


def _care(into: _Sub[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    check = _add(into, "check", shared, _("look for damage"))
    check.add_argument("file", type=_path, metavar="FILE")
    check.set_defaults(command=file_commands.check)
    backup = _add(into, "backup", shared, _("write a checked copy"))
    backup.add_argument("file", type=_path, metavar="FILE")
    backup.add_argument("--to", type=_folder, required=True, metavar="DIR")
    backup.set_defaults(command=file_commands.backup)
    restore = _add(into, "restore", shared, _("put a backup in a file's place"))
    restore.add_argument("copy", type=_path, metavar="BACKUP")
    restore.add_argument("--to", type=_path, required=True, metavar="FILE")
    restore.set_defaults(command=file_commands.restore)
    change = _add(into, "passphrase", shared, _("give a file another passphrase"))
    change.add_argument("file", type=_path, metavar="FILE")
    change.add_argument(
        "--new-passphrase-file", type=_path, metavar="F",
        help=_("a file whose first line is the new passphrase"),
    )  # fmt: skip
    change.set_defaults(command=file_commands.passphrase)
    erase = _add(into, "erase", shared, _("erase a person for good, in backups too"))
    erase.add_argument("what", choices=commands.erasable(), metavar="WHAT",
                       help=", ".join(commands.erasable()))  # fmt: skip
    erase.add_argument("file", type=_path, metavar="FILE")
    erase.add_argument("who", type=_words, metavar="WHO", help=_("a name, or an id"))
    erase.add_argument(
        "--yes", action="store_true", help=_("erase without asking for the name again")
    )
    erase.set_defaults(command=commands.erase)
    test = _add(into, "self-test", shared, _("see that everything works here"))
    test.set_defaults(command=commands.self_test)


def _add(
    into: _Sub[argparse.ArgumentParser], name: str, shared: argparse.ArgumentParser, words: str
) -> argparse.ArgumentParser:
    """Add a command; an option must be written in full, so that none is taken for another."""
    return into.add_parser(name, parents=[shared], help=words, allow_abbrev=False)


def _words(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError(_("nothing stands there. Write what is meant."))
    return text


def _folder(text: str) -> Path:
    return Path(_words(file_names.unquoted(text)))


def _path(text: str) -> Path:
    path = _folder(text)
    if not path.name:  # "." or "/"
        raise argparse.ArgumentTypeError(_("{path} is a folder. Name a file.").format(path=path))
    return path


def _add_out(parser: argparse.ArgumentParser, metavar: str, *, required: bool = True) -> None:
    parser.add_argument("--out", type=_path, required=required, metavar=metavar)
    parser.add_argument(
        "--force", action="store_true", help=_("replace the file that is there already")
    )


def _number(text: str) -> int:
    found = _whole(text)
    if not 1 <= found <= 1_000_000:
        raise argparse.ArgumentTypeError(_("a number from 1 to 1,000,000"))
    return found


def _id(text: str) -> int:
    found = _whole(text)
    if not 0 < found <= GREATEST_ID:
        raise argparse.ArgumentTypeError(_("nothing has the number {number}").format(number=text))
    return found


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("“{text}” is no number").format(text=text)) from None


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("a date such as 2026-11-23")) from None
