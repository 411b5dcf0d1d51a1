"""``python cli VERB``, from any folder: what ``python run.py VERB`` runs."""

import sys
from pathlib import Path

# Started as a folder, Python looks for modules in it; the rooms lie beside it.
sys.path[0] = str(Path(__file__).resolve().parents[1])

if __name__ == "__main__":
    from cli import main

    main()
