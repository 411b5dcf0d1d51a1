"""The ranking of gaps and the coverage matrix as CSV and as workbooks that say how they were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from childrights.catalogue import Catalogue, Search
from childrights.export import Cell as Value
from childrights.export import csv_table, workbook
from childrights.gaps.asks import PublicationAsk, ask_words, bearer_of, bearer_words, duty_of
from childrights.gaps.coverage_matrix import CELL_COLUMNS, STATES, MatrixRow, cell_row, matrix_cells
from childrights.gaps.ranking import (
    ASKED_BONUS,
    CORE_BONUS,
    GAP_COLUMNS,
    OLD_AFTER_YEARS,
    WEIGHTS,
    YEAR_BONUS,
    RankedGap,
    gap_rows,
)
from childrights.gaps.searched import open_searches
from childrights.gaps.words import gap_reason_words, search_words, state_of, what_words
from childrights.i18n import LANGUAGES, translator
from childrights.snapshot import Snapshot
from geo import COUNTRY

GAP_NAMES = (
    *("right_en", "right_km", "what_en", "what_km", "reason_km"),
    *("search_state", "searched_on", "searched_by", "search_en", "search_km"),
    *("duty_bearer", "duty_bearer_en", "duty_bearer_km", "published_through", "duty_source"),
    *("newest_country", "newest_places", "ask_en", "ask_km"),
)
CELL_NAMES = ("right_en", "indicator_en", "indicator_km", "state_en", "search_state")
Row = tuple[Value, ...]
Searches = Mapping[tuple[str, str], Search]


def gaps_csv(gaps: Sequence[RankedGap], catalogue: Catalogue) -> bytes:
    """One row a gap, heaviest first, with its names and its reason in both languages."""
    return csv_table((*GAP_COLUMNS, *GAP_NAMES), _gap_table(gaps, catalogue))


def gaps_xlsx(gaps: Sequence[RankedGap], catalogue: Catalogue, snapshot: Snapshot, today: int) -> bytes:
    """The rows of ``gaps_csv`` with the sheets About and Weights."""
    return workbook(
        snapshot.built_at,
        {
            "Gaps": ((*GAP_COLUMNS, *GAP_NAMES), _gap_table(gaps, catalogue)),
            "About": (
                ("name", "value"),
                _about(WHAT, snapshot, today),
            ),
            "Weights": (("kind", "weight"), weights()),
        },
    )


def matrix_csv(rows: Sequence[MatrixRow], catalogue: Catalogue, searches: Searches) -> bytes:
    """One row a cell: what is known of one indicator, period and group in one place; ``searches`` say by indicator and
    level what is known elsewhere of what has no figure at all (``open_searches``)."""
    return csv_table((*CELL_COLUMNS, *CELL_NAMES), _cell_table(rows, catalogue, searches))


def matrix_xlsx(rows: Sequence[MatrixRow], catalogue: Catalogue, snapshot: Snapshot, today: int) -> bytes:
    """The rows of ``matrix_csv`` with the sheets About and States."""
    return workbook(
        snapshot.built_at,
        {
            "Coverage": (
                (*CELL_COLUMNS, *CELL_NAMES),
                _cell_table(rows, catalogue, open_searches(snapshot, catalogue)),
            ),
            "About": (
                ("name", "value"),
                _about("What is known about children in Cambodia, and where", snapshot, today),
            ),
            "States": (("state", "meaning"), list(STATES.items())),
        },
    )


def weights() -> list[Row]:
    """Every weight of the ranking by name, as stated in ``childrights.gaps``."""
    added: Mapping[str, int] = {
        "added for a core topic": CORE_BONUS,
        "added for each recommendation that asks about it": ASKED_BONUS,
        f"added for each year beyond {OLD_AFTER_YEARS}": YEAR_BONUS,
    }
    return [(name, weight) for name, weight in (*WEIGHTS.items(), *added.items())]


def _gap_table(gaps: Sequence[RankedGap], catalogue: Catalogue) -> list[Row]:
    khmer = translator("km")
    rows: list[Row] = []
    for gap, row in zip(gaps, gap_rows(gaps), strict=True):
        right = catalogue.clusters[gap.cluster]
        what = (what_words(gap, catalogue, "en"), what_words(gap, catalogue, "km"))
        rows.append(
            (
                *row,
                right.name_en,
                right.name_km,
                *what,
                gap_reason_words(gap, khmer),
                *_search_cells(gap),
                *_ask_cells(gap, catalogue),
            )
        )
    return rows


def _search_cells(gap: RankedGap) -> Row:
    if not gap.topic:
        return ("",) * 5
    day, by = (gap.search.day.isoformat(), gap.search.by("en")) if gap.search else ("", "")
    return state_of(gap.search), day, by, *(search_words(gap.search, translator(lang)) for lang in LANGUAGES)


def _ask_cells(gap: RankedGap, catalogue: Catalogue) -> Row:
    """Who publishes it, by which survey or register, what is held, and the sentence that asks for this alone."""
    ask = PublicationAsk(gap.rank, bearer_of(gap, catalogue), (gap,))
    duty, tongues = duty_of(ask, catalogue), [translator(lang) for lang in LANGUAGES]
    names = [bearer_words(ask.bearer, catalogue, t) for t in tongues]
    through = (duty.publishes("en"), duty.source) if duty else ("", "")
    return ask.bearer, *names, *through, *gap.newest, *(ask_words(ask, catalogue, t) for t in tongues)


def _cell_table(rows: Sequence[MatrixRow], catalogue: Catalogue, searches: Searches) -> list[Row]:
    found: list[Row] = []
    for cell in matrix_cells(rows, catalogue):
        indicator = catalogue.indicators[cell.indicator]
        right = catalogue.clusters[cell.cluster].name_en
        looked = ""
        if not cell.period_label and cell.state == "not_collected":
            looked = state_of(searches.get((cell.indicator, "country" if cell.place == COUNTRY else "province")))
        found.append((*cell_row(cell), right, indicator.name_en, indicator.name_km, STATES[cell.state], looked))
    return found


def _about(title: str, snapshot: Snapshot, today: int) -> list[Row]:
    return [
        ("title", title),
        ("publisher", "Child Rights Coalition Cambodia"),
        ("snapshot", snapshot.name),
        ("content_hash", snapshot.content_hash),
        ("date", snapshot.built_at),
        ("ages counted to", today),
        ("method", METHOD),
        ("limits", LIMITS),
    ]


WHAT = "Figures about children in Cambodia that are missing here"
METHOD = (
    "Each topic is judged over all its definitions, so that one may fill what another leaves open. A gap is a topic "
    "without any figure, without figures for provinces, with figures older than five years, not split by a group "
    "it could be split by, known from models only, or of one year only; and an article of the Convention that no "
    "indicator with figures speaks to. The order is by the weights on the sheet Weights, a judgement and not a "
    "measurement."
)
LIMITS = (
    "Known here means: in the collected set. A figure that was published elsewhere and not collected looks like a "
    "gap; whoever has it may upload it. Topics whose figures could point to single children are not asked for by "
    "province."
)
