"""The words inside an uploader, which Streamlit has in English only."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ui.parts import markup
from ui.parts.page import Page


def show_drop_words(page: Page, most_mb: int, kinds: Sequence[str] = ()) -> None:
    """Hand them to the style sheet, for uploaders in a container whose key ends in ``_drop``.

    ``kinds`` are endings of file names, named where not every file is taken.
    """
    t = page.t
    drop = t._("or drop it here, up to {count} MB").format(count=most_mb)
    named = t._(", ").join(one.removeprefix(".").upper() for one in kinds)
    words = {"choose": t._("Choose a file"), "drop": f"{drop} · {named}" if named else drop}
    markup.show_style(
        ":root{" + "".join(f"--cr-words-{k}:{json.dumps(v, ensure_ascii=False)};" for k, v in words.items()) + "}"
    )
