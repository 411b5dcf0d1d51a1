"""Ways in which files arrive broken: flipped bits, lost ends, doubled pieces, archives packed again around damage."""

from __future__ import annotations

import io
import random
import zipfile

WAYS = ("flip", "cut", "double", "repack")


def mutate(data: bytes, way: str, rng: random.Random) -> bytes:
    """A damaged copy of ``data``; ``repack`` damages the parts inside a zip and leaves the zip itself sound."""
    if way == "repack" and data.startswith(b"PK"):
        return _repacked(data, rng)
    if way == "cut":
        return data[: rng.randrange(len(data))]
    if way == "double":
        return _doubled(bytearray(data), rng)
    return _flipped(bytearray(data), rng)


def _flipped(data: bytearray, rng: random.Random) -> bytes:
    for _ in range(rng.randint(1, 8)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(data)


def _doubled(data: bytearray, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    data[at:at] = data[at : at + rng.randrange(500)]
    return bytes(data)


def _repacked(data: bytes, rng: random.Random) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if rng.random() < 0.1:
                continue
            if content and rng.random() < 0.5:
                content = rng.choice((_flipped, _doubled, _shortened))(bytearray(content), rng)
            target.writestr(name, content)
    return stream.getvalue()


def _shortened(data: bytearray, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    del data[at : at + rng.randrange(200)]
    return bytes(data)
