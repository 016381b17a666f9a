"""Read one cell of a producer's file: its text, a number, e-mail and web addresses."""

import json
import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

# What a spreadsheet would take for a formula; a cell that begins so is written behind « ' ».
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ADDRESSES = re.compile(r"[|;,\s]+")
_PAGES = re.compile(r"[|\s]+|[;,](?=https?://|www\.)")
_ONE_PAGE = re.compile(r"https?://[^/\s|;,][^\s|;,]*")
# A page written without « https:// ».
_DOMAIN = re.compile(
    r"(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,12}(?::[0-9]{2,5})?(?:[/?#]\S*)?", re.IGNORECASE
)
_AT = re.compile(r" ?(?:\[ ?(?:at|arobase|@) ?\]|\( ?(?:at|arobase|@) ?\)) ?", re.IGNORECASE)
_LINK = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LONGEST_EMAIL = 254
_LARGEST_WHOLE = 1e15  # beyond, a float no longer holds every whole number
# What stands in a cell that has nothing to say: a sign, an error of the spreadsheet, an empty form.
_NOTHING = frozenset(
    """
    - -- --- – — _ / // . .. ... … ? ?? : ; @ #n/a #n/d #ref! #valeur! #value! #nom? #name? #div/0!
    #nul! #null! #nombre! #num! n/a n/d n/c n.c. n.r. nr nc null none nan http:// https://
    +33 +262 +508 +590 +594 +596 +681 +687 +689
    """.split()
)
_LONGEST_NOTHING = max(map(len, _NOTHING))
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Read(NamedTuple):
    """A value as the place keeps it and, when it is not the one written, why.

    `reason` is a French sentence, `kind` the code by which repairs are counted; when the value
    says less than what was written (`is_lossy`), the cell is kept beside it.
    """

    value: str
    reason: str = ""
    kind: str = ""
    is_lossy: bool = False


Parse = Callable[[str], Read]


def text_of(cell: object) -> str:
    """The text of a cell of any type; numbers without « .0 », nothing that a database refuses."""
    if cell is None:
        return ""
    if type(cell) is str and cell.isascii() and cell.isprintable():
        text = cell.strip()
        return unguarded(text) if text[:1] == "'" else text
    if isinstance(cell, float):
        if not math.isfinite(cell):
            return ""
        cell = int(cell) if cell.is_integer() and abs(cell) < _LARGEST_WHOLE else cell
    if not isinstance(cell, str):
        cell = cell.isoformat() if isinstance(cell, date) else _dumped(cell)
    if not cell.isascii():
        cell = unicodedata.normalize("NFC", cell)
    if not cell.isprintable():
        cell = _UNSTORABLE.sub("", cell.replace("\r\n", "\n").replace("\r", "\n"))
    return unguarded(cell.strip())


def _dumped(cell: object) -> str:
    if isinstance(cell, list) and not any(isinstance(item, list | dict) for item in cell):
        return "|".join(text_of(item) for item in cell)
    try:
        is_number = type(cell) in (int, float)
        return repr(cell) if is_number else json.dumps(cell, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        return ""


def line_of(text: str) -> str:
    """A text on one line, its runs of white space made one space."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(text.split())


def says_nothing(text: str) -> bool:
    """Whether a cell stands for an empty one: « - », « #N/A », « NC », « http:// »."""
    return len(text) <= _LONGEST_NOTHING and text.lower() in _NOTHING


def guarded(text: str) -> str:
    """The text as a spreadsheet may open it: never a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def unguarded(text: str) -> str:
    """The text without the mark that `guarded` put before it."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_STARTS) else text


def number_of(text: str) -> float | None:
    """The finite number in a text (decimal comma accepted), or None."""
    text = text.replace(",", ".")
    try:
        number = float(text) if "_" not in text else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def emails_of(text: str) -> tuple[list[str], list[str]]:
    """The e-mail addresses of a cell, and the pieces that are not one.

    « contact [at] a.example » and « Accueil <contact@a.example> » are read too.
    """
    if "@" not in text:
        text = _AT.sub("@", text)
    pieces = [piece.strip("<>()\"'.:").removeprefix("mailto:") for piece in _ADDRESSES.split(text)]
    pieces = [piece for piece in pieces if piece]
    good = [piece for piece in pieces if _is_email(piece)]
    return list(dict.fromkeys(good)), [piece for piece in pieces if not _is_email(piece)]


def _is_email(piece: str) -> bool:
    return len(piece) <= LONGEST_EMAIL and _EMAIL.fullmatch(piece) is not None


def links_of(text: str) -> tuple[list[str], list[str]]:
    """The web addresses of a cell (http or https only), and the pieces that are not one."""
    if _ONE_PAGE.fullmatch(text):
        return [text], []
    pieces = [piece for piece in _PAGES.split(text) if piece]
    links = [f"https://{p}" if _DOMAIN.fullmatch(p) else p for p in pieces]
    good = [link for link in links if _LINK.match(link)]
    return list(dict.fromkeys(good)), [link for link in links if link not in good]
