"""How a right is called on the screen."""

from __future__ import annotations

from childrights.catalogue import Cluster


def numbered_right(right: Cluster, lang: str) -> str:
    """A cluster's name with its number among the reporting clusters, where it has one."""
    return f"{right.number}. {right.name(lang)}" if right.number else right.name(lang)
