"""What is new, written beside a snapshot while it is being published.

The log names the new snapshot before the pointer does, so that whoever is stopped between the two leaves a log whose
first publication readers pass over. The feeds, which know no pointer, tell what was published before until the pointer
is replaced. What may be told no longer leaves all of them before the new snapshot is in force.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path

from childrights.catalogue import Catalogue, NoSnapshot
from childrights.files import DiskFull, FileHeld
from childrights.i18n import LANGUAGES, translator
from childrights.snapshot import Snapshot, open_snapshot
from childrights.watch import (
    FEED_FILES,
    LOG_FILE,
    NewsLog,
    is_feed_of,
    log_json,
    news_feed,
    publication,
    read_log,
    rebuilt_log,
    with_publication,
)
from etl.ledger import State, replace_file

log = logging.getLogger(__name__)


def announce(state: State, standing: Snapshot | None, file: Path, catalogue: Catalogue, *, known: bool) -> None:
    """Work out what ``file`` changes beside the snapshot in force and write it down, before ``file`` is in force.

    ``standing`` is ``None`` where none can be read, with which nothing is compared then; ``known`` says whether one is
    in force. Raises ``DiskFull``. Any other fault in it must not keep figures from being published: then there is no
    log, which the next build makes anew from the snapshots, and what it told before is gone with it.
    """
    try:
        after = open_snapshot(file)
        try:
            _announce(state, standing, after, catalogue, known)
        finally:
            after.close()
    except DiskFull:
        raise  # where there is no room for what is new, there is none for a snapshot: both stay as they were
    except Exception:
        log.exception("what is new with %s could not be worked out", file.stem)
        forget_news(state)


def _announce(state: State, before: Snapshot | None, after: Snapshot, catalogue: Catalogue, known: bool) -> None:
    read = read_log(state.home) if known else None
    told = read or (rebuilt_log(state.home, catalogue) if before else NewsLog())
    new = with_publication(told, publication(before, after, catalogue), after, catalogue)
    until_now = NewsLog(new.publications[1:])
    # The feeds first: stopped between the two, the log still differs and the feeds are written again the next time.
    pairs = zip(until_now.publications, told.publications, strict=False)
    if read is None or any(one.digest != other.digest for one, other in pairs):
        write_feeds(state, until_now, catalogue)
    replace_file(state.home / LOG_FILE, log_json(new).encode())


def write_feeds(state: State, news: NewsLog, catalogue: Catalogue) -> None:
    """The feeds of ``news`` in every language; none where nothing was published yet."""
    for lang in LANGUAGES:
        path = state.home / FEED_FILES[lang]
        if news.newest is None:
            path.unlink(missing_ok=True)
        else:
            replace_file(path, news_feed(news, catalogue, translator(lang)))


def _is_written(feed: Path, news: NewsLog) -> bool:
    """Whether a feed is there and of the newest publication; most starts find it so and write none."""
    return feed.exists() and is_feed_of(feed.read_bytes(), news)


def keep_news_whole(state: State, catalogue: Catalogue) -> None:
    """Bring the feeds up to the snapshot in force, and the log where it is missing or does not know the snapshot."""
    try:
        news = read_log(state.home)
        if news is None:
            news = rebuilt_log(state.home, catalogue)
            replace_file(state.home / LOG_FILE, log_json(news).encode())
        if not all(_is_written(state.home / name, news) for name in FEED_FILES.values()):
            write_feeds(state, news, catalogue)
    except DiskFull:
        log.warning("there is no room for the feeds of what is new; the next build writes them")
    except Exception:
        log.exception("what is new could not be written")
        forget_news(state)


def forget_news(state: State) -> None:
    """Take the log and the feeds away: rather none than one that tells what may be told no longer."""
    for name in (LOG_FILE, *FEED_FILES.values()):
        with suppress(OSError, FileHeld, NoSnapshot):
            (state.home / name).unlink(missing_ok=True)
