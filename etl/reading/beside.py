"""The words that a package holds beside its cells: whatever part they stand in, known or not, they are collected here.

Nobody can list all the parts in which a program leaves words: text boxes, headers of pages, lists of choices, caches of
charts and pivot tables, copies of other workbooks, logs of changes. So every part is looked at, and only what is known
to hold no words of a person's file is left out: looks, links, and who wrote or saved it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from html import unescape

from etl.reading.grid import OutsideText, PlaceBeside
from etl.reading.package import WorkbookPackage, is_plain_utf8, relations_of, stream_part
from etl.reading.refusal import Budget, FileRefusal
from etl.reading.xlsx_book import Frame, read_relations
from etl.reading.xlsx_hidden import pivot_caches

_RUNS = frozenset(
    (
        "r",
        "t",
        "span",
        "font",
        "b",
        "i",
        "u",
        "strong",
        "em",
        "fld",
        "a",
        "s",
        "tab",
        "line-break",
        "br",
        "rPr",
        "sub",
        "sup",
        "is",
    )
)
"""Pieces of a text that is read as one."""
_BREAKS = {"br": "\n", "line-break": "\n", "tab": "\t", "s": " "}
_AUTHORS = frozenset(
    (
        "creator",
        "lastModifiedBy",
        "initial-creator",
        "printed-by",
        "sender-initials",
        "creator-initials",
        "author",
        "authors",
        "manager",
        "Manager",
        "Company",
        "userInfo",
    )
)
"""Who made or saved a file is no case; properties are not kept, whoever they name."""
_IDLE = frozenset(
    (
        "id",
        "rId",
        "embed",
        "link",
        "pic",
        "r",
        "ref",
        "sqref",
        "uid",
        "dT",
        "personId",
        "parentId",
        "author",
        "user",
        "userName",
        "refreshedBy",
        "style-name",
        "typeface",
        "panose",
        "latin",
        "cs",
        "ea",
        "lang",
        "altLang",
        "href",
        "xlink",
        "formula",
        "f",
        "fmla",
        "formatCode",
        "numFmtId",
        "uri",
        "guid",
        "name-next",
        "authorId",
        "shapeid",
        "class",
        "svg",
        "path",
        "d",
        "points",
    )
)
_LOOKS = re.compile(
    r"(?:^/\[content_types\]\.xml|\.rels|^/.+/styles\.xml|/theme\d*\.xml|/calcchain\.xml|/persons?/[^/]*"
    r"|/usernames\.xml"
    r"|^/xl/sharedstrings\.xml|^/meta-inf/.*|^/configurations2/.*|^/thumbnails/.*|/tablestyles\.xml|/colors\d*\.xml"
    r"|/charts/(?:style|colors)\d*\.xml|^/settings\.xml|^/manifest\.rdf|/metadata\.xml)$"
)
_KINDS: tuple[tuple[re.Pattern[str], PlaceBeside], ...] = (
    (re.compile(r"/(?:threadedcomments?/|comments)"), "comments"),
    (re.compile(r"/(?:drawings?|diagrams|ink)/|vmldrawing"), "text_box"),
    (re.compile(r"/charts?(?:ex)?/|^/object \d+/|/objectreplacements"), "chart"),
    (re.compile(r"/pivot|/slicer|/timeline"), "pivot"),
    (re.compile(r"/externallinks/|/querytables/|/connections"), "linked"),
    (re.compile(r"/tables?/"), "table"),
    (re.compile(r"^/docprops/|^/meta\.xml"), "properties"),
    (re.compile(r"^/customxml/|/xmlmaps|/custom"), "custom"),
    (re.compile(r"/revisions/"), "changes"),
    (re.compile(r"/embeddings/"), "embedded"),
    (re.compile(r"^/xl/workbook"), "defined_name"),
)
_FREE = ("custom", "part", "properties")
"""Parts whose tags and attributes are headings that somebody chose."""
CODES = re.compile(r'&"[^"]*"|&K[0-9A-F+-]{1,8}|&\d+|&[A-Z]')
_MOST_LETTERS = 32 * 2**20
_MOST_VALUES = 2000
_LONGEST = 2**16
_OPEN_BREAK = re.compile(rb"<br ?>")
_STRING = re.compile(rb"<t(?: [^>]*)?>([^<]*)</t>")
_QUOTED = re.compile(r'"[^"]*"')
_SEVERAL = re.compile("[,;]")
_ITEM = re.compile(r'"([^"]+)"')


class OutsideTexts:
    """What was found in one place, each text once; the letters of a whole file are counted against one limit."""

    def __init__(self, budget: Budget, letters: list[int], kind: PlaceBeside, sheet: str = "") -> None:
        self.budget, self.letters = budget, letters
        self.kind, self.sheet = kind, sheet
        self.texts: dict[str, None] = {}
        self.lists: dict[str, dict[str, None]] = {}

    def add(self, text: str, group: str) -> None:
        """Take one text over. Refuses a file that holds more words beside its cells than can be looked through."""
        text = text.strip()
        if quoted := _QUOTED.fullmatch(text) is not None:  # a constant in a formula, or the choices of a list
            text = text[1:-1]
        listed = quoted and _SEVERAL.search(text) is not None
        if len(text) < 2 or not any(map(str.isalnum, text)):
            return
        held = self.lists.setdefault(group, {})
        if len(held) < _MOST_VALUES:
            held[text] = None
        if text in self.texts:
            return
        self.letters[0] += len(text)
        if self.letters[0] > _MOST_LETTERS:
            raise FileRefusal("too_much_beside", file=self.budget.file)
        self.texts[text] = None
        items = _SEVERAL.split(text) if listed else _ITEM.findall(text)
        if len(items) > 1:
            group = f"{group} {len(self.lists)}"
            for one in items:
                self.add(one, group)

    def result(self) -> OutsideText:
        """As it is handed on."""
        # What a pivot table was made from is looked through with the names of its fields.
        lists = [(group, list(values)) for group, values in self.lists.items() if self.kind != "pivot"]
        return OutsideText(self.kind, self.sheet, list(self.texts), lists, self.kind in _FREE)


class Collector:
    """Handlers for the stream of any part: texts are put together from their pieces, with the name they stand under.

    ``others`` sends the words below an element to a place of their own.
    """

    def __init__(self, found: OutsideTexts, others: dict[str, OutsideTexts] | None = None) -> None:
        self.found, self.others = found, others or {}
        self.quiet = 0
        self.open: list[tuple[str, str, list[str], OutsideTexts]] = []

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """An element begins."""
        if self.quiet or tag in _AUTHORS:
            self.quiet += 1
            return
        found = self.others.get(tag) or (self.open[-1][3] if self.open else self.found)
        if tag in _BREAKS and self.open:
            self.open[-1][2].append(_BREAKS[tag])
        self.open.append((tag, attrs.get("name", ""), [], found))
        for key, value in attrs.items():
            if key not in _IDLE and value:
                found.add(value[:_LONGEST], key)

    def text(self, content: str) -> None:
        """Letters inside the innermost element."""
        if self.open and not self.quiet:
            pieces = self.open[-1][2]
            pieces.append(content)
            if len(pieces) > _LONGEST // 16:
                self._put()

    def end(self, tag: str) -> None:
        """An element ends."""
        if self.quiet:
            self.quiet -= 1
        elif self.open:
            pieces = self.open[-1][2]
            if tag in _RUNS and len(self.open) > 1:
                self.open[-2][2].extend(pieces)
                pieces.clear()
            self._put()
            self.open.pop()

    def _put(self) -> None:
        tag, name, pieces, found = self.open[-1]
        text = "".join(pieces).strip()
        pieces.clear()
        if not text:
            return
        name = name or next((one[1] for one in reversed(self.open[-2:]) if one[1]), "")
        if tag in ("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter"):
            text = CODES.sub("\n", text).replace("&&", "&")
        for at in range(0, len(text), _LONGEST):
            found.add(text[at : at + _LONGEST], tag)
        if name and len(name) + len(text) < _LONGEST:
            found.add(f"{name}: {text}", "")


def beside_xlsx(package: WorkbookPackage, frame: Frame, unused: Iterable[str] = ()) -> list[OutsideText]:
    """Everything that an .xlsx holds beside the cells of its sheets; ``unused`` are texts that no cell shows."""
    budget, letters = package.budget, [0]
    sheets = {entry.part: entry.name for entry in frame.sheets if entry.part}
    owners = _owners(package, sheets)
    out = [OutsideText("pivot", rows=rows) for rows in pivot_caches(package)]
    for part in package.names():
        if part in sheets:
            out += _around_cells(package.read(part), budget, letters, sheets[part])
        elif part.endswith((".xml", ".vml")) and not _LOOKS.search(f"/{part}"):
            if (kind := kind_of(part)) == "comments" and part in owners:
                continue  # read with the cells they stand on
            out.append(_collected(package.read(part), budget, letters, kind, owners.get(part, "")))
    texts = OutsideTexts(budget, letters, "unused")
    for text in unused:
        texts.add(text[:_LONGEST], "si")
    out.append(texts.result())
    return [one for one in out if one.texts or one.rows]


def beside_other(content: bytes, budget: Budget) -> list[OutsideText]:
    """The words of a document of any kind that lies inside a workbook."""
    package, letters = WorkbookPackage(io.BytesIO(content), budget), [0]
    names = [part for part in package.names() if part.endswith(".xml") and not _LOOKS.search(f"/{part}")]
    return [_collected(package.read(part), budget, letters, "embedded", "") for part in names]


def kind_of(part: str) -> PlaceBeside:
    """What a part of a package is, for the sentence about it."""
    return next((kind for pattern, kind in _KINDS if pattern.search(f"/{part}")), "part")


def _owners(package: WorkbookPackage, sheets: dict[str, str]) -> dict[str, str]:
    """Part → name of the sheet that it hangs on, directly or through another part."""
    found: dict[str, str] = {}
    for part, name in sheets.items():
        ahead = [part]
        for _ in range(3):
            ahead = [
                target
                for one in ahead
                if relations_of(one) in package
                for _, target in read_relations(package, one).values()
                if target not in found and target not in sheets
            ]
            found |= dict.fromkeys(ahead, name)
    return found


def _collected(content: bytes, budget: Budget, letters: list[int], kind: PlaceBeside, sheet: str) -> OutsideText:
    found = OutsideTexts(budget, letters, kind, sheet)
    content = _OPEN_BREAK.sub(b"<br/>", content)  # a web page inside a drawing has tags that need no end
    collector = Collector(found)
    try:
        stream_part(content, budget, start=collector.start, end=collector.end, text=collector.text)
    except FileRefusal as refusal:
        if refusal.reason != "truncated":
            raise
        _loosely(content, found)
    return found.result()


def _loosely(content: bytes, found: OutsideTexts) -> None:
    """The words of a part that is not well formed: between its tags and in its attributes."""
    text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    for piece in re.split(r"<[^<>\"]*>|\"", text):
        found.add(piece[:_LONGEST], "")


def _around_cells(content: bytes, budget: Budget, letters: list[int], sheet: str) -> list[OutsideText]:
    """Headers of pages, choices, scenarios, filters: what the part of a sheet holds before and after its cells."""
    start, stop = content.find(b"<sheetData"), content.rfind(b"</sheetData>")
    if 0 <= start < stop:
        content = content[:start] + content[stop + len(b"</sheetData>") :]
    pages = OutsideTexts(budget, letters, "header_footer", sheet)
    choices = OutsideTexts(budget, letters, "choices", sheet)
    other = OutsideTexts(budget, letters, "sheet", sheet)
    collector = Collector(other, {"headerFooter": pages, "dataValidations": choices, "sheetData": _Nothing(budget)})
    stream_part(content, budget, start=collector.start, end=collector.end, text=collector.text)
    return [one.result() for one in (pages, choices, other)]


class _Nothing(OutsideTexts):
    """Where the cells of a sheet go that is written in an unusual way: they are read elsewhere."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget, [0], "sheet")

    def add(self, text: str, group: str) -> None:
        """Nothing is taken."""


