"""The annual report of a financial year, told from its figures."""

from __future__ import annotations

import re
from dataclasses import replace

from facilitator_app.digests.annual import AnnualReport
from facilitator_app.domain import collation
from facilitator_app.domain.amounts import show_money
from facilitator_app.domain.dates import financial_year_name
from facilitator_app.i18n import _, ngettext, show_number
from facilitator_app.reports.blocks import (
    Block,
    Cover,
    Figure,
    Figures,
    Heading,
    Listing,
    Paper,
    Paragraph,
    words_in,
)
from facilitator_app.reports.formatting import format_date, format_share
from facilitator_app.reports.papers import (
    annual_claims,
    annual_meetings,
    annual_members,
    annual_publications,
    annual_tags,
    annual_training,
)
from facilitator_app.typeset.inline_text import TextRun


def annual_paper(digest: AnnualReport) -> Paper:
    """Tell the year: who, how often, what was decided, what it cost, what was learned."""
    imprint = digest.imprint
    paper = Paper(
        title=_("Annual report {year}").format(year=financial_year_name(digest.year)),
        subtitle=_period(digest),
        network=imprint.network,
        kicker=_("User involvement"),
        dated=format_date(imprint.as_at),
        version="",
        cover=_cover(digest),
        blocks=(
            *_glance(digest),
            *annual_members.membership(digest),
            *annual_members.groups(digest),
            *annual_meetings.meetings(digest),
            *annual_meetings.decisions(digest),
            *annual_meetings.actions(digest),
            *annual_tags.tags(digest),
            *annual_claims.claims(digest),
            *annual_training.training(digest),
            *annual_publications.published(digest),
        ),
    )
    ends = (*_glossary(digest, paper), *_about(digest))
    return replace(paper, blocks=(*paper.blocks, *ends))


def caution(digest: AnnualReport) -> str:
    """Return what is to be known before the report is published, "" if the year is over."""
    if digest.so_far is None:
        return ""
    return _("The year does not end until {end}: all figures are as of {day}.").format(
        end=format_date(digest.ends), day=format_date(digest.so_far)
    )


def _period(digest: AnnualReport) -> str:
    start, end = format_date(digest.starts), format_date(digest.ends)
    if digest.so_far is None:
        return _("{start} to {end}").format(start=start, end=end)
    day = format_date(digest.so_far)
    if digest.told_once:  # a line that ended in a date would leave the year alone
        day = day.replace(" ", "\N{NO-BREAK SPACE}")
    return _("{start} to {end}: so far, on {day}").format(start=start, end=end, day=day)


def _cover(digest: AnnualReport) -> Cover:
    members = Figure(show_number(digest.membership.end), _members_when(digest))
    came = Figure(
        format_share(digest.came, digest.expected),
        _("of those invited came to meetings")
        if digest.told_apart
        else _("of those expected came to meetings"),
    )
    decided = Figure(
        show_number(len(digest.decisions)),
        ngettext(
            "decision taken by our groups",
            "decisions taken by our groups",
            _plural(digest, len(digest.decisions)),
        ),
    )
    figures = (members, came, decided) if digest.expected else (members, decided)
    foot = (
        _("Figures as they stood on {day}.").format(day=format_date(digest.imprint.as_at)),
        _("Also in large print, as a web page and as plain text: please ask."),
    )
    return Cover(figures, foot)


def _members_when(digest: AnnualReport) -> str:
    number = digest.membership.end if digest.well_put else 0
    if digest.so_far is None:
        return ngettext("member at the end of the year", "members at the end of the year", number)
    day = format_date(digest.so_far)
    return ngettext("member so far, on {day}", "members so far, on {day}", number, day=day)


def _members_before(digest: AnnualReport) -> str:
    number = digest.membership.end if digest.well_put else 0
    before = show_number(digest.membership.start)
    if digest.so_far is None:
        return ngettext(
            "member, {before} a year before", "members, {before} a year before", number,
            before=before,
        )  # fmt: skip
    return ngettext(
        "member so far, {before} on 1 April", "members so far, {before} on 1 April", number,
        before=before,
    )  # fmt: skip


