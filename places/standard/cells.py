"""Read one cell of a producer's file: text, codes, dates, points, phones and addresses."""

import json
import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

# What a spreadsheet would take for a formula; a cell that begins so is written behind « ' ».
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# What the national schema accepts; \d would take digits of other scripts.
PHONE = re.compile(r"\+(?:33|590|594|262|596|269|687|689|508|681)[0-9]{6,9}")
_INSEE = re.compile(r"(?:[013-9][0-9]|2[AB1-9])[0-9]{3}")
_PIVOT = re.compile(r"[a-zA-Z0-9]{9,14}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/-]([0-9]{1,2})[/-]([0-9]{1,2})(?:[T ].*)?", re.DOTALL)
# First digits of a national number → the country code it is dialled with overseas.
_OVERSEAS = {
    "590": "590", "690": "590", "691": "590",
    "594": "594", "694": "594",
    "596": "596", "696": "596", "697": "596",
    "262": "262", "263": "262", "269": "262", "639": "262", "692": "262", "693": "262",
}  # fmt: skip
LONGEST_EMAIL = 254
LONGEST_PHONE = 30
FEWEST_DIGITS = 4  # « 3949 » is a number to dial
_LARGEST_WHOLE = 1e15  # beyond, a float no longer holds every whole number
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Read(NamedTuple):
    """A value as the place keeps it and, when it is not the one written, the reason (French)."""

    value: str
    reason: str = ""


Parse = Callable[[str], Read]


def text_of(cell: object) -> str:
    """The text of a cell of any type; numbers without « .0 », nothing that a database refuses."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        if not math.isfinite(cell):
            return ""
        cell = int(cell) if cell.is_integer() and abs(cell) < _LARGEST_WHOLE else cell
    if not isinstance(cell, str):
        cell = _dumped(cell)
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
    return " ".join(text.split())


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


def postal_code_of(text: str) -> Read:
    """Five digits; spreadsheets lose the leading zero and people add « CEDEX »."""
    compact = text.replace(" ", "").replace("\u00a0", "")
    if re.fullmatch(r"[0-9]{5}", compact):
        return Read(compact)
    if re.fullmatch(r"[0-9]{4}", compact):
        return Read(f"0{compact}", "zéro initial rétabli")
    if leading := re.match(r"[0-9]{5}(?![0-9])", compact):
        return Read(leading.group(), "seul le code a été retenu")
    return Read("", "code postal incompréhensible")


def insee_code_of(text: str) -> Read:
    """Five characters, Corsica's letter in capitals, the lost zero put back."""
    code = text.upper().replace(" ", "")
    if re.fullmatch(r"[0-9]{4}", code):
        return Read(f"0{code}", "zéro initial rétabli")
    if _INSEE.fullmatch(code):
        return Read(code)
    return Read("", "code INSEE incompréhensible")


def pivot_of(text: str) -> Read:
    """A SIRET, SIREN or RNA number; only zeros mean that nobody knew it."""
    compact = re.sub(r"\s", "", text)
    if not compact.strip("0"):
        return Read("", "SIRET ou RNA inconnu")
    if _PIVOT.fullmatch(compact):
        return Read(compact)
    return Read("", "SIRET ou RNA incompréhensible")


def date_of(text: str) -> date | None:
    """The day written year first (a time may follow) or day first, or None."""
    try:
        if found := _YEAR_FIRST.fullmatch(text):
            return date(*(int(part) for part in found.groups()))
        if found := _DAY_FIRST.fullmatch(text):
            day, month, year = (int(part) for part in found.groups())
            return date(year, month, day)
    except ValueError:
        return None
    return None


def phone_of(text: str) -> Read:
    """The first number as the standard writes it, else the words as they stand.

    A short number (« 3949 ») or an unreadable one is kept for people to read.
    """
    if number := _international(text):
        return Read(number)
    if number := _international(re.split(r"[|;/\n]| ou | et ", text)[0]):
        return Read(number, "seul le premier numéro a été retenu")
    if len(text) <= LONGEST_PHONE and len(re.findall(r"[0-9]", text)) >= FEWEST_DIGITS:
        return Read(text, "numéro gardé tel quel")
    return Read("", "numéro incompréhensible")


def _international(text: str) -> str:
    digits = re.sub(r"[^0-9+]", "", text.replace("(0)", ""))[:20]
    digits = re.sub(r"^00", "+", digits)
    if national := re.fullmatch(r"(?:\+?330?|\+?0)?([1-9][0-9]{8})", digits):
        number = national.group(1)
        return f"+{_OVERSEAS.get(number[:3], '33')}{number}"
    if overseas := re.fullmatch(r"\+(59[046]|26[29])0?([1-9][0-9]{8})", digits):
        return f"+{overseas.group(1)}{overseas.group(2)}"
    return digits if PHONE.fullmatch(digits) else ""


def emails_of(text: str) -> tuple[list[str], list[str]]:
    """The e-mail addresses of a cell, and the pieces that are not one."""
    pieces = [piece.removeprefix("mailto:") for piece in re.split(r"[|;,\s]+", text) if piece]
    good = [piece for piece in pieces if _is_email(piece)]
    return list(dict.fromkeys(good)), [piece for piece in pieces if not _is_email(piece)]


def _is_email(piece: str) -> bool:
    return len(piece) <= LONGEST_EMAIL and _EMAIL.fullmatch(piece) is not None


def links_of(text: str) -> tuple[list[str], list[str]]:
    """The web addresses of a cell (http or https only), and the pieces that are not one."""
    pieces = [piece for piece in re.split(r"[|\s]+|[;,](?=https?://|www\.)", text) if piece]
    links = [f"https://{p}" if p.lower().startswith("www.") else p for p in pieces]
    good = [link for link in links if re.match(r"https?://[^/\s]", link, re.IGNORECASE)]
    return list(dict.fromkeys(good)), [link for link in links if link not in good]
