"""A small OpenID Connect issuer on this machine: discovery, code flow with PKCE, signed tokens, keys, user info."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "prongsai-of-the-tests", "known-to-both"


@cache
def signing_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Issuer:
    """What the issuer says of whoever comes; `said` may be changed between sign-ins."""

    def __init__(self) -> None:
        self.key = signing_key()
        self.said: dict[str, Any] = {"sub": "1100", "email": "", "email_verified": True}
        self.codes: dict[str, dict[str, str]] = {}
        self.address = ""

    def answer(self, path: str, asked: dict[str, str]) -> tuple[int, dict[str, Any] | str]:
        """Return a status and a JSON document, or the address that a browser is sent to."""
        match path:
            case "/.well-known/openid-configuration":
                return 200, self.configuration()
            case "/authorize":
                code = secrets.token_urlsafe(8)
                self.codes[code] = asked
                return 302, f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
            case "/token":
                return self.token(asked)
            case "/userinfo":
                return 200, self.said
            case "/keys":
                key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
                return 200, {"keys": [{**key, "kid": "1", "use": "sig", "alg": "RS256"}]}
        return 404, {}

    def configuration(self) -> dict[str, Any]:
        places = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "userinfo_endpoint": "userinfo",
            "jwks_uri": "keys",
        }
        return {
            "issuer": self.address,
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **{name: f"{self.address}/{place}" for name, place in places.items()},
        }

    def token(self, asked: dict[str, str]) -> tuple[int, dict[str, Any]]:
        begun = self.codes.pop(asked.get("code", ""), None)
        challenge = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        if (
            begun is None
            or asked.get("client_secret") != SECRET
            or begun.get("code_challenge") != base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
        ):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {**self.said, "iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60}
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "1"})
        return 200, {"access_token": "any", "token_type": "Bearer", "expires_in": 60, "id_token": signed}


@contextmanager
def issuing() -> Iterator[Issuer]:
    """Run an issuer for a while."""
    issuer = Issuer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(urlsplit(self.path).query)

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, query: str) -> None:
            asked = {name: values[0] for name, values in parse_qs(query).items()}
            status, told = issuer.answer(urlsplit(self.path).path, asked)
            body = b"" if isinstance(told, str) else json.dumps(told).encode()
            self.send_response(status)
            if isinstance(told, str):
                self.send_header("Location", told)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        issuer.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield issuer
        finally:
            server.shutdown()
            thread.join()
