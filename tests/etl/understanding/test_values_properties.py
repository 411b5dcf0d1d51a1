"""Whatever style a number is written in, it is read back equal or reported; never as another number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from etl.cells.context import column_context
from etl.cells.values import read_value
from etl.reading.grid import CellValue

_KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")
_FULL_WIDTH = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")


def _grouped(text: str, mark: str) -> str:
    whole, _, fraction = text.partition(".")
    groups = f"{int(whole):,}".replace(",", mark)
    return groups + ("." + fraction if fraction else "")


def _swapped(text: str) -> str:
    return text.translate(str.maketrans(".,", ",."))


STYLES = {
    "plain": lambda text: text,
    "khmer": lambda text: text.translate(_KHMER),
    "full width": lambda text: text.translate(_FULL_WIDTH),
    "thousands comma": lambda text: _grouped(text, ","),
    "thousands space": lambda text: _grouped(text, " "),
    "thousands nbsp": lambda text: _grouped(text, "\u00a0"),
    "thousands apostrophe": lambda text: _grouped(text, "’"),
    "decimal comma": lambda text: _swapped(text),
    "european": lambda text: _swapped(_grouped(text, ",")),
    "footnote": lambda text: text + "*",
    "footnote letter": lambda text: text + " b",
    "spaces": lambda text: f"\u200b {text}\u2009",
    "brackets": lambda text: f"({text})",
}


def _column(unit: str, most: int) -> st.SearchStrategy[tuple[str, int, list[str]]]:
    """Numbers that a column of this unit can hold, as plain text."""
    places = st.just(0) if unit == "number" else st.integers(0, 3)
    numbers = st.tuples(st.integers(0, most * 1000), places).map(lambda pair: f"{pair[0] / 1000:.{pair[1]}f}")
    return st.tuples(st.just(unit), st.just(most), st.lists(numbers, min_size=1, max_size=12))


COLUMNS = st.one_of(
    _column("number", 5_000_000), _column("percent", 100), _column("per_1000", 400), _column("ratio", 20)
)


@given(COLUMNS, st.sampled_from(sorted(STYLES)), st.data())
def test_text_is_read_back_equal_or_reported(
    column: tuple[str, int, list[str]], style: str, data: st.DataObject
) -> None:
    """A column in one style throughout, or with some cells left plain."""
    unit, most, numbers = column
    other = data.draw(st.sampled_from(["plain", "khmer", style]))
    texts = [STYLES[data.draw(st.sampled_from([style, other]))](number) for number in numbers]
    maximum = None if unit == "number" else float(most)
    context = column_context(
        [(text, "") for text in texts], unit=unit, minimum=0.0, maximum=maximum, whole=unit == "number"
    )
    for text, number in zip(texts, numbers, strict=True):
        reading = read_value(text, context=context)
        assert reading.code or reading.value == float(number), (texts, text, reading)


@given(st.floats(0, 100), st.sampled_from(["", "0.0", "0.00", "General", "@", "#,##0.0"]))
def test_stored_numbers_are_never_changed(value: float, fmt: str) -> None:
    context = column_context([(value, fmt), (30.0, fmt), (50.0, fmt)], unit="percent", minimum=0, maximum=100)
    reading = read_value(value, fmt=fmt, context=context)
    assert reading.value == value or reading.code == "ambiguous_number"


@given(st.integers(1, 1000))
def test_a_percent_format_times_a_hundred_is_exact(tenths: int) -> None:
    share = tenths / 1000
    context = column_context([(share, "0.0%")], unit="percent", minimum=0, maximum=100)
    assert read_value(share, fmt="0.0%", context=context).value == tenths / 10


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.none()), st.text(max_size=12))
def test_nothing_makes_it_fall_over(value: CellValue, fmt: str) -> None:
    reading = read_value(value, fmt=fmt, context=column_context([(value, fmt)], unit="percent", maximum=100.0))
    assert (reading.value is not None) == (reading.kind == "value")
    assert bool(reading.code) == (reading.kind in ("text", "ambiguous", "unit", "error"))
