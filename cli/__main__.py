"""``python cli VERB``, from any folder: what ``python run.py VERB`` runs."""

import sys
from pathlib import Path

# Started as a folder, Python looks for modules in it; the rooms lie beside it.
sys.path[0] = str(Path(__file__).resolve().parents[1])

if __name__ == "__main__":
    from childrights.files import is_open_to_others, keep_private, tighten
    from childrights.snapshot import state_home
    from cli import main
    from cli.parts import say

    keep_private()
    if is_open_to_others(state_home()):
        tighten(state_home())
        say("Other users of this computer could read what is kept here; from now on only you can.")
    main()
