from __future__ import annotations

import pytest

from childrights.charts.text import approximate_width, wrap_lines


@pytest.mark.parametrize("text", ["among the poorest 25 % of children", "ក្រុមគ្រួសារ 25 % នៅកម្ពុជា 40.4 % មាន"])
@pytest.mark.parametrize("limit", range(60, 200, 7))
def test_a_sign_of_percentage_stays_beside_its_number(text: str, limit: int) -> None:
    lines = wrap_lines(text, 12, limit)

    assert " ".join(lines) == text or "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line.startswith("%") for line in lines)
    assert all(approximate_width(line, 12) <= limit + 12 for line in lines)


def test_no_text_has_no_lines() -> None:
    assert wrap_lines("", 11, 100) == []
