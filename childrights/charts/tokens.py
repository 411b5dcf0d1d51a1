"""Every colour and size of the product: the theme, the style sheet and the figures take theirs from here."""

from __future__ import annotations

from dataclasses import dataclass

FONT = "'Noto Sans', 'Noto Sans Khmer', sans-serif"
KHMER_FONT = "'Noto Sans Khmer', 'Noto Sans', sans-serif"

TITLE_PX, SECTION_PX, TEXT_PX, NOTE_PX = 32, 20, 16, 13
FIGURE_TITLE_PX, FIGURE_TEXT_PX, FIGURE_NOTE_PX = 17, 13, 12
WHITE = "#FFFFFF"
"""Of letters on dark fillings."""

KHMER_STEP = 1.08
"""Khmer letters look smaller at the same size: every size is multiplied by this in Khmer."""

BORDER_PX, FOCUS_PX = 0.8, 2.5

WARM, COOL, NEUTRAL = "warm", "cool", "neutral"

FAMILY_OF_POLARITY = {
    "lower_better": WARM,
    "higher_better": COOL,
    "closer_to_1": NEUTRAL,
    "context_only": NEUTRAL,
}
"""Warm where more is worse, cool where more is better, violet-grey where the catalogue does not judge."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme, by role.

    ``ramps`` go from less to more of the thing, six steps each; ``wealth`` from the poorest to the richest.
    """

    name: str
    ground: str
    panel: str
    ink: str
    quiet: str
    rule: str
    grid: str
    action: str
    on_action: str
    focus: str
    worse: str
    better: str
    border: str
    nothing: str
    nothing_ink: str
    ramps: dict[str, tuple[str, ...]]
    series: tuple[str, ...]
    wealth: tuple[str, ...]


LIGHT = Theme(
    name="light",
    ground="#FBFAF7",
    panel="#F3F1EA",
    ink="#14213D",
    quiet="#5B6472",
    rule="#D9D5CA",
    grid="#E8E5DC",
    action="#0B6E6E",
    on_action="#FFFFFF",
    focus="#B4500B",
    worse="#B3261E",
    better="#2E7D5B",
    border="#FFFFFF",
    nothing="#E9E7E1",
    nothing_ink="#8A8D94",
    ramps={
        WARM: ("#FBE6D4", "#F6C59F", "#EC9D6C", "#D6703F", "#B04A24", "#7E2F14"),
        COOL: ("#DCEFEA", "#AFD8D2", "#7BBCBA", "#46999F", "#1D7380", "#0A4A5C"),
        NEUTRAL: ("#E7E4EE", "#CBC6DA", "#ABA4C2", "#8A81A7", "#675D88", "#443B63"),
    },
    series=("#0B6E6E", "#B4500B", "#5B4B8A", "#2C7099", "#80640F", "#A23B62", "#4F6B3A"),
    wealth=("#8C4310", "#93601A", "#5B6472", "#1F7A80", "#0A4A5C"),
)

DARK = Theme(
    name="dark",
    ground="#10182B",
    panel="#18223A",
    ink="#E8EDF2",
    quiet="#A3AFBF",
    rule="#33405A",
    grid="#263250",
    action="#6FD3C7",
    on_action="#10182B",
    focus="#F2A65A",
    worse="#FF8A80",
    better="#7BD3A8",
    border="#10182B",
    nothing="#2A3348",
    nothing_ink="#8793A8",
    ramps={
        WARM: ("#4A2E2B", "#6E3D2C", "#984F2E", "#C56B3A", "#E69861", "#FBCFA3"),
        COOL: ("#1B3C47", "#205560", "#277380", "#3F969B", "#6ABBB5", "#AEE3DA"),
        NEUTRAL: ("#34324B", "#4A4766", "#635E84", "#7F7AA2", "#A39EC2", "#CCC8E1"),
    },
    series=("#6FD3C7", "#F2A65A", "#B5A4E3", "#7FBCE0", "#D9BE6A", "#E88FB0", "#A9C78F"),
    wealth=("#F2A65A", "#D9C08A", "#B9C2CF", "#86CFC9", "#4FB9CF"),
)

THEMES = {"light": LIGHT, "dark": DARK}

GROUP_SERIES = {
    "total": 0,
    "female": 2,
    "male": 4,
    "urban": 3,
    "rural": 6,
    "with_disability": 5,
    "without_disability": 3,
}
"""The same group has the same colour on every screen: an index into ``Theme.series``."""


def theme(name: str | None) -> Theme:
    """The theme called ``name``; the light one when the browser has not said yet."""
    return THEMES.get(name or "light", LIGHT)


def ramp(colours: Theme, polarity: str, count: int) -> tuple[str, ...]:
    """``count`` colours (1 to 6) for a map of an indicator of ``polarity``, spread over its whole ramp."""
    steps = colours.ramps[FAMILY_OF_POLARITY[polarity]]
    if count == 1:
        return (steps[3],)
    last = len(steps) - 1
    return tuple(steps[round(i * last / (count - 1))] for i in range(count))


def group_colour(colours: Theme, code: str, position: int) -> str:
    """The colour of a group: its own if it has one, else its wealth colour, else by position."""
    if code.startswith("quintile_"):
        return colours.wealth[int(code[-1]) - 1]
    if code.startswith("quartile_"):
        return (*colours.wealth[:2], *colours.wealth[3:])[int(code[-1]) - 1]
    return colours.series[GROUP_SERIES.get(code, position % len(colours.series))]


def reads_dark(colour: str) -> bool:
    """Whether dark letters read better than white ones on ``colour`` (WCAG relative luminance)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.19
