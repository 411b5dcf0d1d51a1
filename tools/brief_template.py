"""Make data/templates/brief.pptx, the deck that briefs are written into: three layouts, our colours, our letters.

    python tools/brief_template.py

A coalition that has a template of its own points CHILDRIGHTS_BRIEF_TEMPLATE to it instead; its layouts must be called
Cover, Finding and Text.
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Pt

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from childrights.charts import LIGHT  # noqa: E402

OUT = ROOT / "data" / "templates" / "brief.pptx"
WIDTH, HEIGHT = 960, 540
"""Of a slide in points."""
_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_KEPT = {0: "Cover", 5: "Finding", 1: "Text"}
_FONT = '<a:latin typeface="Noto Sans"/><a:cs typeface="Noto Sans Khmer"/>'


def _hex(colour: str) -> str:
    return colour.removeprefix("#")


def _box(x: float, y: float, w: float, h: float) -> str:
    off, ext = (Pt(x), Pt(y)), (Pt(w), Pt(h))
    return (
        f'<a:xfrm><a:off x="{off[0]}" y="{off[1]}"/><a:ext cx="{ext[0]}" cy="{ext[1]}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )


def _placeholder(
    at: int, name: str, kind: str, box: tuple[float, float, float, float], pt: float, colour: str, **more: str
) -> str:
    bold = ' b="1"' if more.get("bold") else ""
    field = more.get("field", "")
    prompt = field or f'<a:r><a:rPr lang="en-GB"/><a:t>{more.get("prompt", name)}</a:t></a:r>'
    return (
        f'<p:sp {_NAMES}><p:nvSpPr><p:cNvPr id="{at}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{_box(*box)}</p:spPr>"
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{more.get("anchor", "t")}">'
        f'<a:normAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{more.get("align", "l")}">'
        f'<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{round(pt * 100)}"{bold}><a:solidFill><a:srgbClr val="{_hex(colour)}"/></a:solidFill>{_FONT}'
        f"</a:defRPr></a:lvl1pPr></a:lstStyle><a:p>{prompt}</a:p></p:txBody></p:sp>"
    )


def _bar(at: int, box: tuple[float, float, float, float], colour: str) -> str:
    return (
        f'<p:sp {_NAMES}><p:nvSpPr><p:cNvPr id="{at}" name="Accent" descr=""/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f"</p:nvSpPr><p:spPr>{_box(*box)}<a:solidFill>"
        f'<a:srgbClr val="{_hex(colour)}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def _number(at: int, colour: str) -> str:
    field = (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
    )
    box = (880, 504, 40, 16)
    return _placeholder(
        at, "Slide number", 'type="sldNum" sz="quarter" idx="12"', box, 10, colour, align="r", field=field
    )


def _shapes(element: Any, background: str, shapes: list[str]) -> None:
    """Replace everything a master or layout shows."""
    common = element.find("{*}cSld")
    for old in common.findall("{*}bg"):
        common.remove(old)
    fill = f'<a:solidFill><a:srgbClr val="{_hex(background)}"/></a:solidFill>'
    common.insert(0, parse_xml(f"<p:bg {_NAMES}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"))
    tree = common.find("{*}spTree")
    for old in list(tree)[2:]:
        tree.remove(old)
    for shape in shapes:
        tree.append(parse_xml(shape))


def _theme(part: Any) -> None:
    """Our colours and letters under the names that PowerPoint's menus offer."""
    text = part.blob.decode("utf-8")
    colours = {
        "dk1": LIGHT.ink, "lt1": "#FFFFFF", "dk2": LIGHT.quiet, "lt2": LIGHT.ground, "accent1": LIGHT.action,
        "accent2": LIGHT.focus, "accent3": LIGHT.series[2], "accent4": LIGHT.series[3], "accent5": LIGHT.series[4],
        "accent6": LIGHT.series[5], "hlink": LIGHT.action, "folHlink": LIGHT.series[2],
    }  # fmt: skip
    for name, colour in colours.items():
        new = f'<a:{name}><a:srgbClr val="{_hex(colour)}"/></a:{name}>'
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", new, text, flags=re.DOTALL)
    for kind in ("major", "minor"):
        fonts = '<a:latin typeface="Noto Sans"/><a:ea typeface=""/><a:cs typeface="Noto Sans Khmer"/>'
        fonts += '<a:font script="Khmr" typeface="Noto Sans Khmer"/>'
        text = re.sub(
            rf"<a:{kind}Font>.*?</a:{kind}Font>", f"<a:{kind}Font>{fonts}</a:{kind}Font>", text, flags=re.DOTALL
        )
    part._blob = re.sub(r'name="Office Theme"', 'name="Child rights in Cambodia"', text).encode("utf-8")


