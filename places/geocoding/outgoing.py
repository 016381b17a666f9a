"""The one door by which a request leaves: to the hosts that settings allow, and nowhere else."""

import json
import socket
import ssl
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from time import monotonic
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut

CONNECT_SECONDS = 3
READ_SECONDS = 10
LARGEST_ANSWER = 1_000_000
OK = 200
_CHUNK = 65_536


class ForbiddenHostError(GeocoderServiceError):  # type: ignore[misc]
    """A host that no setting names, or an address of a private network."""


class GuardedAdapter(BaseSyncAdapter):  # type: ignore[misc]
    """How geopy asks: no redirect, no proxy, 3 s to connect, 10 s to answer, 1 MB at most.

    The name is resolved once and the connection made to that very address, so that a name cannot
    mean one machine when it is checked and another when it is asked.
    """

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        try:
            return json.loads(self.get_text(url, timeout=timeout, headers=headers))
        except ValueError as error:
            raise GeocoderParseError("the answer is no JSON") from error

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        """The body of a page.

        Raises:
            ForbiddenHostError: the host is not allowed.
            GeocoderServiceError: it does not answer, or not as it should.
        """
        parts = urlsplit(url)
        connection = _connection(parts)
        try:
            connection.request("GET", f"{parts.path}?{parts.query}", headers=headers)
            response = connection.getresponse()
            body = _body(response)
        except TimeoutError as error:
            raise GeocoderTimedOut("the service does not answer") from error
        except (OSError, HTTPException) as error:
            raise GeocoderServiceError(type(error).__name__) from error
        finally:
            connection.close()
        text = body.decode("utf-8", errors="replace")
        if response.status != OK:
            raise AdapterHTTPError(
                f"status {response.status}",
                status_code=response.status,
                headers={name.lower(): value for name, value in response.getheaders()},
                text=text,
            )
        return text


def _connection(parts: SplitResult) -> HTTPConnection:
    """A connection already made, to an address that may be asked."""
    host = parts.hostname or ""
    if host not in allowed_hosts():
        raise ForbiddenHostError(f"{host} is not allowed")
    is_secure = parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    kind = HTTPSConnection if is_secure else HTTPConnection
    connection = kind(host, port, timeout=CONNECT_SECONDS)
    try:
        raw = socket.create_connection((_address(host, port), port), timeout=CONNECT_SECONDS)
        if is_secure:
            raw = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
        raw.settimeout(READ_SECONDS)
    except TimeoutError as error:
        raise GeocoderTimedOut("the service does not answer") from error
    except OSError as error:
        raise GeocoderServiceError(type(error).__name__) from error
    connection.sock = raw
    return connection


def allowed_hosts() -> frozenset[str]:
    """The hosts that settings name: the address base's, or none."""
    written = settings.BAN_HOST if "//" in settings.BAN_HOST else f"//{settings.BAN_HOST}"
    host = urlsplit(written).hostname
    return frozenset({host}) if host else frozenset()


def _address(host: str, port: int) -> str:
    """The address of a host, public unless the operator's own network is allowed."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(row[4][0]) for row in found]
    if not settings.BAN_ALLOW_PRIVATE and not all(ip_address(a).is_global for a in addresses):
        raise ForbiddenHostError(f"{host} is on a private network")
    return addresses[0]


def _body(response: HTTPResponse) -> bytes:
    """The answer, read within ten seconds in all and a megabyte, else nothing of it."""
    limit = monotonic() + READ_SECONDS
    pieces, size = [], 0
    while piece := response.read1(_CHUNK):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST_ANSWER:
            raise GeocoderServiceError("the answer is too long")
        if monotonic() > limit:
            raise TimeoutError
    return b"".join(pieces)
