"""Sixty invented lists, as other programs export them and people keep them: nothing is lost unsaid.

Every list has the same people, some of them doubled, in the columns and the manner of an exporter.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

from facilitator_app.digests.exchange import TWICE, Plan, PlannedRow, ReadAs, RowOutcome
from facilitator_app.exchange.header_matching import guess, knows, shipped
from facilitator_app.exchange.import_plan import plan
from facilitator_app.exchange.list_habits import label_columns
from facilitator_app.exchange.table_reader import read_table
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.picklists import as_shipped

SPEC, SYNONYMS = Member.spec(), shipped()
FMT = FormatContext(dt.date(2026, 11, 23), as_shipped())
COLUMNS = "first|last|title|born|home|mobile|email|street|town|county|post|firm|tick|note"
PEOPLE = [
    dict(zip(COLUMNS.split("|"), map(str.strip, line.split("|")), strict=True))
    for line in """\
Zoë | Quillfeather | Mrs | 3/4/1958 | 01632 960101 | 07700 900101 | zoe@example.org | 4 Lark Row \
| Nether Wick | Wendshire | GL20 9ZZ | Test Trust | N | Rings back, after six
José | Núñez-Bramble | Dr | 23/12/1949 | 1632960102 | | jose@example.org | Flat 2, 9 Mill Lane \
| Overwick | | GL20 9ZY | | Y | Speaks "Spanish" at home
Siân | O'Tansy | | | n/k | 07700 900103 | sian at example | 5 Rope Walk \
| Overwick | Wendshire | GL209ZX | Wend Hospital | N |
Hettie | Dowdale | Miss | 31/2/1950 | | 447700900104 | | \
| Nether Wick | | nowhere | | N | Never on Tuesdays; or late
H | Dowdale | Miss | | | 447700900104 | | | Nether Wick | | | | N |
Zoë | Quillfeather | Mrs | 3/4/1958 | 01632 960109 | 07700 900101 | zoe@example.org | 4 Lark Row \
| Nether Wick | Wendshire | GL20 9ZZ | Test Trust | N | Rings back, after six
|||||||||||||
Osric | Bramblecote | | 7/1/1941 | 01632 960105 | | osric@example.org | 1 Long Road \
| Overwick | Wendshire | GL20 9ZV | | N |
Osric | Bramblecote | | 7/1/1941 | 01632 960105 | | osric@example.org | 1 Long Road \
| Overwick | Wendshire | GL20 9ZV | | N |
""".splitlines()
]
for _person in PEOPLE:
    _person["whole"] = f"{_person['first']} {_person['last']}".strip()
EXPORTERS = {  # heading = what stands below it: a key of PEOPLE, or words that are always the same
    "Outlook": "Title=title|First Name=first|Middle Name=|Last Name=last|Suffix=|Company=firm"
    "|Department=|Job Title=|Home Street=street|Home City=town|Home State=county"
    "|Home Postal Code=post|Home Country/Region=~UK|Home Phone=home|Mobile Phone=mobile"
    "|Birthday=born|Categories=~Forum|E-mail Address=email|Notes=note|Priority=~Normal",
    "Google": "First Name=first|Middle Name=|Last Name=last|Organization Name=firm|Birthday=born"
    "|Notes=note|Labels=~* myContacts|E-mail 1 - Label=~* Home|E-mail 1 - Value=email"
    "|Phone 1 - Label=~Mobile|Phone 1 - Value=mobile|Phone 2 - Label=~Home|Phone 2 - Value=home"
    "|Address 1 - Street=street|Address 1 - City=town|Address 1 - Region=county"
    "|Address 1 - Postal Code=post|Address 1 - Country=~GB",
    "CiviCRM": "Contact ID=~12|Contact Type=~Individual|First Name=first|Last Name=last"
    "|Individual Prefix=title|Birth Date=born|Street Address=street|City=town|State=county"
    "|Postal Code=post|Phone=home|Email=email|Do Not Mail=tick|Is Deceased=~0|Note(s)=note",
    "Mailchimp": "Email Address=email|First Name=first|Last Name=last|Address=street"
    "|Phone Number=home|MEMBER_RATING=~2|OPTIN_TIME=~2026-03-03 10:15:00|OPTIN_IP=|NOTES=note",
    "ChurchCRM": "Title=title|First Name=first|Last Name=last|Address1=street|Address2="
    "|City=town|State=county|Zip=post|Home Phone=home|Cell Phone=mobile|Email=email"
    "|Birth Date=born|Inactive=tick",
    "Jethro": "first_name=first|last_name=last|gender=~|status=~Core|email=email|mobile_tel=mobile"
    "|home_tel=home|address_street=street|address_suburb=town|address_state=county"
    "|address_postcode=post|remarks=note",
    "By hand": "Surname=last|Forename(s)=first|Tel No=home|Tel No (mob)=mobile|DOB=born"
    "|Address 1=street|Town=town|County=county|Post Code=post|Org=firm|Comments=note",
    "LibreOffice": "Name=whole|Telephone=home|Email=email|Address=street"
    "|Town=town|Postcode=post|Date of birth=born",
}
# How the text is written: encoding, separator, and the encoding that is chosen, if one must be.
DRESSES = {
    "utf-8": ("utf-8", ",", ""),
    "with mark": ("utf-8-sig", ";", ""),
    "Windows": ("cp1252", ",", ""),
    "Unicode text": ("utf-16", "\t", ""),
    "Macintosh": ("mac_roman", ",", "mac_roman"),
    "twice": (TWICE, ",", TWICE),
}
WORKBOOKS = ("plain.xlsx", "titles.xlsx", "second.xlsx", "hidden.xlsx", "plain.ods", "titles.ods")
LISTS = [
    *itertools.product(EXPORTERS, DRESSES),
    *itertools.product(("By hand", "LibreOffice"), WORKBOOKS),
]
TITLES = [["Members of the forum"], ["As at 3 March 2026"], []]
TOTALS = [["Total: 9"], ["Printed on 3/3/2026"]]


def test_there_are_sixty() -> None:
    assert len(LISTS) == 60


@pytest.mark.parametrize(("exporter", "dress"), LISTS)
def test_every_row_is_accounted_for_and_nothing_is_dropped_unsaid(
    exporter: str, dress: str, tmp_path: Path
) -> None:
    table = _table(exporter)
    path = tmp_path / (dress if "." in dress else "list.csv")
    titled = dress.startswith("titles")
    lines = [*TITLES, *table, *TOTALS] if titled else table
    read_as = ReadAs(hidden=dress == "hidden.xlsx")
    if path.suffix == ".csv":
        encoding, separator, chosen = DRESSES[dress]
        path.write_bytes(_text(lines, encoding, separator))
        read_as = ReadAs(encoding=chosen)
    elif path.suffix == ".ods":
        write_opendocument(path, lines)
    else:
        _write_workbook(path, lines, dress)
    sheet = read_table(path, read_as, knows(SPEC, SYNONYMS))
    matching = guess(sheet.headers, SPEC, SYNONYMS)
    found = plan(sheet, matching, SPEC, FMT)
    _check_outcomes(found, titled=titled)
    if dress == "Windows":
        assert "Zoë" in sheet.told[0]
    spoken_for = {*found.unused, *label_columns(sheet.headers, matching, SPEC).values()}
    for planned, line in zip(found.rows, sheet.rows, strict=True):
        if planned.can_add:
            _check_row(planned, dict(zip(sheet.headers, line.cells, strict=False)), spoken_for)


def _check_outcomes(found: Plan, *, titled: bool) -> None:
    """Whether added, same and told are all the rows there are."""
    add, likely = RowOutcome.ADD, RowOutcome.LIKELY
    outcomes = [row.outcome for row in found.rows]
    assert outcomes == [
        add, add, add, add, likely, likely, RowOutcome.BLANK, add, RowOutcome.SAME,
        *([RowOutcome.NOTE] * 2 if titled else []),
    ]  # fmt: skip
    assert all(row.why for row in found.rows if row.outcome is not add)
    assert [row.values["forenames"] for row in found.adding()] == [
        "Zoë", "José", "Siân", "Hettie", "Osric",
    ]  # fmt: skip
    assert sum(map(found.count, RowOutcome)) == len(found.rows)


def _check_row(planned: PlannedRow, cells: dict[str, str], spoken_for: set[str]) -> None:
    """Whether every cell came in or is told, and every value stood there or is told."""
    told = "".join(_squeezed(one.words) for one in planned.remarks)
    kept = {
        one.name: _squeezed(one.show(planned.values[one.name], FMT))
        for one in SPEC.typed
        if planned.values.get(one.name) and planned.values[one.name] != one.default
    }
    remarked = {one.field for one in planned.remarks}
    for header, cell in cells.items():
        text = _squeezed(cell)
        is_no = header in ("Do Not Mail", "Is Deceased", "Inactive") and text in ("n", "0")
        came = any(text in value for value in kept.values()) or header in spoken_for
        mended = any(text.lstrip("0") in value for value in (*kept.values(), told))
        read_as = _squeezed(header) in told + "".join(kept.values())
        assert came or mended or is_no or read_as or _is_day(text, planned), (header, cell)
    stood = "".join(map(_squeezed, cells.values()))
    for name, value in kept.items():
        assert name in remarked or value in stood or name in ("notes", "address"), (name, value)
    for line in str(planned.values["address"] or "").splitlines():
        assert _squeezed(line) in stood


def _is_day(text: str, planned: PlannedRow) -> bool:
    """Whether a cell is the day that was read, which the remark writes in words."""
    born = planned.values["born"]
    return bool(born) and text in (f"{born.day}{born.month}{born.year}", _squeezed(str(born)))


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _table(exporter: str) -> list[list[str]]:
    """Return the headings and rows of an exporter."""
    columns = [one.partition("=")[::2] for one in EXPORTERS[exporter].split("|")]
    rows = [[header for header, _key in columns]]
    for person in PEOPLE:
        always = person["last"]  # an empty row has nothing at all
        rows.append(
            [
                (key[1:] if always else "") if key.startswith("~") else person.get(key, "")
                for _header, key in columns
            ]
        )
    return rows


def _text(lines: list[list[str]], encoding: str, separator: str) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows(lines)
    if encoding == TWICE:
        return written.getvalue().encode().decode("cp1252").encode()
    return written.getvalue().encode(encoding)


def _write_workbook(path: Path, lines: list[list[str]], dress: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    if dress == "second.xlsx":
        sheet.append(["Please read: this list is for the forum alone"])
        sheet.append(["It is kept by Jo"])
        sheet = book.create_sheet("People")
    for line in lines:
        sheet.append(line)
    if dress == "titles.xlsx":
        sheet.merge_cells("A1:F1")
    if dress == "hidden.xlsx":
        sheet.row_dimensions[3].hidden = True
    book.save(path)


def write_opendocument(path: Path, lines: list[list[str]]) -> None:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p>'
            "</table:table-cell>" if cell else "<table:table-cell/>"
            for cell in line
        )
        + "</table:table-row>"
        for line in lines
    )  # fmt: skip
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" '
        f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="People">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
        file.writestr("META-INF/manifest.xml", "<manifest/>")
