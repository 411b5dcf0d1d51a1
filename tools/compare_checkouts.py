"""Compare what two checkouts of this project say: ``python tools/compare_checkouts.py OLD NEW``.

Each is a folder with a checkout. Both build a snapshot of their own and answer the same questions: messages of every
indicator in both languages, exports, certificates, briefs, and the check of every file given (the cases and a draw of
the corpus of NEW, or ``--files FOLDER``). Answers are compared byte by byte, but for the moment and the place they were
made at. Exit 0 when nothing differs, 1 otherwise; every difference is named, ``--keep FOLDER`` keeps both answers.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pyarrow import parquet

# Runs in the checkout itself, whose modules may lie elsewhere: only `cli` and the verbs are relied on.
ASKS = r"""
import contextlib, io, json, os, sys
from pathlib import Path
sys.path.insert(0, os.getcwd())
import cli
out, files, briefs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])

def ask(name, *words):
    said, wrong, code = io.StringIO(), io.StringIO(), 0
    sys.argv = ["cli", *map(str, words)]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(wrong):
        try:
            cli.main()
        except SystemExit as end:
            code = end.code or 0
    path = out / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{code}\n{said.getvalue()}\n{wrong.getvalue()}", encoding="utf-8")
    return said.getvalue()

ask("build", "build")
ask("status", "status", "--json")
known = json.loads(ask("indicators", "indicators", "--json"))
places = json.loads(ask("provinces", "provinces", "--json"))
codes = [one["code"] for one in (known["indicators"] if isinstance(known, dict) else known)]
areas = [one["code"] for one in (places["provinces"] if isinstance(places, dict) else places)]
ids = set()
for number, code in enumerate(codes):
    for lang in ("en", "km"):
        said = ask(f"messages/{code}.{lang}", "message", "--indicator", code, "--lang", lang, "--json")
        area = areas[number % len(areas)]
        ask(f"messages/{code}.{area}.{lang}", "message", "--indicator", code, "--area", area, "--lang", lang, "--json")
        with contextlib.suppress(ValueError):
            ids.update(json.loads(said).get("observations", ()))
for code in sorted(ids)[::7]:
    ask(f"certificates/{code}", "verify", code, "--json")
for kind, name in (("csv", "a.csv"), ("xlsx", "a.xlsx"), ("parquet", "a.parquet"), ("sdmx-csv", "sdmx.csv"),
                   ("hxl", "hxl.csv"), ("datapackage", "a.zip")):
    (out / "exports" / kind).mkdir(parents=True, exist_ok=True)
    ask(f"exports/{kind}", "export", out / "exports" / kind / name, "--format", kind)
