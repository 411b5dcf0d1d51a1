"""What the verbs answer and write, taken apart into its texts: answers, refusals, papers of every form, slides, sheets,
cards, workbooks and their notes, the talk in one file."""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from openpyxl import load_workbook

from bench.tongues import CITED, Piece
from childrights.papers import load_forms
from etl.ledger import State
from etl.snapshot import build
from tests.support.verbs import run
from tests.support.workbooks import table_workbook

_OF_TALK = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)


def verbs(lang: str, digits: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every verb that speaks a language, as people ask for it, and with what it refuses."""
    at, stunting = ("--lang", lang, *digits), ("--indicator", "stunting")
    yield ("message", *stunting, "--area", "KH16", *at)
    yield ("message", *stunting, "--area", "KH16", "--compare", "KH", *at)
    yield ("message", "--indicator", "under5_mortality_igme", "--compare", "2000", *at)
    yield ("message", "--indicator", "child_mine_casualties", *at)
    yield ("message", "--indicator", "none", *at)
    for kind in ("svg", "pdf"):
        yield ("card", f"OUT.{kind}", *stunting, "--area", "KH16", *at)
    yield ("digest", *at)
    yield ("digest", "--feed", "OUT.xml", *at)
    for kind in ("docx", "pptx", "pdf", "xlsx"):
        yield ("brief", f"OUT.{kind}", "--right", "EDU", *at)
        yield ("brief", f"OUT.{kind}", "--area", "KH16", *at)
        yield ("brief", f"OUT.{kind}", *stunting, *at)
    yield ("brief", "OUT.docx", "--indicator", "none", *at)
    yield ("booklet", "OUT.pdf", *at)
    yield ("talk", "OUT.html", "--view", "?ind=stunting&view=map", "--view", "?ind=stunting&view=trend", *at)
    for form in load_forms():
        yield ("paper", "OUT.docx", "--form", form, "--right", "FEA", *at)
    yield ("paper", "OUT.pdf", "--form", "position", "--right", "VAC", *at)
    yield ("recommendations", *at)
    for kind in ("csv", "xlsx"):
        yield ("recommendations", "--out", f"OUT.{kind}", *at)
        yield ("asks", "--out", f"OUT.{kind}", *at)
    yield ("recommendations", "--template", "OUT.xlsx", *at)
    yield ("recommendations", "--new", "OUT.xlsx", *at)
    for option in ("--template", "--measures"):
        yield ("asks", option, "OUT.xlsx", *at)
    yield ("views", "--template", "OUT.xlsx", *at)
    yield ("views", "--counts", "OUT.xlsx", *at)
    yield ("views", *at)
    yield ("template", "OUT.xlsx", *stunting, "--indicator", "children_reintegrated", *at)
    yield ("template", "OUT.xlsx", "--indicator", "none", *at)
    yield ("check", "faults.xlsx", "--annotate", "OUT.xlsx", *at)
    for name in ("text.xlsx", "empty.xlsx", "none.xlsx", "image.png", "web.xls", "persons.xlsx"):
        yield ("check", name, *at)
    yield ("load", "good.xlsx", "--member", "Member A", *at)
    yield ("mirror", "OUT.docx", "--member", "Member A", *at)
    yield ("mirror", "OUT.zip", "--member", "Member A", *at)
    yield ("mirror", "OUT.docx", "--member", "Nobody", *at)
    yield ("bring", "faults.xlsx", "--check", *at)
    yield ("approve", "U0009", "--check", *at)
    yield ("refresh", "--kept", *at)
    yield ("boundaries", "--kept", *at)
    yield ("boundaries", "text.xlsx", *at)
    yield ("backup", "OUT.zip", *at)
    yield ("restore", "text.xlsx", *at)
    yield ("audit", *at)
    yield ("audit", "--verify", *at)
    yield ("settings", *at)
    yield ("accounts", *at)
    yield ("erase", "U0009", *at)
    yield ("papers", *at)
    yield ("doctor", *at)


def pieces_of_verbs(lang: str, folder: Path, digits: tuple[str, ...] = ()) -> Iterator[tuple[str, list[Piece]]]:
    """What each verb says and writes, by its words."""
    home = folder / "home"
    build(State(home))
    _inputs(folder)
    for words in verbs(lang, digits):
        _clear(folder)
        asked = [str(folder / one) if re.fullmatch(r"(OUT|[a-z]+)\.[a-z]{3,4}", one) else one for one in words]
        about = " ".join(words)
        try:
            done = run(home, *asked)
        except BaseException as error:  # an error that nobody caught is a fault here as well
            yield about, [Piece(about, f"cannot be asked: {type(error).__name__}: {str(error)[:200]}")]
            continue
        said = f"{done.stdout}\n{done.stderr}".replace(str(folder) + "/", "")
        pieces = [Piece(about, line) for line in said.splitlines()]
        for path in sorted(folder.glob("OUT*")):
            pieces += texts_of(path.name, path.read_bytes())
        yield about, pieces


def _clear(folder: Path) -> None:
    for path in folder.glob("OUT*"):
        path.unlink()


def _inputs(folder: Path) -> None:
    head = ["Province", "Stunting 2022 (%)"]
    rows: list[tuple[object, ...]] = [
        ("Takeo", 12.5),
        ("Atlantis", 13),
        ("Kep", "abc"),
        ("Kampot", 250),
        ("Kep", 3),
        ("តាកែវ", "១២,៥"),
    ]
    (folder / "faults.xlsx").write_bytes(table_workbook(head, rows))
    head = ["Province", "Sex", "Children reintegrated into families 2022"]
    rows = [("Takeo", "Total", 47), ("Takeo", "Boys", 22), ("Takeo", "Girls", 25), ("Kep", "Total", 25)]
    (folder / "good.xlsx").write_bytes(table_workbook(head, rows))
    (folder / "empty.xlsx").write_bytes(table_workbook([], []))
    people = [("Sok Dara", "Takeo", "2012-03-04"), ("Chan Srey Mom", "Kep", "2011-05-06")]
    (folder / "persons.xlsx").write_bytes(table_workbook(["Name of child", "Province", "Date of birth"], people))
    (folder / "text.xlsx").write_bytes(b"no workbook at all")
    (folder / "web.xls").write_bytes(b"<html><table><tr><td>1</td></tr></table></html>")
    (folder / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))


def texts_of(name: str, content: bytes) -> list[Piece]:
    """The texts of a file as somebody reads them."""
    ending = name.rpartition(".")[2]
    if ending in ("docx", "pptx"):
        return list(_of_office(name, content))
    if ending == "xlsx":
        return list(_of_workbook(name, content))
    if ending == "pdf":
        read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
        return [Piece(name, line, CITED) for line in read.stdout.decode().replace("\f", "\n").splitlines()]
    if ending in ("html", "xml", "svg"):
        return list(_of_markup(name, content.decode()))
    if ending == "zip":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            # The feeds in a backup are there in both languages.
            inside = [one for one in packed.namelist() if not one.endswith((".en.xml", ".km.xml"))]
            return [piece for one in inside for piece in texts_of(f"{name}/{one}", packed.read(one))]
    if ending == "txt":
        return [Piece(name, line) for line in content.decode("utf-8-sig").splitlines()]
    return []  # tables for programs hold both languages, in columns that say so


def _of_office(name: str, content: bytes) -> Iterator[Piece]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for part in packed.namelist():
            if part.endswith("app.xml") or not part.endswith(".xml"):
                if part.endswith((".xlsx", ".svg")):
                    yield from texts_of(f"{name}/{part}", packed.read(part))
                continue
            tree = etree.fromstring(packed.read(part))
            if part.startswith(
                (
                    "docProps/",
                    "word/styles",
                    "ppt/theme",
                    "word/theme",
                    "ppt/slideLayouts",
                    "ppt/slideMasters",
                    "ppt/notesMasters",
                    "word/fontTable",
                    "word/settings",
                    "word/numbering",
                    "ppt/tableStyles",
                    "customXml",
                )
            ):
                if part == "docProps/core.xml":
                    yield from (
                        Piece(f"{name} properties", one.text or "")
                        for one in tree.iter("{*}title", "{*}subject", "{*}keywords", "{*}description")
                    )
                continue
            for paragraph in tree.iter("{*}p"):
                yield from _marked_runs(f"{name} {part}", paragraph)
            if "/charts/" in part:
                yield from (Piece(f"{name} {part}", one.text or "") for one in tree.iter("{*}v"))
            for one in tree.iter("{*}docPr", "{*}cNvPr"):
                yield from (Piece(f"{name} {part}", one.get(key) or "") for key in ("descr", "title"))


def _marked_runs(where: str, paragraph: etree._Element) -> Iterator[Piece]:
    """The runs of a paragraph that are of one language together, so that words are whole."""
    text, marked = "", ""
    for run_ in paragraph.iter("{*}r", "{*}fld"):
        properties = run_.find("{*}rPr")
        told = ""
        if properties is not None:
            found = properties.find("{*}lang")
            told = next(iter(found.attrib.values()), "") if found is not None else properties.get("lang") or ""
        told = "en" if told.startswith("en") else "km" if told.startswith("km") else ""
        words = "".join(one.text or "" for one in run_.iter("{*}t"))
        if properties is not None and any(properties.find(one) is not None for one in ("{*}vertAlign", "{*}rStyle")):
            words = ""  # the numbers of notes
        if told != marked and text:
            yield Piece(where, text, marked)
            text = ""
        text, marked = text + words, told
    if text:
        yield Piece(where, text, marked)


def _of_workbook(name: str, content: bytes) -> Iterator[Piece]:
    book = load_workbook(io.BytesIO(content))
    yield from (
        Piece(name, text or "")
        for text in (book.properties.title, book.properties.subject, book.properties.description)
    )
    for sheet in book:
        yield Piece(f"{name} sheet", sheet.title)
        if "columns" in str(sheet["A1"].value) or sheet.title in ("lists", "_codes", "_lists"):
            continue  # explains every column in both languages, or is for programs and hidden
        heads = [str(cell.value) for cell in sheet[1] if cell.value is not None]
        if all(re.fullmatch("[a-z_]+", one) for one in heads):
            continue  # a table for programs
        quoting = {
            cell.column
            for cell in sheet[1]
            if re.search("អង់គ្លេស|ពាក្យផ្លូវការ|English|របៀបដែលបានអាន|អ្វីដែលអាចបង្ហាញបាន|ចំណងជើងឯកសារ|Khmer", str(cell.value))
        }
        for row in sheet.iter_rows():
            for cell in row:
                if cell.column in quoting or sheet.row_dimensions[cell.row].hidden:
                    continue
                if isinstance(cell.value, str) and not cell.value.startswith("="):
                    yield Piece(f"{name} {sheet.title}!{cell.coordinate}", cell.value)
                if cell.comment:
                    yield Piece(f"{name} {sheet.title}!{cell.coordinate} note", cell.comment.text)
        for rule in sheet.data_validations.dataValidation:
            yield from (
                Piece(f"{name} {sheet.title} rule", text or "")
                for text in (rule.error, rule.errorTitle, rule.prompt, rule.promptTitle)
            )
            if rule.formula1 and rule.formula1.startswith('"'):
                yield from (Piece(f"{name} {sheet.title} list", one) for one in rule.formula1.strip('"').split(","))


def _of_markup(name: str, text: str) -> Iterator[Piece]:
    for data in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL):
        yield from (Piece(f"{name} data", one) for one in _strings(json.loads(data)))
    bare = _OF_TALK.sub(" ", text)
    marked = re.compile(r'<(\w+)[^>]*\blang="en"[^>]*>(.*?)</\1>', re.DOTALL)
    for found in marked.finditer(bare):
        yield Piece(name, html.unescape(re.sub(r"<[^>]+>", " ", found[2])), "en")
    bare = marked.sub(" ", bare)
    for one in re.findall(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"', bare):
        yield Piece(name, html.unescape(one))
    for one in re.split(r"<[^>]+>", bare):
        if one.strip():
            yield Piece(name, html.unescape(one))


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for one in data:
            yield from _strings(one)
    elif isinstance(data, dict):
        for name, one in data.items():
            if name not in ("lang", "kind", "address", "id", "key", "file", "digest"):
                yield from _strings(one)


def main() -> None:
    """Gather into a file, for whoever mends words: ``python -m bench.tongues_files OUT FOLDER [more options]``."""
    folder = Path(sys.argv[2])
    with Path(sys.argv[1]).open("w", encoding="utf-8") as out:
        for lang in ("km", "en"):
            at = folder / lang
            shutil.rmtree(at, ignore_errors=True)
            at.mkdir(parents=True)
            for about, pieces in pieces_of_verbs(lang, at, tuple(sys.argv[3:])):
                told = [(one.text, one.marked, one.where) for one in pieces]
                out.write(json.dumps([lang, about, told], ensure_ascii=False) + "\n")
                out.flush()


if __name__ == "__main__":
    main()
