"""A provider of OpenID Connect on this computer, which vouches for whoever it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "dashboard"


class Provider:
    """``subject`` is whom it vouches for from now on."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.subject = "somebody"
        self._key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self._nonces: dict[str, str] = {}

    def answer(
        self, path: str, query: dict[str, list[str]], sent: dict[str, list[str]]
    ) -> tuple[int, dict[str, str], Any]:
        """Status, headers and JSON for a request."""
        if path == "/.well-known/openid-configuration":
            return (
                200,
                {},
                {
                    "issuer": self.issuer,
                    "authorization_endpoint": f"{self.issuer}/authorize",
                    "token_endpoint": f"{self.issuer}/token",
                    "jwks_uri": f"{self.issuer}/keys",
                    "id_token_signing_alg_values_supported": ["RS256"],
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                },
            )
        if path == "/keys":
            return 200, {}, {"keys": [self._key.as_dict(private=False)]}
        if path == "/authorize":
            code = f"code-{len(self._nonces)}"
            self._nonces[code] = query.get("nonce", [""])[0]
            back = f"{query['redirect_uri'][0]}?{urlencode({'code': code, 'state': query['state'][0]})}"
            return 302, {"Location": back}, {}
        claims = {"iss": self.issuer, "sub": self.subject, "aud": CLIENT, "iat": int(time.time())}
        claims |= {"exp": int(time.time()) + 300, "nonce": self._nonces.get(sent["code"][0], "")}
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self._key)
        return 200, {}, {"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": token}


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider until the body ends."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            at = urlsplit(self.path)
            sent = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
            status, headers, body = served.answer(at.path, parse_qs(at.query), parse_qs(sent))
            content = json.dumps(body).encode()
            self.send_response(status)
            for name, value in {
                "Content-Type": "application/json",
                "Content-Length": str(len(content)),
                **headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _answer

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Provider(server.server_address[1])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
