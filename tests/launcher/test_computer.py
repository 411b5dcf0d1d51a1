"""What of a computer or a folder stands in the way is told in words before anything is set up."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from launcher import computer, environment, processes, serving
from launcher.computer import inside_an_archive, remote_mount, risky_place, too_long, unfit_python
from launcher.console import FILE_HELD, NOT_TRUSTED, Stop, explain_error, failure_words
from tests.launcher.conftest import BASE_PYTHON, ROOT, Product, environment_of_a_person
from tests.launcher.test_setting_up import assert_kind

WINDOWS = {"bits": 64, "system": "win32", "machine": "win-amd64", "free_threaded": False}


@pytest.mark.parametrize(
    ("version", "differs", "words"),
    [
        ((3, 15), {}, "newer than the packages"),
        ((4, 0), {"system": "linux", "machine": "linux-x86_64"}, "newer than the packages"),
        ((3, 13), {"bits": 32, "machine": "win32"}, "32-bit Python 3.13"),
        ((3, 13), {"machine": "win-arm64"}, "Python 3.13 for ARM"),
        ((3, 14), {"free_threaded": True}, "free-threaded Python 3.14"),
        ((3, 14), {}, ""),
        ((3, 11), {"system": "darwin", "machine": "macosx-11.0-arm64"}, ""),
        ((3, 12), {"system": "linux", "machine": "linux-aarch64"}, ""),
    ],
)
def test_a_python_without_packages_is_told(version: tuple[int, int], differs: dict[str, object], words: str) -> None:
    told = unfit_python(version, **{**WINDOWS, **differs})  # type: ignore[arg-type]
    assert words in told if words else told == ""
    assert ("Install Python 3.13" in told) == bool(words)


def test_a_python_that_is_too_new_stops_the_set_up(product: Product) -> None:
    code = "import runpy, sys; sys.version_info = (3, 15, 0); sys.argv = ['run.py', 'status']; "
    code += "runpy.run_path('run.py', run_name='__main__')"
    result = subprocess.run([BASE_PYTHON, "-c", code], cwd=product.root, capture_output=True, text=True)
    assert_kind(result, "newer than the packages", 2)
    assert not (product.root / ".venv").exists()


def test_run_py_alone_says_that_the_rest_is_missing(tmp_path: Path) -> None:
    shutil.copy(ROOT / "run.py", tmp_path)
    env = environment_of_a_person()
    result = subprocess.run([BASE_PYTHON, "run.py"], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60)
    assert_kind(result, "unpack the whole ZIP", 2)


@pytest.mark.parametrize(
    ("root", "inside"),
    [
        (r"C:\Users\Sok\AppData\Local\Temp\Temp1_child-rights.zip\child-rights", True),
        (r"C:\Users\Sok\AppData\Local\Temp\Rar$EXa0.123\child-rights", True),
        (r"C:\Users\Sok\AppData\Local\Temp\7zO4A1B\child-rights", True),
        (r"C:\Users\Sok\AppData\Local\Temp\a folder of mine\child-rights", False),
        (r"C:\Users\Sok\AppData\Local\Temp\temp_work\child-rights", False),
        (r"C:\Users\Sok\AppData\Local\Temp\wz3f0a\child-rights", True),
        (r"C:\Users\Sok\Desktop\child-rights.zip\child-rights", False),
        (r"C:\childrights", False),
    ],
)
def test_running_inside_an_archive_is_told(root: str, inside: bool) -> None:
    told = inside_an_archive(PureWindowsPath(root), PureWindowsPath(r"C:\Users\Sok\AppData\Local\Temp"))
    assert ("Unpack the whole ZIP" in told) == inside


def test_a_folder_with_a_long_name_is_told() -> None:
    home = r"C:\Users\Sok Dara\OneDrive - Child Rights Coalition Cambodia\Documents"
    assert "too long for Windows (132 letters" in too_long(
        PureWindowsPath(home, *["child-rights-dashboard-main"] * 2, "abcde")
    )
    assert too_long(PureWindowsPath(home, "child-rights")) == ""


def test_no_package_has_a_deeper_file_than_the_bound() -> None:
    """On Windows the packages lie in ``Lib``; below it they are the same, but for endings of a few letters."""
    packages = Path(sysconfig.get_paths()["purelib"])
    deepest = max(len(str(one.relative_to(packages))) for one in packages.rglob("*") if one.suffix != ".pyc")
    assert deepest <= computer.DEEPEST


@pytest.mark.parametrize(
    ("folder", "environment", "words"),
    [
        (PureWindowsPath(r"C:\Users\Sok\OneDrive - CRC\Desktop\cr"), {}, "OneDrive"),
        (PureWindowsPath(r"D:\Cloud\cr"), {"OneDriveCommercial": r"D:\Cloud"}, "OneDrive"),
        (PureWindowsPath(r"C:\Users\Sok\Dropbox (CRC)\cr"), {}, "OneDrive or a like"),
        (PureWindowsPath(r"G:\My Drive\cr"), {}, "OneDrive or a like"),
        (PurePosixPath("/Users/sok/Library/Mobile Documents/com~apple~CloudDocs/cr"), {}, "OneDrive or a like"),
        (PurePosixPath("/Users/sok/Library/CloudStorage/GoogleDrive-sok/cr"), {}, "OneDrive or a like"),
        (PureWindowsPath(r"\\server\share\cr"), {}, "network drive"),
        (PureWindowsPath(r"C:\Users\Sok\Documents\cr"), {"OneDrive": r"C:\Users\Sok\OneDrive"}, ""),
        (PureWindowsPath(r"C:\Users\Sok\onedrive backup notes\cr"), {}, ""),
        (PurePosixPath("/home/sok/cr"), {"OneDrive": ""}, ""),
    ],
)
def test_a_place_that_is_shared_is_warned_of(folder: PurePath, environment: dict[str, str], words: str) -> None:
    told = risky_place(folder, environment, remote=False)
    assert words in told if words else told == ""
    assert "network drive" in risky_place(folder, environment, remote=True)


@pytest.mark.parametrize(
    ("folder", "remote"), [("/home/sok/share/cr", True), ("/home/sok/cr", False), ("/mnt/my share/cr", True)]
)
def test_a_network_mount_is_known(folder: str, remote: bool) -> None:
    mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/x /home/sok/share nfs4 rw 0 0\n//s/x /mnt/my\\040share cifs rw 0 0\n\n"
    assert remote_mount(PurePosixPath(folder), mounts) == remote


def test_serving_warns_of_a_shared_place_and_goes_on(product: Product, tmp_path: Path) -> None:
    product.home = tmp_path / "Dropbox" / "state"
    (product.root / ".venv.lock").mkdir()
    note, *more = product.run("--no-browser").stderr.splitlines()
    assert note.startswith(f"Note: {product.home} is copied to the internet") and ".venv.lock" in more[-1]


def probes(monkeypatch: pytest.MonkeyPatch, refused: Iterator[int]) -> None:
    """Binding the ports of ``refused`` is forbidden, as Windows forbids the ranges that it keeps."""
    kept = set(refused)
    real = socket.socket.bind

    def bind(self: socket.socket, address: tuple[str, int]) -> None:
        if address[1] in kept:
            raise PermissionError(errno.EACCES, "forbidden")
        real(self, address)

    monkeypatch.setattr(socket.socket, "bind", bind)


def test_a_forbidden_port_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    probes(monkeypatch, iter(range(serving.FIRST_PORT, serving.FIRST_PORT + 50)))
    assert serving._choose_port("localhost", None) >= serving.FIRST_PORT + 50


@pytest.mark.parametrize(("port", "words"), [(8501, "keeps it for something else"), (80, "above 1024")])
def test_a_forbidden_port_that_was_asked_for_is_told(port: int, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    probes(monkeypatch, iter([port]))
    with pytest.raises(Stop, match=words):
        serving._choose_port("localhost", port)


@pytest.mark.skipif(sys.platform == "win32", reason="fcntl")
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
def test_a_drive_that_cannot_lock_is_told(number: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", refuse)
    monkeypatch.setattr(processes, "LOCK", tmp_path / "lock")
    with pytest.raises(Stop, match="cannot lock files"), processes.locked():
        pass


def test_packages_in_use_are_not_half_removed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    used = tmp_path / ".venv" / "used.pyd"
    used.parent.mkdir()
    used.touch()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(environment, "VENV", used.parent)
    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(Stop, match="still runs from this folder"):
        environment._remove_venv()
    assert used.exists()


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (
            "Max retries exceeded (Caused by SSLError(SSLCertVerificationError(1, '[SSL: "
            "CERTIFICATE_VERIFY_FAILED]')))",
            NOT_TRUSTED,
        ),
        ("error: client error (Connect)\n  invalid peer certificate: UnknownIssuer", NOT_TRUSTED),
        (
            "ERROR: Could not install packages due to an OSError: [WinError 32] The process cannot access the file",
            FILE_HELD,
        ),
        ("error: failed to remove file: Access is denied. (os error 5)", FILE_HELD),
    ],
)
def test_what_installers_print_on_windows_becomes_a_sentence(output: str, sentence: str) -> None:
    assert failure_words(output) == sentence


def test_a_missing_package_is_explained_and_named() -> None:
    told = failure_words("ERROR: No matching distribution found for duckdb==1.5.5")
    assert "does not exist for this Python" in told and "duckdb==1.5.5" in told


def test_a_held_file_is_not_called_a_missing_right() -> None:
    held = PermissionError(13, "used by another process", "a.pyd")
    held.winerror = 32  # type: ignore[attr-defined]
    assert "held by another program" in explain_error(held) and "a.pyd" in explain_error(held)


def test_no_encoding_of_the_callers_wins_over_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "cp437")
    assert "PYTHONIOENCODING" not in processes.child_env()


# What is double-clicked.


def test_start_bat_is_a_file_that_windows_reads() -> None:
    content = (ROOT / "start.bat").read_bytes()
    assert content.isascii() and content.count(b"\n") == content.count(b"\r\n")
    lines = content.decode("ascii").splitlines()
    goals = {line.split("goto ")[1] for line in lines if "goto " in line}
    assert goals == {line[1:] for line in lines if line.startswith(":")}
    assert "pause" in lines


def start_command(product: Product, *words: str) -> subprocess.CompletedProcess[str]:
    shutil.copy2(ROOT / "start.command", product.root)
    command = [str(product.root / "start.command"), *words]
    return subprocess.run(
        command, cwd="/", env=product.environment(), input="\n", capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
class TestStartCommand:
    def test_it_does_what_run_py_does(self, product: Product) -> None:
        done = start_command(product, "help")
        assert (done.returncode, done.stdout) == (0, f"answer --help {product.root.name}\n"), done.stderr

    def test_it_stays_open_with_the_reason(self, product: Product) -> None:
        (product.root / ".venv.lock").mkdir()
        done = start_command(product, "help")
        assert done.returncode == 1 and ".venv.lock" in done.stderr
        assert done.stdout.rstrip().endswith("Press Enter to close.")

    def test_alone_it_says_that_the_rest_is_missing(self, product: Product) -> None:
        (product.root / "run.py").unlink()
        done = start_command(product)
        assert done.returncode == 2 and "Unpack the whole ZIP" in done.stdout

    def test_without_python_it_says_where_to_get_it(self, product: Product, tmp_path: Path) -> None:
        tools = tmp_path / "tools"
        tools.mkdir()
        for name in ("dirname", "uname"):
            (tools / name).symlink_to(shutil.which(name) or "")
        script = (ROOT / "start.command").read_text(encoding="utf-8").replace(":/usr/local/bin:/opt/homebrew/bin", "")
        (product.root / "start.command").write_text(script, encoding="utf-8")
        done = subprocess.run(
            ["/bin/sh", str(product.root / "start.command")],
            env={"PATH": str(tools)},
            input="\n",
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2 and "was not found" in done.stdout
