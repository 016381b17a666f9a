"""Requests a second of a running site, for anonymous visitors, beside pages that are never kept.

    python benchmarks/page_cache.py http://127.0.0.1:8000 [seconds a page, 5 by default]

The visitors run on the same machine and take their share of its cores: little when `wrk` is
installed, as much as the site itself when they are two processes of ours. The baseline is the same
page asked with a cookie, which no cache may answer.
"""

import re
import shutil
import socket
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from time import perf_counter
from urllib.parse import quote, urlsplit

VISITORS = 2
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
PAGES = {"accueil": "/", "liste": f"/lieux/?ou={quote('Guéret')}"}


def request(host: str, path: str, cookie: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "Accept-Encoding: gzip"]
    return "\r\n".join([*lines, *([f"Cookie: {cookie}"] if cookie else []), "", ""]).encode()


def read_answer(connection: socket.socket) -> bytes:
    """One whole answer; its status must be 200."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65_536)
    head, _, body = data.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise SystemExit(head.split(b"\r\n")[0].decode())
    length = LENGTH.search(head)
    while length and len(body) < int(length[1]):
        body += connection.recv(65_536)
    return body


def visit(path: str, host: str, cookie: str, seconds: float) -> int:
    """How many answers one visitor got."""
    name, _, port = host.partition(":")
    asked, count, end = request(host, path, cookie), 0, perf_counter() + seconds
    connection = socket.create_connection((name, int(port)))
    while perf_counter() < end:
        try:
            connection.sendall(asked)
            read_answer(connection)
        except OSError:
            connection = socket.create_connection((name, int(port)))
            continue
        count += 1
    return count


def measure(path: str, host: str, seconds: float, cookie: str = "") -> float:
    """Answers a second, all visitors together."""
    if wrk := shutil.which("wrk"):
        return by_wrk(wrk, f"http://{host}{path}", seconds, cookie)
    one = partial(visit, host=host, cookie=cookie, seconds=seconds)
    with ProcessPoolExecutor(VISITORS) as visitors:
        return sum(visitors.map(one, [path] * VISITORS)) / seconds


def by_wrk(wrk: str, url: str, seconds: float, cookie: str) -> float:
    command = [wrk, "-t1", "-c8", f"-d{seconds:.0f}s", "-H", "Accept-Encoding: gzip", url]
    command[4:4] = ["-H", f"Cookie: {cookie}"] if cookie else []
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise SystemExit(said)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def sheet_of(host: str) -> str:
    """The address of a place's sheet, as the list links to it."""
    name, _, port = host.partition(":")
    with socket.create_connection((name, int(port))) as connection:
        connection.sendall(f"GET {PAGES['liste']} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        found = re.search(rb'<h[23]><a href="(/lieux/[a-z0-9-]+/)"', read_answer(connection))
    if found is None:
        raise SystemExit("La liste ne mène à aucun lieu.")
    return found[1].decode()


def main(address: str, seconds: float = 5) -> None:
    host = urlsplit(address).netloc
    for label, path in {**PAGES, "un lieu": sheet_of(host)}.items():
        measure(path, host, 1)
        kept = measure(path, host, seconds)
        made = measure(path, host, seconds, cookie="a=b")
        print(f"{label:10} {kept:7.0f} requêtes/s   sans cache {made:6.0f}   ×{kept / made:.0f}")


if __name__ == "__main__":
    main(sys.argv[1], *map(float, sys.argv[2:3]))
