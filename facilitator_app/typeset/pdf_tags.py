"""The structure tree of a PDF while it is drawn, and the writing of it into the finished file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from facilitator_app.domain.progress import Progress


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """Marked content on a page: page from 0 and its number there."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class StructureElement:
    """A structure element; it is built up while the page is drawn.

    `box` is what a figure covers: left, bottom, right, top in points.
    """

    role: str
    kids: list[StructureElement | MarkedContent] = field(default_factory=list)
    alt: str = ""
    scope: str = ""
    box: tuple[float, float, float, float] | None = None

    def add(self, role: str, alt: str = "", scope: str = "") -> StructureElement:
        """Return a new last child."""
        child = StructureElement(role, alt=alt, scope=scope)
        self.kids.append(child)
        return child

    @property
    def has_content(self) -> bool:
        """Whether any content on a page belongs to it."""
        return any(isinstance(kid, MarkedContent) or kid.has_content for kid in self.kids)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading in the outline: level from 1, page from 0, top in points."""

    text: str
    level: int
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    lang: str


def tag_pdf(
    drawn: bytes,
    document: StructureElement,
    parent_tree: list[list[StructureElement]],
    bookmarks: list[Bookmark],
    info: DocumentInfo,
    progress: Progress,
) -> bytes:
    """Return the PDF `drawn` with structure, bookmarks and metadata, as PDF/UA-1 asks.

    `parent_tree` has for each page the element of each of its marks. Same input, same bytes.
    Raises Cancelled between two elements if `progress` is cancelled.
    """
    done = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        _write_structure(pdf, document, parent_tree, progress)
        _write_outline(pdf, bookmarks)
        _write_document_info(pdf, info)
        pdf.save(
            done,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            min_version="1.7",
        )
    return done.getvalue()


def _write_structure(
    pdf: Pdf,
    document: StructureElement,
    parent_tree: list[list[StructureElement]],
    progress: Progress,
) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    pages = [page.obj for page in pdf.pages]
    made: dict[int, pikepdf.Object] = {}
    root.K = Array([_write_element(pdf, document, root, pages, made, progress)])
    numbers: list[pikepdf.Object | int] = []
    for at, marks in enumerate(parent_tree):
        pages[at].StructParents = at
        pages[at].Tabs = Name.S
        numbers += [at, pdf.make_indirect(Array([made[id(element)] for element in marks]))]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(parent_tree)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _write_element(
    pdf: Pdf,
    element: StructureElement,
    parent: pikepdf.Object,
    pages: Sequence[pikepdf.Object],
    made: dict[int, pikepdf.Object],
    progress: Progress,
) -> pikepdf.Object:
    progress.check()
    own = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.role), P=parent))
    made[id(element)] = own
    first = next((kid.page for kid in element.kids if isinstance(kid, MarkedContent)), None)
    kids: list[pikepdf.Object | int] = []
    for kid in element.kids:
        if isinstance(kid, StructureElement):
            if kid.has_content or kid.role in ("TH", "TD"):
                kids.append(_write_element(pdf, kid, own, pages, made, progress))
        elif kid.page == first:
            kids.append(kid.number)
        else:
            kids.append(Dictionary(Type=Name.MCR, Pg=pages[kid.page], MCID=kid.number))
    if kids:
        own.K = kids[0] if len(kids) == 1 else Array(kids)
    if first is not None:
        own.Pg = pages[first]
    if element.alt:
        own.Alt = String(element.alt)
    attributes = _attributes(element)
    if attributes is not None:
        own.A = attributes
    return own


def _attributes(element: StructureElement) -> pikepdf.Object | None:
    if element.role in ("TH", "TD"):
        own = Dictionary(O=Name.Table)
        if element.scope:
            own.Scope = Name("/" + element.scope)
        return own if element.scope else None
    if element.role == "L":
        return Dictionary(O=Name.List, ListNumbering=Name("/" + (element.scope or "None")))
    if element.box is not None:
        return Dictionary(
            O=Name.Layout,
            Placement=Name.Block,
            BBox=Array([round(edge, 2) for edge in element.box]),
        )
    return None


def _write_outline(pdf: Pdf, bookmarks: list[Bookmark]) -> None:
    with pdf.open_outline() as outline:
        above: list[tuple[int, OutlineItem]] = []
        for mark in bookmarks:
            item = OutlineItem(mark.text, mark.page, "XYZ", left=0, top=mark.top)
            while above and above[-1][0] >= mark.level:
                above.pop()
            (above[-1][1].children if above else outline.root).append(item)
            above.append((mark.level, item))


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def _write_document_info(pdf: Pdf, info: DocumentInfo) -> None:
    pdf.Root.Lang = String(info.lang)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    packet = _XMP.format(
        title=escape(info.title),
        author=escape(info.author),
        subject=escape(info.subject),
        lang=escape(info.lang),
    )
    stream = pdf.make_stream(packet.encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream
    # No date: a document is told by the date printed on it, not by when a file was written.
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(info.title),
            Author=String(info.author),
            Subject=String(info.subject),
        )
    )
