"""The style sheet, put on the page in one place: a short list of tokens, and the static file that uses them."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from childrights.charts import (
    KHMER_STEP,
    NOTE_PX,
    SECTION_PX,
    TEXT_PX,
    TITLE_PX,
    Theme,
)
from ui.parts import show_script, show_style

STATIC = Path(__file__).resolve().parents[2] / "static"
SHEETS = (
    "style.css",
    "contribute.css",
    "number.css",
    "rights.css",
    "explore.css",
    "search.css",
    "gaps.css",
    "province.css",
    "share.css",
    "charts.css",
    "messages.css",
    "hall.css",
    "tour.css",
    "tracker.css",
)
STATIC_URL = "app/static/{name}?v={version}"

_SAY_LANGUAGE = {lang: f"document.documentElement.lang='{lang}'" for lang in ("en", "km")}


def apply_style(colours: Theme, lang: str) -> None:
    """Put tokens and style sheet on the page and tell the browser the language of the document."""
    imports = "".join(f"@import url('{versioned(name)}');" for name in SHEETS)
    show_style(f"{imports}:root{{{variables(colours, lang)}}}")
    show_script(_SAY_LANGUAGE[lang])


def variables(colours: Theme, lang: str) -> str:
    """The tokens as CSS variables."""
    step = KHMER_STEP if lang == "km" else 1
    roles = ("ground", "panel", "ink", "quiet", "rule", "action", "focus", "worse", "better", "nothing")
    tokens = {f"cr-{role}": getattr(colours, role) for role in roles}
    sizes = {"title": TITLE_PX, "section": SECTION_PX, "text": TEXT_PX, "note": NOTE_PX}
    tokens |= {f"cr-{name}-size": f"{round(px * step, 1)}px" for name, px in sizes.items()}
    tokens["cr-leading"] = "1.7" if lang == "km" else "1.5"
    tokens["cr-title-leading"] = "1.6" if lang == "km" else "1.2"
    return ";".join(f"--{name}:{value}" for name, value in tokens.items())


@cache
def versioned(name: str) -> str:
    """The address of a file of ``static/``, another one when the file is another one, so that browsers may keep it."""
    return STATIC_URL.format(name=name, version=sha256((STATIC / name).read_bytes()).hexdigest()[:10])
