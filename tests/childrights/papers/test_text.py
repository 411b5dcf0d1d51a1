"""Texts of papers: what of Markdown counts, what stays text, where live codes are, how many words there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childrights.papers.text import (
    HEADING,
    ITEM,
    PARAGRAPH,
    Block,
    LiveCode,
    Run,
    Spoken,
    count_words,
    fill_in,
    live_codes,
    message_code,
    number_code,
    read_text,
)


def told(text: str) -> list[tuple[str, int, int, str]]:
    return [(one.kind, one.level, one.number, one.plain) for one in read_text(text)]


def test_headings_paragraphs_and_lists_are_read() -> None:
    text = "# First\n\ntwo\nlines\n\n###### Deep\n\n- one\n- two\n\n  3. three\n  4. four\n\n    below\n- five"
    assert told(text) == [
        (HEADING, 1, 0, "First"),
        (PARAGRAPH, 0, 0, "two lines"),
        (HEADING, 3, 0, "Deep"),
        (ITEM, 1, 0, "one"),
        (ITEM, 1, 0, "two"),
        (ITEM, 2, 3, "three"),
        (ITEM, 2, 4, "four"),
        (PARAGRAPH, 0, 0, "below"),
        (ITEM, 1, 0, "five"),
    ]


def test_bold_italic_and_links_to_https_are_read_within_a_paragraph() -> None:
    (block,) = read_text("a **b *c*** [d](https://x.org/e_f) *g*")
    assert block == Block(
        PARAGRAPH,
        (
            Run("a "),
            Run("b ", bold=True),
            Run("c", bold=True, italic=True),
            Run(" "),
            Run("d", link="https://x.org/e_f"),
            Run(" "),
            Run("g", italic=True),
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> <script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](http://x.org)",
        "[x](https:x)",
        "[x](data:text/html,x)",
        "| a | b |",
        "`code` ~~gone~~ > no quote",
        "&lt; &amp;",
        "<https://x.org>",
    ],
)
def test_all_other_marks_stay_the_text_that_they_are(text: str) -> None:
    assert [(one.plain, {run.link for run in one.runs}) for one in read_text(text)] == [(text, {""})]


def test_a_picture_is_a_sign_and_a_link() -> None:
    assert [run.text for run in read_text("![a](https://x.org/p.png)")[0].runs] == ["!", "a"]


def test_live_codes_are_found_with_their_lines_and_stand_in_their_runs() -> None:
    text = "one\n{{number abcde-12345}} and {{ Message level|stunting|KH||t,t|x }}\n\n**{{number Z}}** {{no code"
    assert live_codes(text) == (
        LiveCode("number", "abcde-12345", 2),
        LiveCode("message", "level|stunting|KH||t,t|x", 2),
        LiveCode("number", "Z", 4),
    )
    runs = [run for block in read_text(text) for run in block.runs]
    assert [(run.live, run.bold) for run in runs if run.live is not None] == [(0, False), (1, False), (2, True)]
    assert runs[-1].text == " {{no code"


def test_codes_are_put_into_a_text_as_they_are_read() -> None:
    text = number_code("ABCDE-12345") + message_code("gap|x|KH||a,b|wealth")
    assert [(one.kind, one.code) for one in live_codes(text)] == [
        ("number", "ABCDE-12345"),
        ("message", "gap|x|KH||a,b|wealth"),
    ]


def test_a_line_that_is_a_code_is_no_mark_of_a_heading_or_a_list() -> None:
    assert [one.kind for one in read_text("{{number A}}\n- {{number B}}")] == [PARAGRAPH, ITEM]


def test_signs_that_hold_places_of_codes_cannot_be_typed() -> None:
    (block,) = read_text("\ue0005\ue001 {{number A}}")
    assert [(run.text, run.live) for run in block.runs] == [("5 ", None), ("", 0)]


@pytest.mark.parametrize("text", ["{\ue000{number A}}", "{{number \ue001A}}", "\ue0000\ue001{{num\ue000ber A}}"])
def test_every_code_that_is_read_is_asked_for(text: str) -> None:
    """A text with signs that hold places in the middle of a code can be kept: whoever opens it must not fail."""
    assert [one.code for one in live_codes(text)] == ["A"]
    (block,), _ = fill_in(read_text(text), [Spoken("32 %", "")])
    assert block.plain.endswith("32 %")


def test_a_code_in_an_address_makes_it_no_address() -> None:
    (block,) = read_text("[see](https://example.org/{{number A}}) and [see {{number B}}](https://example.org)")
    assert [(run.text, run.link, run.live) for run in block.runs] == [
        ("[see](https://example.org/", "", None),
        ("", "", 0),
        (") and ", "", None),
        ("see ", "https://example.org", None),
        ("", "https://example.org", 1),
    ]


def test_a_long_row_of_spaces_in_a_code_that_is_not_shut_is_read_at_once() -> None:
    """With two parts that both take spaces this would not come back within the hour."""
    text = "{{number" + " " * 50_000 + "x"
    assert live_codes(text) == () and count_words(text) == 2
    assert [one.code for one in live_codes("{{number \t A  \t}} {{message   b c }}")] == ["A", "b c"]


def test_what_codes_say_is_filled_in_and_noted_once() -> None:
    spoken = (Spoken("32 %", "note a"), Spoken("gap", ""), Spoken("33 %", "note b"), Spoken("32 %", "note a"))
    blocks, notes = fill_in(read_text("**{{number A}}** {{number B}}\n\n{{number C}} {{number A}}"), spoken)
    assert notes == ("note a", "note b")
    assert [(run.text, run.note, run.bold) for block in blocks for run in block.runs if run.live is not None] == [
        ("32 %", 1, True),
        ("gap", 0, False),
        ("33 %", 2, False),
        ("32 %", 1, False),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One two, three.", 3),
        ("Well-known: 1,000 of 32.4 % children's rights", 7),
        ("# A heading\n\n- **one**\n- [two](https://x.org/three/four)\n1. three", 5),
        ("{{number A}} is {{message B}}", 25),
        ("កុមារនៅកម្ពុជា", 3),
        ("កុមារ\u200bនៅ\u200bកម្ពុជា ២០១៤", 4),
    ],
)
def test_words_are_counted_as_a_word_processor_does(text: str, words: int) -> None:
    assert count_words(text) == words


def test_words_of_codes_are_those_that_they_say() -> None:
    assert count_words("Stunting: {{number A}}.", lambda one: "32.0 % (Cambodia, 2014)") == 5


@given(st.text(alphabet="ab *_#-1.)([]{}|<>\\\n\ue000\ue001`!​ក", max_size=80))
def test_any_text_is_read_and_no_letter_of_it_goes(text: str) -> None:
    kept = "".join(run.text for block in read_text(text) for run in block.runs)
    live = "".join(one.code for one in live_codes(text))
    assert kept.count("a") + live.count("a") <= text.count("a") and kept.count("b") + live.count("b") <= text.count("b")
    if not any(sign in text for sign in "{}[]()"):
        assert kept.count("a") == text.count("a") and kept.count("ក") == text.count("ក")
    places = [run.live for block in read_text(text) for run in block.runs if run.live is not None]
    assert places == [*range(len(live_codes(text)))]
    assert count_words(text) >= 0


@given(
    st.lists(
        st.sampled_from(
            ["{{number A}}", "{", "}", "\ue000", "\ue0010", "[a](https://x.org/", ")", "*", "\\", " ", "\n"]
        )
    )
)
def test_codes_are_found_in_their_order_however_they_are_mixed(parts: list[str]) -> None:
    text = "".join(parts)
    places = [run.live for block in read_text(text) for run in block.runs if run.live is not None]
    assert places == [*range(len(live_codes(text)))]