def _glance(digest: AnnualReport) -> tuple[Block, ...]:
    whole = digest.membership
    figures = (
        (whole.end, show_number(whole.end), _members_before(digest)),
        (digest.seats, show_number(digest.seats), _seats_on(digest)),
        (digest.meetings, show_number(digest.meetings),
         ngettext("meeting", "meetings", _plural(digest, digest.meetings))),
        (digest.expected, format_share(digest.came, digest.expected), _("attendance")),
        (len(digest.decisions), show_number(len(digest.decisions)),
         ngettext("decision", "decisions", _plural(digest, len(digest.decisions)))),
        (digest.actions.closed, show_number(digest.actions.closed),
         ngettext("action closed", "actions closed", _plural(digest, digest.actions.closed))),
        (digest.claims.pence, show_money(digest.claims.pence), _("claimed")),
        (digest.places_taken, show_number(digest.places_taken), _places_words(digest)),
    )  # fmt: skip
    items = tuple(Figure(shown, label) for there, shown, label in figures if there)
    head = (Heading(_("The year at a glance")), Paragraph(_lead(digest), lead=True))
    return (*head, Figures(items)) if items else head


def _places_words(digest: AnnualReport) -> str:
    number = _plural(digest, digest.places_taken)
    if digest.told_apart:
        return ngettext("attended training", "attended training", number)
    return ngettext("training place taken", "training places taken", number)


def _plural(digest: AnnualReport, number: int) -> int:
    """Return what settles the form of a word; edition 1 told one meeting as "1 meetings"."""
    return number if digest.edition > 1 else 0


def _seats_on(digest: AnnualReport) -> str:
    number = digest.bodies_with_seats
    if digest.edition == 1:
        return _("seats held on {n} groups").format(n=show_number(number))
    if digest.well_put and digest.seats == 1:
        return ngettext("seat held on {n} group", "seat held on {n} groups", number)
    return ngettext("seats held on {n} group", "seats held on {n} groups", number)


def _lead(digest: AnnualReport) -> str:
    if not digest.meetings:
        return (
            _("Our groups held no meeting in this year.")
            if digest.so_far is None
            else _("Our groups have held no meeting in this year so far.")
        )
    groups = ngettext("{n} group", "{n} groups", digest.bodies_met)
    held = ngettext("{n} meeting", "{n} meetings", digest.meetings)
    words = (
        _("{groups} held {meetings} between {start} and {end}.")
        if digest.so_far is None
        else _("{groups} held {meetings} so far, between {start} and {end}.")
    )
    end = digest.so_far or digest.ends
    return words.format(
        groups=groups, meetings=held, start=format_date(digest.starts), end=format_date(end)
    )


def _glossary(digest: AnnualReport, told: Paper) -> tuple[Block, ...]:
    """Explain the terms of the report; since edition 4 only those that it uses."""
    terms = _terms()
    if digest.told_once:
        text = " ".join(words_in(told)).casefold()
        terms = tuple(one for one in terms if _is_used(text, one[0], one[1]))
        terms = tuple(sorted(terms, key=lambda one: collation.key(one[0])))
    items = tuple(
        (TextRun(term, bold=True), TextRun(f": {meaning}.")) for term, _many, meaning in terms
    )
    return (Heading(_("Words used in this report")), Listing(items)) if items else ()


def _terms() -> tuple[tuple[str, str, str], ...]:
    """Return terms, each with its plural and what it means."""
    return (
        (_("Attendance"), _("Attendances"),
         _("how many of those with a seat on the day of a meeting came to it")),
        (_("Carer"), _("Carers"),
         _("somebody who looks after, or looked after, a person with cancer")),
        (_("Claim"), _("Claims"),
         _("a member's request to be paid back what taking part has cost them")),
        (_("Group"), _("Groups"),
         _("any partnership group, forum, site-specific group or board")),
        (_("Member"), _("Members"),
         _("a patient, carer or other person who takes part in our groups")),
        (_("Median"), _("Medians"),
         _("the middle one of all values: as many are below it as above")),
        (_("Seat"), _("Seats"),
         _("one member's place on one group; a member may hold several")),
        (_("User involvement"), _("User involvement"),
         _("patients and carers shaping cancer services with staff")),
    )  # fmt: skip


def _is_used(text: str, *forms: str) -> bool:
    """Say whether a word stands in a text, as it is or as one of several."""
    either = "|".join(re.escape(form.casefold()) for form in forms)
    return re.search(rf"\b(?:{either})\b", text) is not None


def _about(digest: AnnualReport) -> tuple[Block, ...]:
    imprint = digest.imprint
    texts = (
        _("The figures come from the network's own records as they stood on {day}, and cover "
          "{start} to {end}.").format(
            day=format_date(imprint.as_at),
            start=format_date(digest.starts), end=format_date(digest.so_far or digest.ends)),
        _("Percentages are rounded to whole numbers, halves upwards, so that parts may not add up "
          "to 100. Money is exact to the penny."),
        _("This report is also available in large print, as a web page, as plain text, and with "
          "its tables as a spreadsheet file. Please ask for the form that suits you."),
    )  # fmt: skip
    return (Heading(_("About this report")), *(Paragraph(text) for text in texts))
