"""Read the codes of a row: postal code, INSEE code, SIRET, SIREN or RNA number."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from places.standard.cells import Read

_POSTAL = re.compile(r"[0-9]{5}")
_INSEE = re.compile(r"(?:[013-9][0-9]|2[AB1-9])[0-9]{3}")
_SHORT_CORSICAN = re.compile(r"(2[AB])([0-9]{1,2})")
_AS_FLOAT = re.compile(r"([0-9]{3,17})[.,]0{1,6}")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]{1,16})?[eE]\+?[0-9]{1,2}")
_PIVOT = re.compile(r"[a-zA-Z0-9]{9,14}")
_NAMED = re.compile(r"^(?:siret|siren|rna|n°|no)[\s:.°n-]*", re.IGNORECASE)
_MORE_THAN_SIRET = re.compile(r"([0-9]{14})[^0-9a-zA-Z]")
_ONLY_DIGITS, _DOTTED = re.compile(r"[0-9.\-_]+"), re.compile(r"[.\-_]")
_SIRET, _SIREN = 14, 9
_POST_OFFICE = "356000000"
_TWICE = str.maketrans("0123456789", "0246813579")
LONGEST_CODE = 100


def postal_code_of(text: str) -> Read:
    """Five digits; spreadsheets lose the leading zero and people add « CEDEX »."""
    if len(text) == 5 and _POSTAL.fullmatch(text):  # noqa: PLR2004
        return Read(text)
    compact = re.sub(r"\s", "", text[:LONGEST_CODE])
    if found := _AS_FLOAT.fullmatch(compact):
        compact, floated = found[1], Read("", "nombre à virgule remis en code", "code_float")
    else:
        floated = Read("")
    compact = re.sub(r"^FR?-?(?=[0-9])", "", compact, flags=re.IGNORECASE)
    if re.fullmatch(r"[0-9]{5}", compact):
        return Read(compact, floated.reason, floated.kind)
    if re.fullmatch(r"[0-9]{4}", compact):
        return Read(f"0{compact}", "zéro initial rétabli", "leading_zero")
    if leading := re.match(r"[0-9]{5}(?![0-9])", compact):
        return Read(leading.group(), "seul le code a été retenu", "cedex_removed", is_lossy=True)
    return Read("", "code postal incompréhensible", is_lossy=True)


@lru_cache(maxsize=4096)
def insee_code_of(text: str) -> Read:
    """Five characters, Corsica's letter in capitals, the lost zeros put back."""
    code = re.sub(r"\s", "", text[:LONGEST_CODE]).upper()
    if found := _AS_FLOAT.fullmatch(code):
        code = found[1]
        if _INSEE.fullmatch(code):
            return Read(code, "nombre à virgule remis en code", "code_float")
    if _INSEE.fullmatch(code):
        reason = "" if code == text else "code INSEE remis en forme"
        return Read(code, reason, "insee_rewritten" if reason else "")
    if re.fullmatch(r"[0-9]{4}", code):
        return Read(f"0{code}", "zéro initial rétabli", "leading_zero")
    if found := _SHORT_CORSICAN.fullmatch(code):
        return Read(found[1] + found[2].zfill(3), "zéros rétablis", "leading_zero")
    return Read("", "code INSEE incompréhensible", is_lossy=True)


@lru_cache(maxsize=4096)
def pivot_of(text: str) -> Read:
    """A SIRET, SIREN or RNA number, its key checked; only zeros mean that nobody knew it."""
    compact = re.sub(r"[\s\u200b]", "", _NAMED.sub("", text[:LONGEST_CODE].strip()))
    if not compact.strip("0.,"):
        return Read("", "SIRET ou RNA inconnu", "siret_zeros")
    if _SCIENTIFIC.fullmatch(compact):
        return _from_scientific(compact)
    if found := _AS_FLOAT.fullmatch(compact):
        return _checked(found[1], "SIRET lu comme un nombre, remis en code", "siret_float")
    if found := _MORE_THAN_SIRET.match(compact):
        return _checked(found[1], "seul le SIRET a été retenu", "siret_trimmed")
    number = _DOTTED.sub("", compact) if _ONLY_DIGITS.fullmatch(compact) else compact
    is_spaced = number != text
    return _checked(number, "espaces du SIRET retirées" if is_spaced else "", "siret_spaces")


def _from_scientific(text: str) -> Read:
    """A number that a spreadsheet abridged: whole only if all its figures are there."""
    mantissa, _, exponent = text.upper().replace(",", ".").partition("E")
    figures = mantissa.replace(".", "")
    try:
        number = str(int(Decimal(text.replace(",", "."))))
    except (InvalidOperation, ValueError):
        return Read("", "SIRET ou RNA incompréhensible", is_lossy=True)
    if len(figures) == int(exponent) + 1:
        return _checked(number, "SIRET en notation scientifique, remis en code", "siret_float")
    reason = "SIRET en notation scientifique\u202f: ses derniers chiffres sont perdus"
    return Read("", reason, "siret_scientific", is_lossy=True)


def _checked(number: str, reason: str, kind: str) -> Read:
    """The number with what was done to it; a lost zero is put back if the key says so."""
    is_digits = number.isascii() and number.isdigit()
    if is_digits and len(number) in {_SIRET - 1, _SIREN - 1} and has_key(f"0{number}"):
        return Read(f"0{number}", "zéro initial du SIRET rétabli", "leading_zero")
    if not _PIVOT.fullmatch(number):
        return Read("", "SIRET ou RNA incompréhensible", is_lossy=True)
    if reason:
        return Read(number, reason, kind)
    if is_digits and len(number) in {_SIRET, _SIREN} and not has_key(number):
        return Read(number, "clé de contrôle du SIRET fausse, gardé tel quel", "siret_key")
    return Read(number)


def has_key(number: str) -> bool:
    """Whether the digits of a SIRET or SIREN have their key (Luhn); La Poste has its own sum."""
    is_post_office = len(number) == _SIRET and number.startswith(_POST_OFFICE)
    if is_post_office and sum(map(int, number)) % 5 == 0:
        return True
    # Twice each figure, its own figures added: 7 → 14 → 5.
    doubled = number[-2::-2].translate(_TWICE)
    return sum(map(int, doubled + number[-1::-2])) % 10 == 0
