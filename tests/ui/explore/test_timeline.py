"""A run through the periods moves on when its time has come, and ends at the newest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.explore.focus import toggled
from ui.explore.timeline import STEP_S, Playing, step

LABELS = ["2000", "2005", "2010", "2014"]


def test_a_run_shows_every_period_once_and_ends() -> None:
    playing, now, shown = Playing("stunting", "2000", 0.0), 0.0, ["2000"]
    for _ in range(9):
        now += STEP_S
        following = step(playing, LABELS, now)
        if following is None:
            break
        playing = following
        shown.append(playing.at)
    assert shown == LABELS and following is None


def test_another_rerun_in_between_moves_nothing() -> None:
    playing = Playing("stunting", "2005", 10.0)
    assert step(playing, LABELS, 10.0 + STEP_S / 3) is playing


def test_a_period_that_is_gone_ends_the_run() -> None:
    assert step(Playing("stunting", "1999", 0.0), LABELS, 5.0) is None


AREAS = st.sampled_from(["KH01", "KH02", "KH02+KH24", "KH03+KH25", "KH12"])


@given(st.lists(AREAS, max_size=12))
def test_clicks_keep_at_most_six_places_and_a_second_click_takes_one_out(clicks: list[str]) -> None:
    areas: tuple[str, ...] = ()
    for click in clicks:
        areas = toggled(areas, click)
        assert len(areas) <= 6
    for area in ("KH05", "KH06", "KH07", "KH08", "KH10", "KH11", "KH13"):
        areas = toggled(areas, area)
    assert len(areas) == 6
    assert toggled(toggled(("KH05",), "KH12"), "KH12") == ("KH05",)


def test_a_survey_area_leaves_with_any_of_its_provinces() -> None:
    assert toggled(("KH02+KH24", "KH12"), "KH24") == ("KH12",)
