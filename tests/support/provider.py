"""An OpenID Connect provider for tests: real HTTP on this machine, and whoever `claims` says is logged in there."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT = "dateline"
SECRET = "a client's secret, of no use to anybody else"


@dataclass
class Provider:
    """`asked` are the redirect addresses that were named to it."""

    url: str
    claims: dict[str, Any]
    asked: list[str] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            if address.path.endswith("/.well-known/openid-configuration"):
                self._json(_configuration(provider.url))
            elif address.path == "/authorize":
                asked = {name: values[0] for name, values in parse_qs(address.query).items()}
                code = secrets.token_hex(8)
                provider.codes.add(code)
                provider.asked.append(asked["redirect_uri"])
                back = urlencode({"code": code, "state": asked["state"]})
                self._answer(302, b"", ("Location", f"{asked['redirect_uri']}?{back}"))
            elif address.path == "/userinfo":
                self._json(provider.claims)
            else:
                self._answer(404, b"")

        def do_POST(self) -> None:
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            if self.path != "/token" or sent.get("code", [""])[0] not in provider.codes:
                self._answer(400, b"{}")
                return
            claims = {"iss": provider.url, "aud": CLIENT, **provider.claims}
            token = jwt.encode(claims, "x" * 32, algorithm="HS256")
            self._json({"access_token": "opaque", "token_type": "Bearer", "id_token": token})

        def _json(self, value: Any) -> None:
            self._answer(200, json.dumps(value).encode(), ("Content-Type", "application/json"))

        def _answer(self, status: int, body: bytes, *headers: tuple[str, str]) -> None:
            self.send_response(status)
            for name, value in (*headers, ("Content-Length", str(len(body)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


def _configuration(url: str) -> dict[str, Any]:
    return {
        "issuer": url,
        "authorization_endpoint": f"{url}/authorize",
        "token_endpoint": f"{url}/token",
        "userinfo_endpoint": f"{url}/userinfo",
        "jwks_uri": f"{url}/keys",
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }


@contextmanager
def provide(**claims: Any) -> Iterator[Provider]:
    """A provider at which somebody of these claims (`sub`, `email`, `email_verified`, `name`) is logged in."""
    provider = Provider("", claims)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
