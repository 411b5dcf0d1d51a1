"""Draws the icons of the installed app from the mark: ``python tools/icons.py`` writes them into ``static/``.

The mark is a person on a teal ground, as in ``static/icon.png``. A maskable icon is cut to a circle by some phones: its
ground goes to the edges, and the mark stays within the inner four fifths.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import resvg_py

from childrights.charts import LIGHT
from ui.shell.installed import ICONS

STATIC = Path(__file__).resolve().parents[1] / "static"
_HEAD = '<circle cx="32" cy="21.5" r="9.5"/>'
_BODY = '<path d="M14 51.5v-3.2C14 39.6 22 35 32 35s18 4.6 18 13.3v3.2z"/>'


def drawn(purpose: str) -> str:
    """The mark as SVG."""
    corner, scale = ("0", 0.72) if purpose == "maskable" else ("14", 1.0)
    shift = 32 * (1 - scale)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="{corner}" '
        f'fill="{LIGHT.action}"/><g transform="translate({shift} {shift}) scale({scale})" fill="#ffffff">{_HEAD}{_BODY}'
        "</g></svg>"
    )


def main() -> None:
    """Write them."""
    argparse.ArgumentParser(prog="python tools/icons.py", description=__doc__).parse_args()
    for name, px, purpose in ICONS:
        (STATIC / name).write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=drawn(purpose), width=px, height=px)))


if __name__ == "__main__":
    main()
