"""Any table an officer may draw: every dimension in any place, any decoration around it."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, field
from typing import Any

from tests.etl.corpus import world
from tests.etl.corpus.draft import Case, Page, rng_of

#: Where a dimension may stand. ``down``: its own column; ``heading``: sub-headings between rows; ``across``: a header
#: row; ``title``, ``sheet``, ``file``: said once for the whole table.
LINES = ("down", "heading", "across")
ONCE = ("title", "sheet", "file", "down")


@dataclass
class Plan:
    """One table: the codes of each dimension, where each stands, and the decorations."""

    levels: dict[str, list[Any]]
    places: dict[str, str]
    top: int = 0
    left: int = 0
    numbering: bool = False
    repeat_labels: bool = True
    merge_down: bool = False
    merge_header: bool = True
    gap_after_header: bool = False
    notes: list[str] = field(default_factory=list)
    blanks: float = 0.0
    total_row: bool = False
    styles: dict[str, Any] = field(default_factory=dict)


def random_plan(rng: random.Random) -> Plan:
    """A plan that a careful reader can read without help."""
    levels: dict[str, list[Any]] = {
        "indicator": world.indicators(rng, rng.choice((1, 1, 2, 3))),
        "area": world.areas(rng, rng.choice((3, 5, 12, 24))),
        "period": sorted(rng.sample(range(2005, 2025), rng.choice((1, 1, 2, 3)))),
    }
    if rng.random() < 0.5:
        women_only = "child_marriage_18" in levels["indicator"]
        dimension = rng.choice(("residence", "wealth") if women_only else ("sex", "residence", "wealth"))
        levels[dimension] = list(world.GROUPS[dimension])
    places: dict[str, str] = {}
    for name, codes in levels.items():
        choices = LINES if len(codes) > 1 else ONCE
        if name == "wealth":
            choices = ("down", "across")
        places[name] = rng.choice(choices)
    headings = [name for name, place in places.items() if place == "heading"]
    for name in headings[1:]:
        places[name] = "across"
    if not any(place == "down" for place in places.values()):
        name = rng.choice([n for n, p in places.items() if p in ("across", "heading") and n != "period"] or ["area"])
        places[name] = "down"
    across = [name for name, place in places.items() if place == "across"]
    for name in across[3:]:
        places[name] = "down"
    plan = Plan(levels, places)
    plan.top, plan.left = rng.choice((0, 0, 1, 3)), rng.choice((0, 0, 0, 1, 2))
    plan.numbering = rng.random() < 0.2
    plan.merge_header = rng.random() < 0.6
    plan.merge_down = rng.random() < 0.3
    plan.repeat_labels = plan.merge_down is False and rng.random() < 0.6
    plan.gap_after_header = rng.random() < 0.1
    plan.notes = rng.sample(world.NOTES, rng.choice((0, 0, 1, 2)))
    plan.blanks = rng.choice((0.0, 0.0, 0.1))
    plan.styles = {
        "area": rng.choice(("en", "en", "km", "prefix", "code", "")),
        "group": rng.randrange(3),
        "header": rng.randrange(8),
        "period": rng.choice(("int", "int", "text", "km")),
    }
    return plan


def label(rng: random.Random, plan: Plan, name: str, code: Any) -> Any:
    """How one code of a dimension is written in this table."""
    if name == "area":
        return world.area_label(rng, code, plan.styles["area"])
    if name == "indicator":
        return plan.styles.setdefault(("indicator", code), world.indicator_label(rng, code))
    if name == "period":
        text = str(code)
        if plan.styles["period"] == "km":
            return "".join(chr(0x17E0 + int(digit)) for digit in text)
        return code if plan.styles["period"] == "int" else text
    return world.group_label(rng, name, code, plan.styles["group"])


def draw(case: Case, page: Page, plan: Plan, rng: random.Random) -> int:
    """Draw one table on a page and note its facts; returns the row after it."""
    down = [n for n in plan.levels if plan.places[n] == "down"]
    across = [n for n in plan.levels if plan.places[n] == "across"]
    heading = next((n for n in plan.levels if plan.places[n] == "heading"), "")
    rng.shuffle(down)
    rng.shuffle(across)
    row, left = plan.top, plan.left
    title = [n for n in plan.levels if plan.places[n] == "title"]
    if title:
        words = [str(label(rng, plan, n, plan.levels[n][0])) for n in title]
        page.put(row, left, rng.choice((" - ", ", ", " ")).join(words))
        row += rng.choice((1, 2))
    first = left + plan.numbering
    value_col = first + len(down)
    columns = list(itertools.product(*(plan.levels[n] for n in across)))
    lines = max(len(across), 1)
    base = row + lines - 1
    if plan.numbering:
        page.put(base, left, rng.choice(("No.", "ល.រ", "#")))
    for offset, name in enumerate(down):
        words = world.HEADERS[name]
        at = base if not plan.merge_header else row
        page.put(at, first + offset, words[plan.styles["header"] % len(words)])
        if plan.merge_header:
            page.merge(row, first + offset, base, first + offset)
    _header(page, plan, rng, across, columns, row, value_col)
    row = base + 1 + plan.gap_after_header
    number = 1
    sections = plan.levels[heading] if heading else [None]
    for section in sections:
        if heading:
            page.put(row, first, label(rng, plan, heading, section))
            row += 1
        rows = list(itertools.product(*(plan.levels[n] for n in down)))
        labels_of_rows = [[label(rng, plan, n, code) for n, code in zip(down, codes, strict=True)] for codes in rows]
        _row_labels(page, plan, rows, labels_of_rows, row, first)
        for codes in rows:
            if plan.numbering:
                page.put(row, left, number)
                number += 1
            known = dict(zip(down, codes, strict=True)) | ({heading: section} if heading else {})
            for offset, spread in enumerate(columns):
                if rng.random() < plan.blanks and offset:
                    continue
                _value(case, page, plan, rng, row, value_col + offset, known | dict(zip(across, spread, strict=True)))
            row += 1
    for note in plan.notes:
        row += rng.choice((0, 1))
        page.put(row, left, note)
        row += 1
    return row


def _value(case: Case, page: Page, plan: Plan, rng: random.Random, row: int, col: int, known: dict[str, Any]) -> None:
    dims = {name: codes[0] for name, codes in plan.levels.items() if len(codes) == 1} | known
    groups = {n: dims[n] for n in ("sex", "residence", "wealth") if n in dims}
    base = plan.styles.setdefault(
        ("base", dims["indicator"], dims["area"], dims["period"]), world.figure(rng, dims["indicator"])
    )
    value = world.part(base, next(iter(groups.values()), "total"))
    page.put(row, col, value)
    case.fact(page, row, col, dims["indicator"], dims["area"], dims["period"], value, **groups)


def _header(
    page: Page, plan: Plan, rng: random.Random, across: list[str], columns: list[tuple[Any, ...]], row: int, col: int
) -> None:
    if not across:
        words = world.HEADERS["value"]
        page.put(row, col, words[plan.styles["header"] % len(words)])
        return
    for line, name in enumerate(across):
        start = 0
        for offset in range(len(columns) + 1):
            changed = offset == len(columns) or columns[offset][: line + 1] != columns[start][: line + 1]
            if not changed:
                continue
            page.put(row + line, col + start, label(rng, plan, name, columns[start][line]))
            if plan.merge_header:
                page.merge(row + line, col + start, row + line, col + offset - 1)
            start = offset


def _row_labels(
    page: Page, plan: Plan, rows: list[tuple[Any, ...]], texts: list[list[Any]], row: int, first: int
) -> None:
    width = len(rows[0]) if rows else 0
    for place in range(width):
        start = 0
        for offset in range(len(rows) + 1):
            last = place == width - 1
            same = offset < len(rows) and not last and rows[offset][: place + 1] == rows[start][: place + 1]
            if same and offset > start:
                if plan.repeat_labels:
                    page.put(row + offset, first + place, texts[start][place])
                continue
            if offset < len(rows) and offset == start:
                page.put(row + offset, first + place, texts[offset][place])
                continue
            if plan.merge_down and not last:
                page.merge(row + start, first + place, row + offset - 1, first + place)
            start = offset
            if offset < len(rows):
                page.put(row + offset, first + place, texts[offset][place])


def composed(seed: int) -> Case:
    """One random table by itself, its once-told dimensions in title, sheet name or file name."""
    rng = rng_of("composed", seed)
    plan = random_plan(rng)
    case = Case("composed", seed)
    once = {n: str(label(rng, plan, n, plan.levels[n][0])) for n, p in plan.places.items() if p in ("sheet", "file")}
    sheet = " ".join(once[n] for n in once if plan.places[n] == "sheet")
    file = "_".join(once[n].replace(" ", "_").replace("/", "-") for n in once if plan.places[n] == "file")
    for sign in "[]:*?/\\":
        sheet = sheet.replace(sign, " ")
    if len(sheet) > 31:
        for name, place in plan.places.items():
            if place == "sheet":
                plan.places[name] = "title"
        sheet = ""
    case.file_name = f"{file[:120] or 'upload'}.xlsx"
    draw(case, case.page(sheet.strip() or "Sheet1"), plan, rng)
    return case
