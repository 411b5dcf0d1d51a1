"""Set-up: once, again only when the pins changed, and whole again after anything that interrupts it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.launcher.conftest import BASE_PYTHON, Product, make_product

posix = pytest.mark.skipif(os.name != "posix", reason="uses a shell script as uv")


def assert_kind(result: subprocess.CompletedProcess[str], words: str, code: int = 1) -> None:
    assert result.returncode == code, result.stderr
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_verb_answers_alone_on_stdout(product: Product) -> None:
    result = product.run("status", "--json")
    assert (result.returncode, result.stdout) == (0, "answer status --json a product\n"), result.stderr


def test_the_exit_code_and_the_callers_folder_are_kept(product: Product) -> None:
    product.env["CLI_EXIT"] = "2"
    result = product.run("check", "file.xlsx", cwd=product.root / "data")
    assert (result.returncode, result.stdout) == (2, "answer check file.xlsx data\n"), result.stderr


def test_later_starts_need_no_network(ready: Product) -> None:
    shutil.rmtree(ready.root / "wheels")
    result = ready.run("status")
    assert (result.returncode, result.stderr) == (0, "")


def test_changed_pins_are_installed(ready: Product) -> None:
    with (ready.root / "requirements.txt").open("a") as file:
        file.write("mypy==1.0\n")
    assert ready.run("status").returncode == 0
    assert list(ready.root.glob(".venv/**/mypy-1.0.dist-info"))


@pytest.fixture(scope="module")
def by_pip(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """An environment that was set up without uv, and what was said; an environment with pip takes seconds to make."""
    made = make_product(tmp_path_factory.mktemp("by_pip"))
    made.remove_uv()
    return made.root / ".venv", made.run("status")


@posix
def test_without_uv_pip_does_it(by_pip: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    environment, result = by_pip
    assert result.stdout == "answer status a product\n", result.stderr
    assert list(environment.glob("lib/*/site-packages/streamlit-1.0.dist-info"))


@posix
def test_where_only_pip_knows_the_mirror_pip_does_it(product: Product) -> None:
    product.install_quickly('[ "$1" = pip ] && echo "Failed to fetch" && exit 2')
    result = product.run("status")
    assert result.stdout == "answer status a product\n", result.stderr
    assert "trying pip" in result.stderr


@posix
def test_a_killed_set_up_starts_afresh(product: Product) -> None:
    product.replace_uv('[ "$1" = venv ] && mkdir .venv && touch .venv/half; [ "$1" = pip ] && sleep 60; exit 0')
    first = product.start("status")
    wait_for(lambda: (product.root / ".venv" / "half").exists())
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    product.install_quickly()
    result = product.run("status")
    assert result.stdout == "answer status a product\n", result.stderr
    assert "did not finish" in result.stderr
    assert not (product.root / ".venv" / "half").exists()


@posix
def test_nobody_sets_up_while_a_killed_ones_installer_still_writes(product: Product) -> None:
    product.replace_uv('[ "$1" = venv ] && mkdir .venv; [ "$1" = pip ] && touch begun && sleep 2 && touch late; exit 0')
    first = product.start("status")
    wait_for(lambda: (product.root / "begun").exists())
    first.kill()
    first.communicate()
    product.install_quickly()
    assert product.run("status").returncode == 0
    assert (product.root / "late").exists()


@posix
def test_an_environment_whose_python_is_gone_is_made_anew(ready: Product) -> None:
    python = ready.root / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3")
    result = ready.run("status")
    assert result.stdout == "answer status a product\n", result.stderr
    assert "does not run any more" in result.stderr


def test_packages_that_were_removed_come_back(ready: Product) -> None:
    info = next(ready.root.glob(".venv/**/streamlit-1.0.dist-info"))
    shutil.rmtree(info)
    assert ready.run("status").returncode == 0
    assert info.exists()


def test_several_at_once_do_not_disturb_each_other(product: Product) -> None:
    started = [product.start("status") for _ in range(3)]
    answers = [one.communicate() for one in started]
    assert [out for out, _ in answers] == ["answer status a product\n"] * 3, answers
    assert product.builds == 1


@posix
def test_a_full_disk_is_named(product: Product) -> None:
    product.replace_uv('[ "$1" = pip ] && echo "error: No space left on device (os error 28)" >&2 && exit 2; exit 0')
    assert_kind(product.run("status"), "The disk is full")


@posix
def test_no_network_before_set_up_is_named(
    product: Product, by_pip: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    product.begin_with(by_pip[0])
    product.env["PIP_RETRIES"] = "1"
    (product.root / "requirements.txt").write_text("--index-url http://127.0.0.1:1/simple\nstreamlit==1.1\n")
    assert_kind(product.run("status"), "no internet connection")


@posix
def test_an_unknown_reason_shows_the_last_lines(
    product: Product, by_pip: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    product.begin_with(by_pip[0])
    (product.root / "requirements.txt").write_text("--no-index\nstreamlit==9.9\n")
    assert_kind(product.run("status"), "streamlit==9.9")


def test_a_folder_that_may_not_be_written_is_named(product: Product) -> None:
    (product.root / ".venv.lock").mkdir()
    result = product.run("status")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("version", ["2, 7, 18", "3, 8, 18", "3, 10, 1"])
def test_an_old_python_is_told_kindly(product: Product, version: str) -> None:
    code = f"import runpy, sys; sys.version_info = ({version}); runpy.run_path('run.py', run_name='__main__')"
    result = subprocess.run([BASE_PYTHON, "-c", code], cwd=product.root, capture_output=True, text=True)
    assert_kind(result, "This needs Python 3.11 or newer", 2)


@posix
def test_a_stop_during_set_up_is_calm(product: Product) -> None:
    product.replace_uv('[ "$1" = venv ] && mkdir .venv; [ "$1" = pip ] && touch begun && exec sleep 60; exit 0')
    first = product.start("status")
    wait_for(lambda: (product.root / "begun").exists())
    first.send_signal(signal.SIGINT)
    out, err = first.communicate(timeout=20)
    assert (first.returncode, out) == (130, "")
    assert err.endswith("Stopped.\n")
    assert "Traceback" not in err


def test_run_py_works_inside_its_own_environment(ready: Product) -> None:
    """The environment that must be replaced may be the one whose Python runs run.py."""
    (ready.root / ".venv.lock").write_text("unfinished")
    inside = ready.root / ".venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    command = [str(inside), str(ready.root / "run.py"), "status"]
    result = subprocess.run(command, cwd=ready.root, env=ready.environment(), capture_output=True, text=True)
    assert result.stdout == "answer status a product\n", result.stderr


def wait_for(condition: object, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)
