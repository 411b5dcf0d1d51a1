"""Refusals that travel: which of them it is, its sentence and the words it is filled with. None but these."""

from __future__ import annotations

from typing import Any

from childrights.catalogue import ChildRightsError, DecisionsError, RefusedFile
from etl.reading import FileRefusal
from etl.worker.travelling import Garbled
from geo import PROVINCES

_REASON = FileRefusal  # of any reason that the process says; which there are is seen where files are read
_KINDS: dict[str, type[ChildRightsError]] = {one.__name__: one for one in (DecisionsError, RefusedFile)}


def packed_refusal(refusal: ChildRightsError) -> dict[str, Any]:
    """A refusal as data; one of another kind as what all are, in its own sentence."""
    if isinstance(refusal, FileRefusal):
        return {"reason": refusal.reason, "filled": refusal.params}
    given = getattr(refusal, "given", None)
    if isinstance(refusal, RefusedFile) and given is not None:
        return {"boundaries": refusal.sentence, "filled": {name: _packed_place(one) for name, one in given.items()}}
    kind = next((name for name, one in _KINDS.items() if isinstance(refusal, one)), "")
    sentence = refusal.sentence or str(refusal)
    return {"kind": kind, "sentence": sentence, "filled": {name: str(one) for name, one in refusal.filled.items()}}


def unpacked_refusal(told: Any) -> ChildRightsError:
    """The refusal that was packed. Raises ``Garbled``."""
    try:
        if "boundaries" in told:
            return _of_boundaries(str(told["boundaries"]), told["filled"])
        filled = {str(name): str(one) for name, one in told["filled"].items()}
        if "reason" in told:
            return _REASON(told["reason"], **filled)
        return _KINDS.get(told["kind"], ChildRightsError)(str(told["sentence"]), **filled)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as fault:
        raise Garbled("no refusal") from fault


def _packed_place(value: object) -> Any:
    """A word as it is, places by their codes."""
    codes = getattr(value, "codes", None)
    return str(value) if codes is None else list(codes)


def _of_boundaries(sentence: str, filled: dict[str, Any]) -> ChildRightsError:
    """The refusal of a file of boundaries, whose places are named in the language of whoever reads it."""
    from etl.boundaries import Places, RefusedBoundaries  # with its libraries, for nobody else

    given = {
        str(name): Places(tuple(map(str, one))) if isinstance(one, list) else str(one) for name, one in filled.items()
    }
    if any(code not in PROVINCES for one in given.values() if isinstance(one, Places) for code in one.codes):
        raise Garbled("no province")
    return RefusedBoundaries(sentence, **given)
