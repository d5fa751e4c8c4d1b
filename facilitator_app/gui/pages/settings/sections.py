"""The sections of the settings: what each is called, what else it goes by, and what it can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from facilitator_app.i18n import N_


@dataclass(frozen=True, slots=True)
class SectionCommand:
    """What a section does when it is asked for by `name`: words, icon, more words to find it by."""

    name: str
    words: str
    icon: str
    also: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One section: name, words, icon, more words to find it by, and what else it can do.

    record: the record type of which it is the list, if any.
    """

    name: str
    words: str
    icon: str
    also: str = ""
    commands: tuple[SectionCommand, ...] = ()
    record: str = ""


@runtime_checkable
class Commanded(Protocol):
    """A section with commands."""

    def run(self, command: str) -> None:
        """Do what the command called `command` says."""
        ...


SECTIONS = (
    Section("network", N_("Network"), "gear", N_("name address details rules logo")),
    Section(
        "appearance",
        N_("Appearance"),
        "palette",
        N_("look colours"),
        (
            SectionCommand(
                "theme",
                N_("Theme"),
                "palette",
                N_("dark light night mode high contrast black colours access"),
            ),
            SectionCommand(
                "scale",
                N_("Text size"),
                "magnifying-glass-plus",
                N_("large small font zoom bigger larger make letters"),
            ),
            SectionCommand("rows", N_("Rows of lists"), "rows", N_("comfortable room height")),
        ),
    ),
    Section(
        "picklists",
        N_("Pick-lists"),
        "list-bullets",
        N_("choices options words drop-down dropdown categories labels"),
        (
            SectionCommand(
                "usual_items",
                N_("Usual items of a first agenda"),
                "list-bullets",
                N_("standing items meeting"),
            ),
        ),
    ),
    Section("frameworks", N_("Frameworks"), "tag", N_("tags ladder"), record="framework"),
    Section(
        "rates", N_("Mileage rates"), "gauge", N_("miles pence travel car"), record="mileage_rate"
    ),
    Section(
        "file",
        N_("File and backups"),
        "hard-drives",
        N_("copy restore lost damaged where"),
        (
            SectionCommand("check", N_("Check the file"), "shield-check", N_("sound damage")),
            SectionCommand(
                "backup",
                N_("Back up now"),
                "hard-drives",
                N_("backup copy memory stick USB save safe"),
            ),
            SectionCommand(
                "restore",
                N_("Restore a backup"),
                "clock-counter-clockwise",
                N_("put back earlier lost deleted"),
            ),
            SectionCommand(
                "export",
                N_("Export everything"),
                "package",
                N_("CSV Excel spreadsheet package copy take out download"),
            ),
            SectionCommand(
                "import",
                N_("Import a list or a package"),
                "upload-simple",
                N_("CSV Excel spreadsheet in bring upload"),
            ),
            SectionCommand(
                "passphrase", N_("Change the passphrase"), "lock-key", N_("new password")
            ),
            SectionCommand(
                "lock", N_("Lock when nobody uses it"), "lock-key", N_("idle away minutes time out")
            ),
            SectionCommand("sheet", N_("Recovery sheet"), "key", N_("lost passphrase password")),
        ),
    ),
    Section("about", N_("About"), "info", N_("version licence program update")),
)
