"""Pictures the size of a word, as SVG: for tables, where a whole figure would be too much."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.charts.tokens import Theme

WIDTH, HEIGHT, PAD = 96, 26, 4
SQUARE, SQUARE_GAP = 8, 3


def sparkline(points: Sequence[tuple[float, float]], colour: str) -> str:
    """SVG of ``points`` (year, value) from zero, the last one marked; empty for fewer than two points."""
    if len(points) < 2:
        return ""
    first, last = points[0][0], points[-1][0]
    top = max(max(value for _, value in points), 1e-9)
    across = (WIDTH - 2 * PAD) / ((last - first) or 1)
    up = (HEIGHT - 2 * PAD) / top
    placed = [(PAD + (x - first) * across, HEIGHT - PAD - max(value, 0) * up) for x, value in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
    end_x, end_y = placed[-1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.6" stroke-linejoin="round"/>'
        f'<circle cx="{end_x:.1f}" cy="{end_y:.1f}" r="2.8" fill="{colour}"/></svg>'
    )


def unit_squares(known: int, unknown: int, colours: Theme) -> tuple[str, tuple[int, int]]:
    """SVG of one square a thing, full for the known and hollow for the unknown, and its size in pixels."""
    step = SQUARE + SQUARE_GAP
    full = "".join(f'<rect x="{i * step}" y="1" width="{SQUARE}" height="{SQUARE}"/>' for i in range(known))
    hollow = "".join(
        f'<rect x="{i * step + 0.5}" y="1.5" width="{SQUARE - 1}" height="{SQUARE - 1}"/>'
        for i in range(known, known + unknown)
    )
    size = max(1, (known + unknown) * step), SQUARE + 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}">'
        f'<g fill="{colours.action}">{full}</g><g fill="none" stroke="{colours.focus}">{hollow}</g></svg>',
        size,
    )
