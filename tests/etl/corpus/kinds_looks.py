"""Kinds in which the look of cells takes figures back or adds remarks; and looks that change nothing."""

from __future__ import annotations

import random

from etl.reading.xlsx_styles import PARTLY, RAISED, STRUCK, UNSEEN
from tests.etl.corpus import world
from tests.etl.corpus.draft import Case
from tests.etl.corpus.kinds import Grid, by_indicator, by_year, kind, long


def _somewhere(grid: Grid, rng: random.Random) -> tuple[int, int]:
    return grid.cell(rng.randrange(len(grid.areas)), rng.randrange(len(grid.cols)))


@kind
def figure_struck_through(case: Case, rng: random.Random) -> None:
    grid = rng.choice((by_year, by_indicator))(case, rng)
    cell = _somewhere(grid, rng)
    if rng.random() < 0.3:
        grid.page.put(*cell, str(grid.page.cells[cell]))
    grid.page.look(*cell, STRUCK)
    case.expect("not_a_number", grid.page, *cell)


@kind
def row_struck_through(case: Case, rng: random.Random) -> None:
    """The whole row, or its label alone: the author withdrew the place."""
    grid = by_year(case, rng)
    row = grid.top + rng.randrange(len(grid.areas))
    cells = [(row, grid.left + col) for col in range(len(grid.cols))]
    grid.page.look(row, 0, STRUCK)
    if rng.random() < 0.5:
        for cell in cells:
            grid.page.look(*cell, STRUCK)
            case.expect("not_a_number", grid.page, *cell)
    else:
        case.forget(grid.page, cells)
        case.expect("not_a_number", grid.page, row, 0)


@kind
def header_struck_through(case: Case, rng: random.Random) -> None:
    grid = rng.choice((by_year, by_indicator))(case, rng)
    col = rng.randrange(len(grid.cols))
    grid.page.look(grid.top - 1, grid.left + col, STRUCK)
    case.forget(grid.page, [grid.cell(place, col) for place in range(len(grid.areas))])
    case.expect("not_a_number", grid.page, grid.top - 1, grid.left + col)


@kind
def sub_heading_struck_through(case: Case, rng: random.Random) -> None:
    page = case.page()
    page.put(0, 0, "Stunting (%), 2014")
    page.row(1, ["Province", "Value"])
    row, struck = 2, rng.choice(("Male", "Female"))
    for sex in ("Male", "Female"):
        page.put(row, 0, sex)
        if sex == struck:
            page.look(row, 0, STRUCK)
            case.expect("not_a_number", page, row, 0)
        for offset, area in enumerate(world.areas(rng, 4), 1):
            value = world.percent(rng)
            page.row(row + offset, [world.area_label(rng, area, "en"), value])
            if sex != struck:
                case.fact(page, row + offset, 1, "stunting", area, 2014, value, sex=sex.lower())
        row += 5


@kind
def title_struck_through(case: Case, rng: random.Random) -> None:
    """An old title that was struck says nothing; the one beside it does."""
    grid = by_indicator(case, rng, row=1, title="Child indicators, 2014", year=2014)
    grid.page.put(0, 0, rng.choice(("Child indicators, 2011", "Child indicators: target 2025", "Draft: Takeo, 2011")))
    grid.page.look(0, 0, STRUCK)
    case.errors.append(("no_table", grid.page.name, "A1"))


@kind
def only_title_struck_through(case: Case, rng: random.Random) -> None:
    grid = by_indicator(case, rng, title="Child indicators, 2014", year=2014)
    grid.page.look(0, 0, STRUCK)
    case.facts.clear()
    case.tolerated |= {"no_table", "unknown_year"}


@kind
def old_figure_struck_beside_the_new(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng)
    cell = _somewhere(grid, rng)
    grid.page.put(*cell, str(grid.page.cells[cell]))
    grid.page.look(*cell, PARTLY)
    case.tolerated.add("ambiguous_number")


