"""Looking at pictures as lists of shapes and words."""

from __future__ import annotations

from childrights.pictures import fonts
from childrights.pictures.scene import END, MIDDLE, Scene, Shape, TextLine

SLACK = 2.0


def outside(drawn: Scene) -> list[str]:
    """The words and shapes of a picture that reach over its edges."""
    found = []
    for item in drawn.items:
        if isinstance(item, TextLine):
            left, top, right, bottom = words_box(item)
            if left < -SLACK or top < -SLACK or right > drawn.width + SLACK or bottom > drawn.height + SLACK:
                found.append(f"{item.text} at {left:.0f} to {right:.0f}")
        elif not item.clip:
            found += [f"a shape at {x:.0f}, {y:.0f}" for x, y in points(item) if not _within(drawn, x, y)]
    return found


def points(shape: Shape) -> list[tuple[float, float]]:
    """All corners of a shape."""
    return [point for trail in shape.trails for point in trail.points]


def _within(drawn: Scene, x: float, y: float) -> bool:
    return -SLACK <= x <= drawn.width + SLACK and -SLACK <= y <= drawn.height + SLACK


def words_box(words: TextLine) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a line of text by its outlines."""
    wide = sum(fonts.width(run.text, words.px, run.bold) for run in words.runs)
    left = words.x - wide * {MIDDLE: 0.5, END: 1.0}.get(words.anchor, 0.0)
    return left, words.y - words.px, left + wide, words.y + words.px * 0.3
