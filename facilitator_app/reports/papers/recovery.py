"""The recovery sheet: the letters that open a file when its passphrase is lost."""

from __future__ import annotations

from facilitator_app.digests.recovery import RecoverySheet
from facilitator_app.i18n import _
from facilitator_app.reports.blocks import Facts, Heading, Listing, Paper, Paragraph, Table
from facilitator_app.reports.formatting import format_date
from facilitator_app.typeset.table_content import TableColumn

_ACROSS = 4


def recovery_paper(digest: RecoverySheet) -> Paper:
    """Tell the letters, how to use them, and where to keep them."""
    imprint = digest.imprint
    return Paper(
        title=_("Recovery sheet"),
        subtitle=_("It opens the file when its passphrase is lost."),
        network=imprint.network,
        kicker="",
        dated=format_date(imprint.as_at),
        version="",
        blocks=(
            Paragraph(
                _(
                    "Whoever has this sheet and the file can read everything in it. Keep the sheet "
                    "where you keep other important papers, and not beside the computer."
                ),
                lead=True,
            ),
            Facts(((_("File"), digest.file), (_("Made on"), format_date(imprint.as_at)))),
            Heading(_("The letters")),
            _letters(digest.groups),
            Heading(_("If the passphrase is lost")),
            Listing(
                (
                    _("Open Facilitator and choose the file."),
                    _("Choose “I have lost my passphrase”."),
                    _("Type the 16 groups of letters. Blanks and small letters do not matter."),
                ),
                numbered=True,
            ),
        ),
    )


def _letters(groups: tuple[str, ...]) -> Table:
    """Set the groups in rows of four, each row begun with the number of its first group."""
    columns = (
        TableColumn(_("From")),
        *(TableColumn(_("Group {n}").format(n=n + 1)) for n in range(_ACROSS)),
    )
    rows = tuple(
        (str(at + 1), *(groups[at : at + _ACROSS])) for at in range(0, len(groups), _ACROSS)
    )
    return Table(_("Recovery key"), columns, rows)
