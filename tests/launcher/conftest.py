"""A small copy of the product for the launcher: the real run.py and launcher/, tiny packages instead of big ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BASE_PYTHON = getattr(sys, "_base_executable", sys.executable)

CLI = """\
import hashlib, json, os, pathlib, sys
home = pathlib.Path(os.environ["CHILDRIGHTS_HOME"])
if sys.argv[1] == "build":
    if (home / "refuse").exists():
        sys.exit("provinces.csv, row 3, column code: not a code")
    home.mkdir(parents=True, exist_ok=True)
    with open(home / "builds", "a") as file:
        file.write("x")
    (home / "snapshots").mkdir(exist_ok=True)
    (home / "snapshots" / "one.duckdb").write_bytes(b"one")
    pointer = {"file": "one.duckdb", "sha256": hashlib.sha256(b"one").hexdigest()}
    (home / "CURRENT").write_text(json.dumps(pointer))
    print("Published one")
else:
    print("answer", *sys.argv[1:], os.path.basename(os.getcwd()))
    sys.exit(int(os.environ.get("CLI_EXIT", "0")))
"""
STREAMLIT = """\
import http.server, os, sys
flags = dict(word[2:].split("=", 1) for word in sys.argv if "=" in word)
class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        own = f"/here/{os.environ['CR_HERE']}"
        self.send_response(200 if self.path in ("/_stcore/health", own) else 404)
        self.end_headers()
    def log_message(self, *_):
        pass
print("this greeting must not reach stdout", flush=True)
http.server.HTTPServer(("127.0.0.1", int(flags["server.port"])), Health).serve_forever()
"""
TOOL = """\
import os, sys
print("{name}", *sys.argv[1:])
sys.exit("{name}" in os.environ.get("FAILING", "").split())
"""
# Answers as uv does where the launcher asks it, in a tenth of a second: an environment without pip, wheels unpacked.
INSTALLER = """\
import pathlib, subprocess, sys, zipfile
words = sys.argv[1:]
python = words[words.index("--python") + 1] if "--python" in words else ""
if words[0] == "venv":
    sys.exit(subprocess.call([python, "-m", "venv", "--without-pip", words[-1]]))
if words[0] == "pip":
    (site,) = pathlib.Path(python).parent.parent.glob("lib/python*/site-packages")
    for file in (word for before, word in zip(words, words[1:]) if before == "-r"):
        for name, _, version in (line.partition("==") for line in open(file).read().split() if "==" in line):
            with zipfile.ZipFile(f"wheels/{name}-{version}-py3-none-any.whl") as wheel:
                wheel.extractall(site)
"""


def environment_of_a_person() -> dict[str, str]:
    """What is set here, without what says where an installer or Python looks: ours would be found as well."""
    ours = ("PIP_", "UV_", "VIRTUAL_", "PYTHONPATH")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


@dataclass
class Product:
    """A folder with the launcher; ``run`` starts it as a person would."""

    root: Path
    home: Path
    env: dict[str, str] = field(default_factory=dict)

    def command(self, *words: str) -> list[str]:
        return [BASE_PYTHON, str(self.root / "run.py"), *words]

    def environment(self) -> dict[str, str]:
        return {**environment_of_a_person(), "CHILDRIGHTS_HOME": str(self.home), **self.env}

    def run(self, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words), cwd=cwd or self.root, env=self.environment(), capture_output=True, text=True
        )

    def start(self, *words: str) -> subprocess.Popen[str]:
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            self.command(*words), cwd=self.root, env=self.environment(), text=True, start_new_session=True, **pipes
        )

    @property
    def builds(self) -> int:
        return len((self.home / "builds").read_text())

    def replace_uv(self, script: str) -> None:
        """Put a program called uv first on the PATH."""
        folder = self.root / "bin"
        folder.mkdir(exist_ok=True)
        (folder / "uv").write_text(f"#!/bin/sh\n{script}\n")
        (folder / "uv").chmod(0o755)
        self.env["PATH"] = f"{folder}{os.pathsep}{os.environ['PATH']}"

    def install_quickly(self, before: str = "") -> None:
        """Let uv be the small installer, after the shell has run ``before``. Elsewhere than on posix pip does it all."""
        if os.name == "posix":
            (self.root / "installer.py").write_text(INSTALLER)
            self.replace_uv(f'{before}\nexec "{BASE_PYTHON}" -I "{self.root / "installer.py"}" "$@"')

    def begin_with(self, environment: Path) -> None:
        """Let uv make an environment that is a copy of this one, and install nothing: that is left to the pip in it."""
        self.replace_uv(f'[ "$1" = venv ] && exec cp -R "{environment}" .venv; [ "$1" != pip ]')

    def remove_uv(self) -> None:
        """Make uv answer nothing, as a shim with nothing behind it does."""
        self.replace_uv("exit 127")


def add_package(wheels: Path, name: str, main: str) -> None:
    """A wheel ``name==1.0`` whose ``python -m name`` runs ``main``."""
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(wheels / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{name}/__init__.py", "")
        wheel.writestr(f"{name}/__main__.py", main)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")


@pytest.fixture
def product(tmp_path: Path) -> Product:
    """A product of its own. A quick uv sets it up; what is about pip calls ``remove_uv``."""
    return make_product(tmp_path)


@pytest.fixture(scope="session")
def _set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set-up")
    answered = make_product(folder).run("status")
    assert answered.returncode == 0, answered.stderr
    return folder


@pytest.fixture
def ready(_set_up: Path, tmp_path: Path) -> Product:
    """A product of its own that is set up and has a snapshot: a copy of one that did it."""
    shutil.copytree(_set_up, tmp_path, symlinks=True, dirs_exist_ok=True)
    found = Product(tmp_path / "a product", tmp_path / "home")
    found.install_quickly()
    return found


def make_product(folder: Path) -> Product:
    """A product in ``folder``, not set up yet."""
    root = folder / "a product"
    wheels = root / "wheels"
    wheels.mkdir(parents=True)
    shutil.copy(ROOT / "run.py", root)
    shutil.copytree(ROOT / "launcher", root / "launcher", ignore=shutil.ignore_patterns("__pycache__"))
    add_package(wheels, "streamlit", STREAMLIT)
    for tool in ("ruff", "mypy", "pytest"):
        add_package(wheels, tool, TOOL.format(name=tool))
    local = "--no-index\n--find-links wheels\n"
    (root / "requirements.txt").write_text(f"{local}streamlit==1.0\n")
    (root / "requirements-dev.txt").write_text(f"{local}ruff==1.0\nmypy==1.0\npytest==1.0\n")
    (root / "pyproject.toml").write_text('[tool.mypy]\nfiles = ["cli", "dashboard.py"]\n')
    (root / "cli").mkdir()
    (root / "cli" / "__main__.py").write_text(CLI)
    (root / "dashboard.py").write_text("")
    for room in ("data", "etl", "childrights", "geo"):
        (root / room).mkdir()
        (root / room / "content").write_text("1")
    found = Product(root, folder / "home")
    found.install_quickly()
    return found
