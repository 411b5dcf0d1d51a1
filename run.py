#!/usr/bin/env python3
"""The one command: sets up what is missing, then does what was asked. `python run.py --help` tells what.

This file has to parse on any Python a person may still have (2.7 too), to say kindly that it is too old;
everything else is in launcher/, which needs the standard library of Python 3.11 and nothing more.
"""

import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "This needs Python 3.11 or newer, and this is Python %s. Get a newer one at "
        "https://www.python.org/downloads/ or, if you have one already, start it by its name: "
        "py -3.13 run.py on Windows, python3.13 run.py elsewhere\n" % sys.version.split()[0]
    )
    sys.exit(2)

try:
    from launcher.main import main
except ImportError as error:
    if not str(getattr(error, "name", "") or "").startswith("launcher"):
        raise
    sys.stderr.write(
        "The other files of the dashboard are not beside this one. If you opened it inside a ZIP: unpack the whole ZIP "
        'first (right click, "Extract All"), then start it in the folder that was made.\n'
    )
    sys.exit(2)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
