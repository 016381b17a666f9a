"""Which identifiers a file already named, and on which line."""

from array import array
from bisect import bisect_left
from hashlib import blake2b


class FirstLines:
    """Where each identifier was first seen, in a few bytes each whatever its length."""

    def __init__(self) -> None:
        self._digests = array("Q")
        self._lines = array("L")

    def first(self, identifier: str, line: int) -> int:
        """The line an identifier was first seen on: this one when it is new."""
        digest = _digest(identifier)
        at = bisect_left(self._digests, digest)
        if at < len(self._digests) and self._digests[at] == digest:
            return self._lines[at]
        self._digests.insert(at, digest)
        self._lines.insert(at, line)
        return line

    def __contains__(self, identifier: str) -> bool:
        digest = _digest(identifier)
        at = bisect_left(self._digests, digest)
        return at < len(self._digests) and self._digests[at] == digest


def _digest(identifier: str) -> int:
    data = identifier.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest())
