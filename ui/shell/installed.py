"""What makes the dashboard an app of a phone: its manifest, and the worker that keeps the last views offline."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from childrights.charts import LIGHT, theme
from childrights.export import PRODUCT
from childrights.i18n import DEFAULT_LANGUAGE, LANGUAGES, N_, translator
from ui.parts import STATIC

MANIFEST, WORKER = "app.webmanifest", "saved_worker.js"
SHORT = N_("Child rights")
ICONS = (("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable-512.png", 512, "maskable"))
"""Made of the mark by ``tools/icons.py``."""


def manifest(lang: str, base: str) -> str:
    """The manifest in a language; the app begins at its overview, in that language."""
    t = translator(lang)
    told = {
        "id": base,
        "name": t._(PRODUCT),
        "short_name": t._(SHORT),
        "lang": lang,
        "start_url": base if lang == DEFAULT_LANGUAGE else f"{base}?lang={lang}",
        "scope": base,
        "display": "standalone",
        "background_color": LIGHT.ground,
        "theme_color": LIGHT.action,
        "icons": [
            {"src": f"{base}app/static/{name}", "sizes": f"{px}x{px}", "type": "image/png", "purpose": purpose}
            for name, px, purpose in ICONS
        ],
    }
    return json.dumps(told, ensure_ascii=False)


@cache
def worker() -> str:
    """The worker's script; another one when the dashboard's pictures of pages are other ones."""
    text = (STATIC / WORKER).read_text(encoding="utf-8")
    return f"{text}// {sha256(text.encode()).hexdigest()[:10]}\n"


@cache
def installed_head(base: str, lang: str) -> str:
    """What the frame of a page says of it."""
    query = "" if lang == DEFAULT_LANGUAGE else f"?lang={lang}"
    grounds = {"light": LIGHT.ground, "dark": theme("dark").ground}
    return (
        f'<link rel="manifest" href="{base}{MANIFEST}{query}">'
        f'<link rel="apple-touch-icon" href="{base}app/static/{ICONS[0][0]}">'
        + "".join(
            f'<meta name="theme-color" media="(prefers-color-scheme: {name})" content="{colour}">'
            for name, colour in grounds.items()
        )
    )


def installed_routes(base: str) -> list[Route]:
    """Where they are: the worker at the root of the pages that it may keep."""

    def told(request: Request) -> Response:
        asked = request.query_params.get("lang", DEFAULT_LANGUAGE)
        lang = asked if asked in LANGUAGES else DEFAULT_LANGUAGE
        kept = {"Cache-Control": "public, max-age=86400"}
        return Response(manifest(lang, base), media_type="application/manifest+json", headers=kept)

    def works(_: Request) -> Response:
        return Response(worker(), media_type="text/javascript", headers={"Cache-Control": "no-cache"})

    return [Route(f"{base}{MANIFEST}", told, methods=["GET"]), Route(f"{base}{WORKER}", works, methods=["GET"])]
