"""The command line: thin verbs over the library and the ETL, by who uses them. Answers on stdout, all else on stderr.

Holds `parts` (what verbs share), `readers`, `members`, `stewards`, `keepers`. May import: the library, the ETL, `geo`.
Must never: hold a rule of the product, or ask a person anything. A verb imports what only it needs when it runs:
`status` must not wait for what only `check` uses.
"""

from __future__ import annotations

import sys

from childrights.catalogue import ChildRightsError
from childrights.files import DiskFull, is_full
from childrights.i18n import N_
from cli import keepers, members, readers, stewards
from cli.parts import REFUSED, app, say, spoken
from geo import GeoTableError

__all__ = ["app", "keepers", "main", "members", "readers", "stewards"]


def main() -> None:
    """Run a verb; a domain error, or a file that the computer refuses, becomes one sentence and exit code 2."""
    try:
        app(prog_name="python run.py")
    except (ChildRightsError, GeoTableError) as error:
        say(error.words(spoken()) if isinstance(error, ChildRightsError) else str(error))
    except Exception as error:
        if is_full(error):
            say(DiskFull().words(spoken()))
            sys.exit(REFUSED)
        if not isinstance(error, OSError) or not error.filename:
            raise
        told = N_("{file} cannot be used: {error}. Is it open in another program?")
        say(spoken()._(told).format(file=error.filename, error=error.strerror))
    else:
        return
    sys.exit(REFUSED)
