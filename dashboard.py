"""The screen's entry point, read twice: by the server, which wants an app, and by every rerun, which wants a page."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.first import first_answer
from ui.shell import run, server

if get_script_run_ctx(suppress_warning=True) is None:
    app = st.App(
        __file__,
        lifespan=server.lifespan,
        middleware=server.middleware(first_answer),
        routes=server.first_routes(),
        on_script_error=server.show_fault,
    )
else:
    run()
