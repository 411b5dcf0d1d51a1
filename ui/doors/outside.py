"""What the libraries below would believe or ask by themselves, and may not here."""

from __future__ import annotations

import logging
from typing import Any

import streamlit.net_util
import uvicorn.config

_UNCAUGHT = "Uncaught app execution"


def believe_nobody() -> None:
    """Have uvicorn believe nobody's forwarded headers.

    By itself it takes the address and the scheme from anybody who connects from this computer, as every proxy does,
    and Streamlit has no option to stop it. Whom to believe is decided in ``ui.doors.asked``. It wraps the app when the
    app has been loaded, so this is in time.
    """

    def untouched(app: Any, trusted_hosts: object = None) -> Any:
        return app

    vars(uvicorn.config)["ProxyHeadersMiddleware"] = untouched


def never_ask_outside() -> None:
    """Have Streamlit know no outside address of this computer.

    It asks a service abroad for it at every websocket from an unknown page, in the loop that serves everybody: two
    seconds of standstill each where a network swallows the question. ``Doors`` answer such websockets before; this is
    for whatever else may ask one day.
    """
    vars(streamlit.net_util)["get_external_ip"] = lambda: None


def keep_faults_to_ourselves() -> None:
    """Have Streamlit not log the faults of a page, whose messages may quote what a person wrote: ``Incidents`` do."""
    logging.getLogger("streamlit.error_util").addFilter(_not_uncaught)


def _not_uncaught(record: logging.LogRecord) -> bool:
    return _UNCAUGHT not in str(record.msg)
