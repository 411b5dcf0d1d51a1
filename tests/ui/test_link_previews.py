"""What a posted link shows: published figures only, in the words of the page, without a session."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from childrights.snapshot.queries import all_observations
from childrights.snapshot.snapshot import Snapshot
from tests.ui.test_front_page import INDEX
from ui.parts import cache
from ui.shell.front_page import FrontPage
from ui.shell.link_previews import link_preview, picture_route


def got(app: Any, address: str) -> tuple[int, dict[bytes, bytes], bytes]:
    """Status, headers and body of an address."""
    path, _, query = address.partition("?")
    headers = [(b"accept", b"text/html"), (b"host", b"rights.example.org")]
    scope = {"type": "http", "method": "GET", "scheme": "https", "path": path, "root_path": "", "headers": headers}
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(app({**scope, "query_string": query.encode()}, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(one.get("body", b"") for one in sent[1:])


def pictures() -> Starlette:
    return Starlette(routes=[picture_route("/")])


@pytest.fixture
def served(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHILDRIGHTS_HOME", str(built_home))


def code_of(shipped: Snapshot, indicator: str) -> str:
    figures = all_observations(shipped, indicators=[indicator], areas=["KH"])
    return max(figures, key=lambda one: one.year_end).id


@pytest.mark.parametrize("lang", ["en", "km"])
def test_a_number_tells_its_sentence_and_picture(served: None, shipped: Snapshot, lang: str) -> None:
    told = link_preview("number", f"code={code_of(shipped, 'violent_discipline')}&lang={lang}")
    assert told is not None and "66" in told.title and told.description
    tags = told.tags("https://rights.example.org/")
    assert 'property="og:image" content="https://rights.example.org/card.png?key=level%7Cviolent' in tags
    status, headers, content = got(pictures(), f"/{told.picture}")
    assert status == 200 and headers[b"content-type"] == b"image/png"
    assert content.startswith(b"\x89PNG") and len(content) < 300 * 1024


def test_messages_of_an_indicator_tell_the_best(served: None) -> None:
    told = link_preview("messages", "ind=violent_discipline")
    first = cache.candidates(cache.current_snapshot().name, "violent_discipline", "KH", "", 2026)[0]
    assert told is not None and first.finding.ask.key.replace("|", "%7C")[:20] in told.picture


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("number", "code=NOBODY"),
        ("number", "code=%00%ff"),
        ("number", ""),
        ("messages", "ind=nobody"),
        ("messages", "ind=stunting&area=Atlantis"),
        ("messages", "ind=stunting&lang=fr"),
        ("overview", "code=1"),
        ("number", "code=" + "A" * 5000),
    ],
)
def test_what_nobody_knows_has_no_tags(served: None, page: str, query: str) -> None:
    assert link_preview(page, query) is None


def test_a_hidden_figure_and_a_members_one_tell_nothing(
    served: None, shipped: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = next(one for one in all_observations(shipped, areas=["KH09"]) if one.status == "too_few_cases")
    assert link_preview("number", f"code={hidden.id}") is None
    code = code_of(shipped, "violent_discipline")
    assert link_preview("number", f"code={code}") is not None
    monkeypatch.setattr("ui.shell.link_previews.MEMBERS", "published")  # as if all figures were members'
    assert link_preview("number", f"code={code}") is None
    picture = "/card.png?key=level|violent_discipline|KH||total,total,total,total,total|"
    assert got(pictures(), picture)[0] == 404
    assert {got(pictures(), f"/card.png?key={key}")[0] for key in ("", "level|x|y", "a" * 999)} == {404}


def test_the_page_has_the_tags_and_nothing_of_an_address_is_markup(served: None, shipped: Snapshot) -> None:
    app = Starlette(routes=[Route("/number", lambda _: HTMLResponse(INDEX))])
    page = got(FrontPage(app, "/"), f"/number?code={code_of(shipped, 'violent_discipline')}")[2].decode()
    assert page.count('property="og:title"') == 1 and 'content="https://rights.example.org/card.png' in page
    assert page.index("og:title") < page.index("</head>")
    plain = got(FrontPage(app, "/"), "/number?code=%22%3E%3Cscript%3E")[2].decode()
    assert "og:title" not in plain and '"><script>' not in plain
