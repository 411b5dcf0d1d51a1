"""Addresses that hold words where codes belong: links from before the product kept the two apart.

What names one thing, in whichever language, becomes its code. A way of looking that is no code gives way to its default
in silence; an unknown code of data stays, and the page says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

import streamlit as st

from childrights.catalogue import Catalogue, Group, NoSnapshot
from childrights.i18n import LANGUAGES, Translator, translator
from childrights.language import words
from childrights.snapshot import UnreadableSnapshot
from geo import COUNTRY, PROVINCES, area_name, joined_areas
from ui.parts import CODE, cache, group_code, is_area, numbered_right

Meant = Mapping[str, str]
"""Words in any language and the code of the one thing that they name."""
_TYPED = frozenset({"q", "code", "id", "asked", "lang"})
_CYCLE = re.compile(r"UPR[ _]cycle[ _]\d+")
"""Addresses of before wrote the name of a cycle as it is read, with spaces."""
_GROUP = re.compile(r"[a-z0-9_.-]+")
_ALL = {"ind": "All indicators", "right": "All rights", "area": "Choose a province"}
"""The words of the option that a control begins with and that no address names."""


def meant(pairs: Iterable[tuple[str, str]]) -> Meant:
    """Words with their codes, without words that name several things."""
    found: dict[str, set[str]] = {}
    for text, code in pairs:
        found.setdefault(text.casefold(), set()).add(code)
    return {text: next(iter(codes)) for text, codes in found.items() if len(codes) == 1}


def mended(query: Mapping[str, str], named: Mapping[str, Meant], known: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """``query`` with codes for words. ``named`` and ``known`` hold the words and codes of data, by parameter."""
    after: dict[str, str] = {}
    for name, value in query.items():
        if name in _TYPED:
            after[name] = value
        elif name in named:
            parts = value.split(",") if name == "areas" else [value]
            codes = ",".join(filter(None, (_code(one, named[name], known[name]) for one in parts)))
            after |= {name: codes} if codes else {}
        elif name == "article" and (number := re.search(r"\d+", value)):
            after[name] = number[0]
        elif name == "cycle" and _CYCLE.fullmatch(value):
            after[name] = value.replace(" ", "_")
        elif CODE.fullmatch(plain := value.replace("–", "-")) and plain:
            after[name] = plain
    return after


def _code(text: str, named: Meant, known: Iterable[str]) -> str:
    code = text.replace(" ", "+")
    return code if code in known else named.get(text.casefold(), text)


def mend_address(t: Translator) -> None:
    """Put codes for words in the browser's address, and say so where data were meant."""
    try:
        query, catalogue = st.query_params.to_dict(), cache.catalogue()
    except (NoSnapshot, UnreadableSnapshot):
        return  # the page says so
    if not _is_doubtful(query, catalogue):
        return
    after = mended(query, *_vocabulary(catalogue, with_groups="group" in query))
    if after != query:
        st.query_params.from_dict(after)
        if any(after.get(name) != query.get(name) for name in ("ind", "second", "right", "area", "areas", "group")):
            st.toast(t._("The link held words instead of codes. It was put right and shows what they name."))


def _is_doubtful(query: Mapping[str, str], catalogue: Catalogue) -> bool:
    """Whether something in an address is no code, at a glance: almost every address is in order."""
    for name, value in query.items():
        if name in ("ind", "second", "right"):
            if value not in catalogue.indicators and value not in catalogue.clusters:
                return True
        elif name in ("area", "areas"):
            if not all(is_area(one.replace(" ", "+")) for one in value.split(",")):
                return True
        elif not (_GROUP if name == "group" else CODE).fullmatch(value) and name not in _TYPED:
            return True
    return False


def _vocabulary(catalogue: Catalogue, *, with_groups: bool) -> tuple[Mapping[str, Meant], Mapping[str, Iterable[str]]]:
    """The words of all data in every language, and the codes that there are, by parameter."""
    name = cache.current_snapshot().name
    groups: dict[str, Group] = {}
    if with_groups:
        found = (cache.groups_with_periods(name, code) for code in catalogue.indicators)
        groups = {group_code(one): one for groups_of in found for one in groups_of}
    codes: dict[str, Iterable[str]] = {
        "ind": catalogue.indicators,
        "right": catalogue.clusters,
        "area": (COUNTRY, *PROVINCES, *joined_areas()),
        "group": groups,
    }
    told: dict[str, Callable[[str, Translator], str]] = {
        "ind": lambda code, t: catalogue.indicators[code].short_name(t.lang),
        "right": lambda code, t: numbered_right(catalogue.clusters[code], t.lang),
        "area": lambda code, t: area_name(code, t.lang),
        "group": lambda code, t: words.group(groups[code], t),
    }
    named: dict[str, Meant] = {}
    for param, say in told.items():
        pairs = [(say(code, t), code) for t in map(translator, LANGUAGES) for code in codes[param]]
        pairs += [(t._(_ALL[param]), "") for t in map(translator, LANGUAGES) if param in _ALL]
        named[param] = meant(pairs)
    same = {"second": "ind", "areas": "area"}
    return (
        named | {param: named[other] for param, other in same.items()},
        codes | {param: codes[other] for param, other in same.items()},
    )