def make(out: Path) -> None:
    """Write the template to ``out``."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    deck.part._element.find("{*}sldSz").attrib.pop("type", None)
    layouts = deck.slide_layouts
    for at, layout in reversed(list(enumerate(layouts))):
        if at not in _KEPT:
            layouts.remove(layout)
        else:
            layout.name = _KEPT[at]
            for kind in ("type", "preserve"):
                layout._element.attrib.pop(kind, None)
    master = deck.slide_master
    _theme(next(r.target_part for r in master.part.rels.values() if r.reltype.endswith("/theme")))
    title = (40.0, 34.0, 880.0, 72.0)
    top = [_bar(9, (40, 22, 44, 4), LIGHT.action)]
    titled = _placeholder(2, "Title", 'type="title"', title, 26, LIGHT.ink, bold="yes", prompt="The finding")
    body = _placeholder(3, "Body", 'type="body" idx="1"', (40, 128, 880, 350), 16, LIGHT.ink, prompt="Text")
    _shapes(master._element, LIGHT.ground, [*top, titled, body, _number(4, LIGHT.quiet)])
    figure = _placeholder(
        3, "Figure title", 'type="body" sz="quarter" idx="10"', (40, 108, 880, 20), 12, LIGHT.quiet,
        prompt="What the figure shows: unit, people, period",
    )  # fmt: skip
    source = _placeholder(
        5, "Source", 'type="body" sz="quarter" idx="11"', (40, 490, 820, 30), 10, LIGHT.quiet, anchor="b",
        prompt="Source, data and codes",
    )  # fmt: skip
    shapes = {"Finding": [*top, titled, figure, source, _number(4, LIGHT.quiet)]}
    shapes["Text"] = [*top, titled, body, source, _number(4, LIGHT.quiet)]
    dark = LIGHT.ink
    shapes["Cover"] = [
        _bar(9, (64, 120, 64, 6), "#F2A65A"),
        _placeholder(
            2, "Title", 'type="ctrTitle"', (64, 140, 832, 116), 40, "#FFFFFF", bold="yes", prompt="What it is about"
        ),
        _placeholder(
            3, "Subtitle", 'type="subTitle" idx="1"', (64, 268, 832, 96), 20, "#E8EDF2", prompt="The finding"
        ),
        _placeholder(
            5, "Source", 'type="body" sz="quarter" idx="11"', (64, 404, 832, 92), 12, "#C9D2DE", anchor="b",
            prompt="Who, when, which data",
        ),
    ]  # fmt: skip
    for layout in layouts:
        _shapes(layout._element, dark if layout.name == "Cover" else LIGHT.ground, shapes[layout.name])
        if layout.name == "Cover":
            layout._element.set("showMasterSp", "0")
    properties = deck.core_properties
    properties.title, properties.author = "Brief", "Child Rights Coalition Cambodia"
    properties.created = properties.modified = datetime(2026, 1, 1)
    deck.save(str(out))


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    OUT.parent.mkdir(exist_ok=True)
    make(OUT)
    print(f"Wrote {OUT.name}: three layouts.")
