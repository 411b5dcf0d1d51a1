"""The style sheet, put on the page in one place: a short list of tokens, and the static file that uses them."""

from __future__ import annotations

from childrights.charts import (
    KHMER_STEP,
    NOTE_PX,
    SECTION_PX,
    TEXT_PX,
    TITLE_PX,
    Theme,
)
from ui.parts import show_script, show_style, versioned

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


def apply_style(colours: Theme, lang: str) -> None:
    """Put tokens and style sheet on the page and tell the browser the language of the document."""
    imports = "".join(f"@import url('{versioned(name)}');" for name in SHEETS)
    show_style(f"{imports}:root{{{variables(colours, lang)}}}")
    show_script("lang.js", lang)


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
