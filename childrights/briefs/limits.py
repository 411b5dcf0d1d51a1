"""How long a submission may be, and how its words are counted."""

from __future__ import annotations

import re

from childrights.i18n import N_

UPR_SINGLE, UPR_JOINT = 2815, 5630
"""Words of a stakeholder's submission to the Universal Periodic Review: by one organisation, by several together.

After OHCHR, "Universal Periodic Review (third cycle): information and guidelines for relevant stakeholders' written
submissions". The numbers were not checked against the text of that document, and are OHCHR's to change: the footnote
beside them asks whoever submits to confirm them in the guidelines of the cycle.
"""
UPR_SOURCE = N_(
    "Office of the United Nations High Commissioner for Human Rights, Universal Periodic Review: information and "
    "guidelines for relevant stakeholders' written submissions. Confirm the limit in the guidelines of your cycle."
)
_WORD = re.compile(r"\S+")
_KHMER = re.compile("[\u1780-\u17ff]")


def words_in(text: str) -> int | None:
    """The words of ``text`` as Word counts them, apart by spaces; ``None`` in Khmer, which has none between words."""
    return None if _KHMER.search(text) else len(_WORD.findall(text))