def unused_strings(content: bytes, used: set[str], budget: Budget) -> list[str]:
    """The shared strings of a workbook that no cell shows any more."""
    pieces: list[str] = []
    found: list[str] = []
    if is_plain_utf8(content) and b"<r>" not in content and b"<rPh" not in content:
        found = [unescape(text.decode("utf-8", "replace")) for text in _STRING.findall(content)]
    elif content:

        def end(tag: str) -> None:
            if tag == "si":
                found.append("".join(pieces))
                pieces.clear()

        stream_part(content, budget, end=end, text=pieces.append)
    return [text for text in found if text not in used]


def beside_ods(package: WorkbookPackage, found: Iterable[OutsideTexts], letters: list[int]) -> list[OutsideText]:
    """Everything that an .ods holds beside its cells; ``found`` is what its content tells beside them."""
    out = [one.result() for one in found]
    for part in package.names():
        if part == "styles.xml":
            pages = OutsideTexts(package.budget, letters, "header_footer")
            collector = Collector(OutsideTexts(package.budget, letters, "part"), {"master-styles": pages})
            stream_part(
                package.read(part), package.budget, start=collector.start, end=collector.end, text=collector.text
            )
            out.append(pages.result())
        elif part.endswith(".xml") and part != "content.xml" and not _LOOKS.search(f"/{part}"):
            out.append(_collected(package.read(part), package.budget, letters, kind_of(part), ""))
    return [one for one in out if one.texts]
