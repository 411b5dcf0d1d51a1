from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from childrights.writers.text_fit import MORE, StyledText, height, pages, shortened, size_that_fits, without_widow

TEXT = st.text(st.sampled_from("abc Wi.,%កខគោះ្រ១២ "), min_size=1, max_size=400).filter(str.strip)
BOX = st.tuples(st.floats(120, 900), st.floats(60, 400))


@given(TEXT, BOX, st.floats(8, 20))
def test_shortened_text_fits_and_says_that_it_was_cut(text: str, box: tuple[float, float], pt: float) -> None:
    found = shortened(text, pt, box)

    assert height([StyledText(found)], pt, box[0]) <= box[1]
    assert found == text or found.endswith(MORE)


@given(TEXT, BOX)
def test_the_largest_size_that_fits_is_taken(text: str, box: tuple[float, float]) -> None:
    pt = size_that_fits([StyledText(text)], box, 26, 8)

    if pt is not None:
        assert height([StyledText(text)], pt, box[0]) <= box[1]
        assert pt == 26 or height([StyledText(text)], pt + 0.5, box[0]) > box[1]


@given(st.lists(st.builds(StyledText, TEXT, keep=st.booleans(), size=st.sampled_from([0.8, 1.0])), max_size=25), BOX)
def test_pages_keep_every_paragraph_in_order_and_overflow_nowhere(
    paragraphs: list[StyledText], box: tuple[float, float]
) -> None:
    found = pages(paragraphs, box, 12)

    said = [one.text for page in found for one in page]
    assert len(said) == len(paragraphs)
    for was, one in zip(paragraphs, said, strict=True):
        assert one == was.text or one.endswith(MORE)
    assert all(height(page, 12, box[0]) <= box[1] for page in found)


def test_paragraphs_are_spread_over_their_pages_evenly() -> None:
    found = pages([StyledText("One line.") for _ in range(17)], (400, 10 * 12 * 1.38), 12)

    assert [len(page) for page in found] == [9, 8]


def test_a_number_stays_with_its_sign() -> None:
    assert (
        StyledText("up from 93 % in 2010 · © OpenStreetMap").text == "up from 93\u00a0% in 2010 · ©\u00a0OpenStreetMap"
    )


def test_a_headline_leaves_no_short_word_alone() -> None:
    assert without_widow("Stunting, 2014: from 16.4 % to 42.8 % across 17 areas").endswith("17\u00a0areas")
    assert without_widow("Two words") == "Two words"
    assert without_widow("ក្រចេះ រួមជាមួយ ព្រះវិហារ ស្ទឹងត្រែង៖ ប្រសើរជាង គ្មាន").endswith("ប្រសើរជាង\u00a0គ្មាន")
