"""Best and worst are named only where one place lies apart from all others."""

from childrights.catalogue.catalogue import load_catalogue
from childrights.catalogue.model import Observation
from childrights.statistics.dispersion import spread

INDICATOR = load_catalogue().indicators["stunting"]  # less is better


def places(*rows: tuple[float, float, float]) -> list[Observation]:
    return [
        Observation("stunting", f"KH0{i}", 2014, 2014, "2014", value=value, lower=lower, upper=upper)
        for i, (value, lower, upper) in enumerate(rows, start=1)
    ]


def test_places_apart_are_best_and_worst() -> None:
    found = spread(places((20, 18, 22), (30, 27, 33), (45, 41, 49)), INDICATOR)
    assert found and found.best and found.worst and found.refusal is None
    assert (found.best.area, found.worst.area, found.areas) == ("KH01", "KH03", 3)


def test_overlapping_places_are_neither() -> None:
    found = spread(places((20, 15, 25), (24, 20, 28), (45, 41, 49)), INDICATOR)
    assert found and found.best is None and found.worst and found.worst.area == "KH03"
    assert (found.lowest.value, found.highest.value) == (20, 45)


def test_without_intervals_there_is_no_rank() -> None:
    bare = [Observation("stunting", f"KH0{i}", 2014, 2014, "2014", value=float(i)) for i in (1, 2)]
    found = spread(bare, INDICATOR)
    assert found and found.best is found.worst is None
    assert found.refusal and found.refusal.code == "no_interval"


def test_the_country_and_hidden_places_do_not_count() -> None:
    country = Observation("stunting", "KH", 2014, 2014, "2014", value=30.0)
    hidden = Observation("stunting", "KH09", 2014, 2014, "2014", status="suppressed")
    assert spread([*places((20, 18, 22)), country, hidden], INDICATOR) is None
