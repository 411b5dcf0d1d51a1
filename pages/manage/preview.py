"""For the member that sent it, and for the steward: how figures that wait will look. Nobody else can open it."""

import streamlit as st

from childrights.catalogue import UnknownCode
from etl.ledger import State, history_for
from etl.permissions import Action
from ui.contribute import show_preview_of
from ui.parts import allowed_or_told, current_actor, this_page

page = this_page()
title, wanted = page.t._("Private preview"), st.query_params.get("upload", "").strip().upper()
if allowed_or_told(page, Action.PREVIEW, title):
    found = [one for one in history_for(State.default(), current_actor()) if one.id == wanted and one.waits]
    if not found:
        raise UnknownCode(page.t._("No upload of yours waits under this number."))
    show_preview_of(page, title, found[0])