(out / "briefs").mkdir(exist_ok=True)
wanted = [("--area", areas[15])] + [("--indicator", code) for code in codes[:: max(1, len(codes) // 3)]]
for number, choice in enumerate(wanted[:briefs]):
    for ending in ("docx", "pptx", "pdf", "xlsx"):
        for lang in ("en", "km"):
            path = out / "briefs" / f"{number}.{lang}.{ending}"
            ask(f"briefs/{number}.{lang}.{ending}", "brief", path, *choice, "--lang", lang)
for path in sorted(files.iterdir()):
    if path.suffix in (".xlsx", ".xls", ".ods", ".csv", ".tsv", ".zip"):
        (out / "checks").mkdir(exist_ok=True)
        for lang in ("en", "km"):
            records = out / "checks" / f"{path.name}.{lang}.csv"
            ask(f"checks/{path.name}.{lang}", "check", path, "--json", "--records", records, "--lang", lang)
"""
# What differs between any two runs: when and where an answer was made.
PASSING = (
    re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+\d\d:?\d\d)?"),
    re.compile(rb"\d{8}T?\d{6}(?:-?\d+)?Z?"),
    re.compile(rb"(?:/[\w.-]+)*/(?:old|new)/[\w./-]*"),
    re.compile(rb"D:\d{14}[^)]*"),
    re.compile(rb"/ID \[[^\]]*\]"),
    re.compile(rb"uuid:[0-9a-f-]+"),
)


def drawn(checkout: Path, folder: Path, seeds: int) -> None:
    """Every case given and ``seeds`` draws of every kind of the corpus, saved in ``folder``."""
    for path in (checkout / "tests" / "etl" / "cases").iterdir():
        if not path.name.endswith((".json", ".md", ".py")):
            shutil.copy(path, folder)
    script = (
        "import sys; sys.path.insert(0, '.')\nfrom pathlib import Path\n"
        "from tests.etl.corpus.kinds import KINDS, drafted\n"
        f"folder = Path({str(folder)!r})\n"
        f"for kind in KINDS:\n    for seed in range({seeds}):\n"
        "        (folder / f'{kind}-{seed}').mkdir(); path = drafted(kind, seed).save(folder / f'{kind}-{seed}')\n"
        "        path.rename(folder / f'{kind}-{seed}{path.suffix}'); (folder / f'{kind}-{seed}').rmdir()\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=checkout, check=True)


def answered(checkout: Path, place: Path, files: Path, briefs: int) -> Path:
    """The folder of answers that ``checkout`` gave, in a state of its own under ``place``."""
    out = place / "answers"
    out.mkdir(parents=True)
    environment = {**os.environ, "CHILDRIGHTS_HOME": str(place / "state"), "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", ASKS, str(out), str(files), str(briefs)]
    subprocess.run(command, cwd=checkout, env=environment, check=True)
    return out


def plain(content: bytes) -> bytes:
    """What a file holds without the moment and the place it was made at; of a package its parts, of Parquet rows."""
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return b"".join(name.encode() + plain(package.read(name)) for name in sorted(package.namelist()))
    if content[:4] == b"PAR1":
        table = parquet.read_table(io.BytesIO(content))
        content = repr((table.schema.remove_metadata(), table.to_pylist(), table.schema.metadata or {})).encode()
        content = re.sub(rb"b'ARROW:schema[^,]*,", b"", content)
    for passing in PASSING:
        content = passing.sub(b"", content)
    return content


def differences(old: Path, new: Path) -> Iterator[str]:
    """Every answer that only one gave, or that the two gave otherwise."""
    names = {path.relative_to(side).as_posix() for side in (old, new) for path in side.rglob("*") if path.is_file()}
    for name in sorted(names):
        missing = next((side for side in (old, new) if not (side / name).exists()), None)
        if missing is not None:
            yield f"{name}: only the {'new' if missing == old else 'old'} one answers"
        elif (a := plain((old / name).read_bytes())) != (b := plain((new / name).read_bytes())):
            at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
            shown = [side[max(0, at - 40) : at + 60].decode("utf-8", "replace").replace("\n", " ") for side in (a, b)]
            yield f"{name}: …{shown[0]}… became …{shown[1]}…"


def main(words: Sequence[str]) -> int:
    """0 when the two checkouts answer alike, 1 when not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--files", type=Path, help="a folder of files to check instead of the cases and the corpus")
    parser.add_argument("--seeds", type=int, default=1, help="draws of every kind of the corpus")
    parser.add_argument("--briefs", type=int, default=3, help="how many briefs to write in each format and language")
    parser.add_argument("--keep", type=Path, help="a folder that keeps both answers")
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="compare-") as temporary:
        place = given.keep or Path(temporary)
        files = given.files or place / "files"
        if given.files is None:
            files.mkdir(parents=True)
            drawn(given.new.resolve(), files, given.seeds)
        sides = [
            answered(path.resolve(), place / name, files.resolve(), given.briefs)
            for name, path in (("old", given.old), ("new", given.new))
        ]
        found = list(differences(*sides))
        answers = [plain(path.read_bytes()) for path in sorted(sides[1].rglob("*")) if path.is_file()]
    print(*found, sep="\n", end="\n" if found else "")
    digest = hashlib.sha256(b"".join(answers)).hexdigest()[:12]
    print(f"{len(answers)} answers compared ({digest}), {len(found)} differ.")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