@kind
def figure_out_of_sight(case: Case, rng: random.Random) -> None:
    """White on white, ;;; or tiny letters: what the author cannot see was not meant to be sent."""
    grid = by_year(case, rng)
    cell = _somewhere(grid, rng)
    if rng.random() < 0.4:
        grid.page.put(*cell, str(grid.page.cells[cell]))
    if rng.random() < 0.2:
        grid.page.put(*cell, 0.0)
    grid.page.look(*cell, UNSEEN)
    case.expect("ambiguous_number", grid.page, *cell)


@kind
def labels_out_of_sight(case: Case, rng: random.Random) -> None:
    """Repeated names of provinces are often made white; they are labels all the same."""
    grid = long(case, rng)
    for row in range(2, 6):
        grid.page.look(row, 0, UNSEEN)


@kind
def zeros_out_of_sight(case: Case, rng: random.Random) -> None:
    """A format that hides zeros only is a habit: the zero is one."""
    grid = by_year(case, rng)
    cell = grid.cell(0, 0)
    fact = next(f for f in case.facts if f.cell == "B4")
    case.forget(grid.page, [cell])
    grid.page.put(*cell, 0.0, "0.0;-0.0;;@")
    case.fact(grid.page, *cell, fact.key[0], fact.key[1], fact.key[2], 0.0)
    case.tolerated.add("out_of_range")


@kind
def number_of_a_note_beside_figures(case: Case, rng: random.Random) -> None:
    """Superscripts are notes, on figures, years and labels."""
    grid = by_year(case, rng)
    page, note = grid.page, rng.choice("¹²³⁴ᵃᵇ")
    for cell in (grid.cell(0, 0), grid.cell(1, 1), (grid.top - 1, grid.left), (grid.top + 2, 0)):
        page.put(*cell, f"{page.cells[cell]}{note}")
    page.put(grid.top + len(grid.areas) + 1, 0, f"{note} provisional")


@kind
def number_of_a_note_in_a_cell_of_its_own(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng, years=2)
    cell = grid.cell(rng.randrange(len(grid.areas)), rng.randrange(2))
    grid.page.put(*cell, rng.randint(1, 9))
    grid.page.look(*cell, RAISED)
    case.expect("not_a_number", grid.page, *cell)


@kind
def comment_beside_a_figure(case: Case, rng: random.Random) -> None:
    grid = by_year(case, rng)
    for cell in {_somewhere(grid, rng), (grid.top - 1, grid.left), (grid.top, 0)}:
        grid.page.comments[cell] = rng.choice(("official names please", "99.9 ?", "ពិនិត្យម្តងទៀត", "see page 3"))
    case.tolerated.add("ambiguous_number")


@kind
def looks_beside_the_table(case: Case, rng: random.Random) -> None:
    """A struck or white note and a comment outside the table say nothing about its figures."""
    grid = by_year(case, rng)
    below = grid.top + len(grid.areas) + 2
    grid.page.put(below, 0, "Draft of last year, to be deleted")
    grid.page.look(below, 0, rng.choice((STRUCK, UNSEEN)))
    grid.page.put(below + 1, 0, "Checked by the office")
    grid.page.comments[below + 1, 0] = "thank you"


@kind
def comment_of_a_part_of_the_people(case: Case, rng: random.Random) -> None:
    """Whose figure it is, said where people say it in a hurry: in a comment on the figure."""
    grid = by_year(case, rng)
    cell = _somewhere(grid, rng)
    grid.page.comments[cell] = rng.choice(("only our 350 beneficiaries", "target villages only", "ភូមិគោលដៅតែប៉ុណ្ណោះ"))
    case.expect("unknown_category", grid.page, *cell)


@kind
def comment_of_another_time(case: Case, rng: random.Random) -> None:
    """A figure of a part of the year, or a plan, by a comment on it."""
    grid = by_year(case, rng)
    cell = _somewhere(grid, rng)
    grid.page.comments[cell] = rng.choice(("January–June only", "projected", "៦ខែដើមឆ្នាំ"))
    case.expect("unknown_year", grid.page, *cell)
