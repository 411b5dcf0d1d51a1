"""From the words after ``run.py`` to what is done."""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import threading
import time
import tomllib
from collections.abc import Iterator, Sequence

from launcher.computer import warn_of_places
from launcher.console import Stop, explain_error, say_on_stderr
from launcher.environment import DEV_PINS, PINS, prepare
from launcher.processes import ROOT, VENV_PYTHON, child_env, locked, stop
from launcher.serving import serve
from launcher.snapshot import build_if_needed

USAGE = """\
python run.py [--port N] [--host NAME] [--no-browser]   serve the dashboard
python run.py test [pytest arguments]                   lint, types and all tests
python run.py test --fast                               the same without what needs a browser, an office or the launcher
python run.py bench [names]                             benchmarks
python run.py VERB ...                                  the command line; `python run.py help` lists its verbs

The first start sets everything up in the folder .venv and needs the internet; later ones do not."""

_ELSEWHERE = ("win32", "darwin")
# What the standard library holds on some systems only stands in these modules.
_DIFFERS = re.compile(
    r"^\s*(import|from) (asyncio|ctypes|errno|fcntl|grp|locale|mmap|msvcrt|multiprocessing|os|platform|posix|pwd"
    r"|resource|select|selectors|signal|socket|socketserver|ssl|stat|subprocess|termios|webbrowser|winreg)\b|\bsys\.platform\b",
    re.MULTILINE,
)
# All that is imported from elsewhere is of any type then. What is held against that, or ends a branch, goes unseen.
_ALONE = ("--follow-imports=skip", "--allow-subclassing-any", "--allow-untyped-decorators", "--no-warn-return-any")
_UNSEEN = ("--no-warn-unused-ignores", "--disable-error-code=union-attr", "--disable-error-code=return")
# Verbs that never look at a snapshot, so that none is built for them.
_NO_SNAPSHOT = {"build", "check", "help", "indicators", "provinces", "template"}


def main(argv: Sequence[str]) -> int:
    """Do it; the exit code: 0 fine, 1 problems found, 2 wrong usage, 130 interrupted."""
    # SIGINT too: a shell starts background jobs with it ignored.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        if not argv or argv[0].startswith("-"):
            options = _serve_options(argv)
            warn_of_places()
            prepare(PINS)
            return serve(options)
        if argv[0] == "test":
            return _test(argv[1:])
        if argv[0] == "bench":
            prepare(PINS, DEV_PINS)
            return _python("-m", "bench", *argv[1:])
        return _verb(argv)
    except Stop as reason:
        say_on_stderr(str(reason))
        return reason.code
    except KeyboardInterrupt:
        say_on_stderr("Stopped.")
        return 130
    except OSError as error:
        say_on_stderr(explain_error(error))
        return 1


def _serve_options(argv: Sequence[str]) -> argparse.Namespace:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="run.py", usage=argparse.SUPPRESS, description=USAGE, formatter_class=raw)
    parser.add_argument("--port", type=_port, help="default: the first free one from 8501")
    parser.add_argument("--host", default="localhost", help="0.0.0.0 lets other computers in; default %(default)s")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument("--name", action="append", default=[], help="a name that people reach it by (docs/deploy.md)")
    parser.add_argument(
        "--behind-proxy",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="believe what a proxy at this address says about who asks; nobody else is believed",
    )
    told = "print an address that makes the first administrator, for this computer alone too"
    parser.add_argument("--administrator", action="store_true", help=told)
    parser.add_argument("--path", default="", help="serve it below this path, such as /rights")
    return parser.parse_args(argv)


def _port(text: str) -> int:
    port = int(text) if text.isascii() and text.isdecimal() else 0
    if not 1 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; a port is a number from 1 to 65535")
    return port


def _verb(argv: Sequence[str]) -> int:
    """Hand the words to the command line, in the caller's folder and with its stdin and stdout."""
    prepare(PINS)
    if argv[0] not in _NO_SNAPSHOT and "--help" not in argv:
        with locked() as lock:
            build_if_needed(lock)
    words = ["--help"] if argv[0] == "help" else argv
    command = [VENV_PYTHON, str(ROOT / "cli"), *words]
    if os.name == "posix":
        os.execve(command[0], command, child_env())
    return subprocess.call(command, env=child_env())


def _python(*words: str) -> int:
    env = child_env()
    # Three workers and the many processes that tests start would each compile all there is, and again the next time.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.call([VENV_PYTHON, *words], cwd=ROOT, env=env)


def _test(arguments: Sequence[str]) -> int:
    """Lint, types and tests, each whatever the others say; 0 only when all are fine."""
    prepare(PINS, DEV_PINS)
    alone = {"-n", "no:xdist", "--pdb"} & set(arguments)
    # More workers than cores, since many tests wait; the modules come in the order of tests/conftest.py.
    workers = [] if alone else ["-n", "3", "--dist=loadscope", "--no-loadscope-reorder"]
    results = [_step("ruff check", "check", "."), _step("ruff format", "format", "--check", "--quiet", ".")]
    types = _Types()
    try:
        tests = _step("pytest", *workers, *arguments)
        types.join()
    finally:
        types.end()
    for name, _, said in types.done:
        say_on_stderr(f"--- {name}")
        print(said, end="", flush=True)
    results += [*((name, code) for name, code, _ in types.done), tests]
    say_on_stderr("\n".join(["---", *(f"{'FAILED' if code else 'ok':<7}{name}" for name, code in results)]))
    return int(any(code for _, code in results))


def _step(name: str, *words: str) -> tuple[str, int]:
    """Run a tool of the tests; its name with how long it took, and its exit code."""
    say_on_stderr(f"--- {name}")
    begun = time.monotonic()
    code = _python("-m", name.split()[0], *words)
    return f"{name}, {time.monotonic() - begun:.1f} s", code


class _Types(threading.Thread):
    """Types, checked beside the tests: it keeps one core busy for a while, which the tests leave now and then.

    What only other systems have is typed for them, by itself: everything once more for each of them takes fifteen times
    as long (``run.py bench types`` does). Each with a cache of its own, or it would be thrown away.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.done: list[tuple[str, int, str]] = []
        self._checks = {"mypy": [], **{f"mypy {one}": _typed_for(one) for one in _ELSEWHERE}}
        self._running: subprocess.Popen[str] | None = None
        self.start()

    def run(self) -> None:
        nothing, pipe, both = subprocess.DEVNULL, subprocess.PIPE, subprocess.STDOUT
        while self._checks:
            name = next(iter(self._checks))
            command = [VENV_PYTHON, "-m", "mypy", *self._checks.pop(name)]
            self._running = subprocess.Popen(
                command, cwd=ROOT, env=child_env(), stdin=nothing, stdout=pipe, stderr=both, encoding="utf-8"
            )
            said = self._running.communicate()[0]
            self.done.append((name, self._running.returncode, said))

    def end(self) -> None:
        """Leave nothing running when the tests were stopped."""
        self._checks.clear()
        if self._running is not None:
            stop(self._running)


def _typed_for(platform: str) -> list[str]:
    return ["--platform", platform, "--cache-dir", f".mypy_cache/{platform}", *_ALONE, *_UNSEEN, *_differing()]


def _differing() -> Iterator[str]:
    """The files whose types may be others on another system: what mypy checks is listed in its settings."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]["files"]
    for place in (ROOT / name for name in listed):
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            if _DIFFERS.search(path.read_text(encoding="utf-8")):
                yield path.relative_to(ROOT).as_posix()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
