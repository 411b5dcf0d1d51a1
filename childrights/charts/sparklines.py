"""Pictures the size of a word, as SVG: for tables, where a whole figure would be too much."""

from __future__ import annotations

from collections.abc import Sequence

from childrights.charts.tokens import Theme

WIDTH, HEIGHT, PAD = 96, 26, 4
SQUARE, SQUARE_GAP = 8, 3


def sparkline(pieces: Sequence[Sequence[tuple[float, float]]], colour: str) -> str:
    """SVG of points (year, value) from zero, the last one marked; empty for fewer than two points.

    Each piece is a line of its own: between pieces lies a break, and a piece of one point is a dot.
    """
    points = [point for piece in pieces for point in piece]
    if len(points) < 2:
        return ""
    first, last = points[0][0], points[-1][0]
    across = (WIDTH - 2 * PAD) / ((last - first) or 1)
    up = (HEIGHT - 2 * PAD) / max(max(value for _, value in points), 1e-9)

    def place(point: tuple[float, float]) -> str:
        return f"{PAD + (point[0] - first) * across:.0f},{HEIGHT - PAD - max(point[1], 0) * up:.1f}"

    lines = "".join(
        f'<polyline points="{" ".join(place(point) for point in (piece if len(piece) > 1 else [*piece, *piece]))}"/>'
        for piece in pieces
        if piece
    )
    end_x, end_y = place(points[-1]).split(",")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"><g fill="none" stroke="{colour}" '
        f'stroke-width="1.6" stroke-linecap="round">{lines}</g>'
        f'<circle cx="{end_x}" cy="{end_y}" r="2.8" fill="{colour}"/></svg>'
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
