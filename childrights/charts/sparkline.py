"""A line the size of a word, as SVG: for tables, where a whole figure would be too much."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT, PAD = 96, 26, 4


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
