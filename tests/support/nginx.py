"""nginx as ``docs/deploy.md`` has it, before a server of this computer: the text is that of the page, its ports are not."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.support.server import ROOT, free_port

PAGE = ROOT / "docs" / "deploy.md"
WAYS = ("tls", "forwarded", "path", "bare")
"""The blocks of the page in their order, behind the one that stands for all."""
NAMES = {
    "tls": "rights.example.org",
    "forwarded": "rights.example.org",
    "path": "example.org",
    "bare": "rights.example.org",
}
STARTS_WITHIN_S = 10


def nginx_path() -> str | None:
    """Where this computer has an nginx, if anywhere; Debian keeps it where only administrators look."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def blocks() -> dict[str, str]:
    """The text of each way, with the part that stands for all."""
    common, *found = re.findall(r"```nginx\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return {name: common + one for name, one in zip(WAYS, found, strict=True)}


def surroundings(way: str) -> dict[str, str]:
    """What a server behind nginx is told, as the page says."""
    return {"CHILDRIGHTS_NAMES": NAMES[way], "CHILDRIGHTS_PROXIES": "" if way == "bare" else "127.0.0.1"}


@contextmanager
def before(server_url: str, way: str, folder: Path) -> Iterator[int]:
    """nginx before ``server_url``, in one of the ``WAYS``, until the body ends; the port where it listens.

    ``folder`` takes its files. For ``tls`` that is the port with TLS, with a certificate that nobody signed.
    """
    port, plain = free_port(), free_port()
    text = blocks()[way].replace("127.0.0.1:8501", urlsplit(server_url).netloc)
    text = text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{plain if way == 'tls' else port};")
    text = text.replace("/opt/childrights/static", str(ROOT / "static"))
    if way == "tls":
        text = re.sub(r"/etc/letsencrypt/live/[\w.]+/", f"{_certificate(folder)}/", text)
    (folder / "nginx.conf").write_text(_frame(folder, text), encoding="utf-8")
    program = nginx_path()
    assert program, "no nginx here"
    log = (folder / "said").open("w+")
    process = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")], stdout=log, stderr=log)
    try:
        _wait_for(port, process, folder / "said")
        yield port
    finally:
        process.terminate()
        process.wait(10)
        log.close()


def _frame(folder: Path, text: str) -> str:
    temp = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    me = pwd.getpwuid(os.getuid()).pw_name
    user = f"user {me};\n" if os.getuid() == 0 else ""
    return (
        f"{user}daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temp}{text}}}\n"
    )


def _certificate(folder: Path) -> Path:
    """A folder with a key and a certificate, called as the certificates of the page are."""
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-keyout",
            "privkey.pem",
            "-out",
            "fullchain.pem",
            "-subj",
            "/CN=rights.example.org",
            "-addext",
            "subjectAltName=DNS:rights.example.org",
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder


def _wait_for(port: int, process: subprocess.Popen[bytes], said: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_S
    while True:
        if process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError(f"nginx did not start:\n{said.read_text(encoding='utf-8')}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.02)
