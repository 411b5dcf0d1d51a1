"""The colours and sizes that our style sheets are given as variables."""

from __future__ import annotations

from childrights.charts import KHMER_STEP, NOTE_PX, SECTION_PX, TEXT_PX, TITLE_PX, Theme


def colour_variables(colours: Theme, lang: str) -> str:
    """The tokens as CSS variables."""
    step = KHMER_STEP if lang == "km" else 1
    roles = ("ground", "panel", "ink", "quiet", "rule", "action", "focus", "worse", "better", "nothing")
    tokens = {f"cr-{role}": getattr(colours, role) for role in roles}
    sizes = {"title": TITLE_PX, "section": SECTION_PX, "text": TEXT_PX, "note": NOTE_PX}
    tokens |= {f"cr-{name}-size": f"{round(px * step, 1)}px" for name, px in sizes.items()}
    tokens["cr-leading"] = "1.7" if lang == "km" else "1.5"
    tokens["cr-title-leading"] = "1.6" if lang == "km" else "1.2"
    return ";".join(f"--{name}:{value}" for name, value in tokens.items())
