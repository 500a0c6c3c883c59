"""What every answer carries so that a hostile report stays text, and which addresses the explorer answers to at all."""

from __future__ import annotations

import ipaddress

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gouji.errors import Wording

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""No script at all, from nowhere; no style but the explorer's own file."""

HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
WRONG_HOST = Wording(
    "此地址未获允许；请用启动时显示的地址访问，或以 --host 指定",
    "This host name is not allowed: use the address printed at the start, or name it with --host",
)
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


def allowed_hosts(host: str) -> frozenset[str]:
    """The names a browser may have used to get here.

    A page of another site can make a browser call this server under a name of its own (DNS rebinding); the name gives
    it away. An address cannot be forged so: whoever binds to a network allows the numeric
    addresses, and the name he gave.
    """
    return frozenset((*LOOPBACK_NAMES, host.lower().strip("[]")))


def host_name(header: str) -> str:
    """The name in a Host header, without its port."""
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.partition(":")[0].lower()


def is_allowed(header: str, allowed: frozenset[str], *, any_address: bool) -> bool:
    """Whether a Host header names this server."""
    name = host_name(header)
    if name in allowed:
        return True
    if not any_address:
        return False
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """Refuses other hosts, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self.app = app
        self.allowed = allowed_hosts(host)
        self.any_address = host not in LOOPBACK_NAMES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        header = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1")

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if not is_allowed(header, self.allowed, any_address=self.any_address):
            await _refuse(send_guarded)
            return
        await self.app(scope, receive, send_guarded)


async def _refuse(send: Send) -> None:
    body = f"{WRONG_HOST.zh}\n{WRONG_HOST.en}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": body})
