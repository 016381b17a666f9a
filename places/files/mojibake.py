"""Put right « Ã© », UTF-8 that some software read as Windows-1252: certain in French."""

import re
from collections.abc import Iterator
from functools import lru_cache

from places.files.rows import SourceRow

_MOST_ROUNDS = 3


def _read_as_windows(byte: int) -> str:
    """What the software saw in a byte; five have no sign in Windows-1252 and stay as they are."""
    return bytes([byte]).decode("cp1252", errors="ignore") or chr(byte)


_BYTES = {_read_as_windows(byte): byte for byte in range(0x80, 0x100)}
_FOLLOWING = re.escape("".join(_read_as_windows(byte) for byte in range(0x80, 0xC0)))
# Looked for first, one by one: far quicker than the pattern on the long texts of good files. None
# of them may follow another in the pattern.
_LEADS = ("Ã", "Â", "Å", "â", "ðŸ")
MOJIBAKE = re.compile(
    rf"[ÂÃÅ][{_FOLLOWING}]|â[€‚\x81][{_FOLLOWING}]|Ã\x20{{1,2}}|ðŸ[{_FOLLOWING}]{{2}}"
)


def occurrences(text: str) -> int:
    """How many damaged letters a text holds."""
    if text.isascii():
        return 0
    return sum(MOJIBAKE.match(text, at) is not None for sign in _LEADS for at in _all(sign, text))


def _all(sign: str, text: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


def mended(text: str) -> str:
    """A text whose accents are what they were; a text without such signs is left as it is."""
    for _round in range(_MOST_ROUNDS):
        if text.isascii() or not MOJIBAKE.search(text):
            break
        text = MOJIBAKE.sub(_mended, text)
    return text


def _mended(found: "re.Match[str]") -> str:
    written = found.group()
    if written in {"Ã ", "Ã  "}:  # « à » whose second half, an unbreakable space, became plain
        return "à "
    try:
        return bytes(_BYTES[sign] for sign in written).decode()
    except UnicodeDecodeError:
        return written


def mended_rows(rows: Iterator[SourceRow]) -> Iterator[SourceRow]:
    """Rows whose headers and texts are put right."""
    for row in rows:
        cells = {_mended_header(name): _mended_cell(cell) for name, cell in row.cells.items()}
        yield SourceRow(row.line, cells, row.issues)


_mended_header = lru_cache(maxsize=4096)(mended)


def _mended_cell(cell: object) -> object:
    if isinstance(cell, list):
        return [_mended_cell(item) for item in cell]
    return mended(cell) if isinstance(cell, str) else cell
