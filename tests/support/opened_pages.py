"""Pages opened without a browser (``AppTest``), with less of the work that Streamlit's test kit does for each of them.

A third of the processor time of such a test went into two things that no test is about: the metadata of every installed
package is read for each page, in search of components; and while the script runs, all its messages are gone through a
thousand times a second, to see whether it has ended.
"""

from __future__ import annotations

from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner


def pytest_configure(config: pytest.Config) -> None:
    """Look for components once a process, and wait for the end of a script as one waits for that of a thread."""
    patch = pytest.MonkeyPatch()
    patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
    given_up = local_script_runner.require_widgets_deltas

    def wait_for_the_end(runner: local_script_runner.LocalScriptRunner, timeout: float = 3) -> None:
        thread = runner._script_thread
        if thread is not None:
            thread.join(timeout)
        if not runner.script_stopped():
            given_up(runner, 0)

    patch.setattr(local_script_runner, "require_widgets_deltas", wait_for_the_end)
    config.add_cleanup(patch.undo)
