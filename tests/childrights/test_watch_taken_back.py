"""What was published and taken back leaves the news of every publication: named, its value nowhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from childrights.catalogue.catalogue import load_catalogue
from childrights.i18n import translator
from childrights.watch import news_log, words
from childrights.watch.feed import FEED_FILES
from childrights.watch.items import REVISED, FigureNews
from etl.ledger.entry_log import take_back
from etl.ledger.fetched_series import Fetched, KeptReply, code_of_fetched, editions_seen, keep_editions
from etl.ledger.ledger import record_withdrawal
from etl.ledger.state import State
from etl.ledger.steward_decisions import mark_compared
from etl.permissions import owner
from etl.snapshot.assemble import build
from tests.making import write_world
from tests.support.members import QUOTED, figure, figures, send

CATALOGUE = load_catalogue()


def files(home: Path) -> str:
    return "".join((home / one).read_text(encoding="utf-8") for one in (news_log.LOG_FILE, *FEED_FILES.values()))


def newest(home: Path) -> news_log.Publication:
    log = news_log.read_log(home)
    assert log and log.newest
    return log.newest


def lines(one: news_log.Publication) -> str:
    return "\n".join(words.line(item, CATALOGUE, translator("en")) for item in one.digest.items).replace("\xa0", " ")


ROWS: list[dict[str, object]] = [{"period": "2014", "value": 32.4}]
SOURCE = "world_bank"


def accept(home: Path, *values: float) -> str:
    """Accept an edition of a fetched series: the country's figures of 2014 and the years after."""
    told = [figure("basic_water_jmp", "KH", year, one) for year, one in enumerate(values, 2014)]
    own = tuple(replace(one, source=SOURCE, id=code_of_fetched("worldbank", one)) for one in told)
    reply = KeptReply("a" * 64, "https://api.worldbank.org/v2", "2026-11-30")
    given = Fetched("worldbank", "SH.H2O.BASW", SOURCE, "", own, (reply,))
    return keep_editions(State(home), [given], name="World Bank", who=owner("x"), seen=editions_seen(State(home)))[0]


def test_what_was_quoted_or_fetched_and_taken_back_is_named_and_its_value_nowhere(tmp_path: Path) -> None:
    """A quotation that was compared and withdrawn, and an edition that revised one figure and added another."""
    inputs, home = write_world(tmp_path, ROWS), tmp_path / "home"
    accept(home, 69.61)
    build(State(home), inputs)
    upload = send(home, "Member A", figures("stunting", 2014, {"KH09": 47.31, "KH08": 48.92}), QUOTED)
    mark_compared(State(home), upload.id, why="it says so", who=owner("x"))
    later = accept(home, 70.83, 71.17)
    build(State(home), inputs)
    told = newest(home).digest.of(FigureNews)
    revised = next(one for one in told if isinstance(one, FigureNews) and one.change == REVISED)
    assert [one.value for one in (*revised.figures, *revised.before)] == [70.83, 69.61]
    assert "47.3" in files(home), "a published figure is told with its value"
    record_withdrawal(State(home), upload.id, why="a slip", who=owner("x"))
    take_back(State(home), later, why="a slip", who=owner("x"))
    build(State(home), inputs)
    assert not [value for value in ("47.3", "48.9", "70.8", "71.2", "71.17") if value in files(home)]
    assert "Stunting: figures by place no longer here, of 2014: 2." in lines(newest(home))
    assert "figures for the country no longer here, of 2015: 1." in lines(newest(home))
    assert "69.6 % in 2014" in lines(newest(home)) and "revised." in lines(newest(home))
