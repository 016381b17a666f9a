"""Recognise in a free text what must never be written there: a NIR, an IBAN, a bank identity.

Sources: INSEE (structure of the NIR, key = 97 - number mod 97), ISO 13616 (IBAN, mod 97).
"""

import re

# Separators people put between the groups of a number.
_GAP = r"[ \u00a0\u202f.\-/]?"
_NIR = re.compile(
    rf"(?<![\dA-Za-z])([1-478]){_GAP}(\d{_GAP}\d){_GAP}(\d{_GAP}\d){_GAP}"
    rf"(\d{_GAP}[\dABab]){_GAP}(\d{_GAP}\d{_GAP}\d){_GAP}(\d{_GAP}\d{_GAP}\d)"
    rf"(?:{_GAP}(\d{_GAP}\d))?(?!\d)"
)
_IBAN_START = re.compile(r"(?<![A-Za-z\d])[A-Za-z]{2}" + _GAP + r"\d{2}" + _GAP + r"(?=[A-Za-z\d])")
# Length of an IBAN by country, for those met in France.
_IBAN_LENGTHS = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18,
    "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22,
    "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15,
    "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26,
    "UA": 29,
}  # fmt: skip
_LONGEST_IBAN = 34
# Months of birth: 01-12, and those INSEE gives when the month is unknown.
_ODD_MONTHS = range(20, 100)


def holds_nir(text: str) -> bool:
    """Say whether `text` holds a social security number, with or without its key."""
    return any(_is_nir(match) for match in _NIR.finditer(text))


def holds_iban(text: str) -> bool:
    """Say whether `text` holds an IBAN whose check digits are right (or a French one mistyped)."""
    return any(_is_iban(_compact(text, match.start())) for match in _IBAN_START.finditer(text))


def what_must_not_be_written(text: str) -> str:
    """Name, in French, the first forbidden number that `text` holds; empty when there is none."""
    if holds_nir(text):
        return "un numéro de sécurité sociale"
    if holds_iban(text):
        return "un numéro de compte bancaire (IBAN)"
    return ""


def _digits(group: str | None) -> str:
    return re.sub(r"[^\dA-Za-z]", "", group or "").upper()


def _is_nir(match: re.Match[str]) -> bool:
    sex, year, month, departement, commune, order, key = map(_digits, match.groups())
    number_of_month = int(month)
    if not (1 <= number_of_month <= 12 or number_of_month in _ODD_MONTHS):  # noqa: PLR2004
        return False
    if departement == "00" or commune == order == "000":
        return False
    # Corsica: 2A counts as 19 and 2B as 18.
    numeric = departement.replace("2A", "19").replace("2B", "18")
    if not numeric.isdigit():
        return False
    if not key:
        return sex in "12" and number_of_month <= 12  # noqa: PLR2004
    # A mistyped key is still a NIR when the number was written in its usual groups.
    is_grouped = re.match(r"\d[^\d]\d\d[^\d]\d\d[^\d]", match.group()) is not None
    return is_grouped or (97 - int(sex + year + month + numeric + commune + order) % 97) == int(key)


def _compact(text: str, start: int) -> str:
    """The letters and digits from `start`, without separators, as far as an IBAN may go."""
    window = text[start : start + 2 * _LONGEST_IBAN]
    kept = re.match(rf"(?:[A-Za-z\d]{_GAP})+", window)
    return _digits(kept.group())[:_LONGEST_IBAN] if kept else ""


def _is_iban(compact: str) -> bool:
    length = _IBAN_LENGTHS.get(compact[:2])
    if length is None or len(compact) < length:
        return False
    number = compact[:length]
    moved = "".join(str(int(character, 36)) for character in number[4:] + number[:4])
    if int(moved) % 97 == 1:
        return True
    # 27 characters, nearly all digits, after FR: an account number with a slip of the finger.
    return number.startswith("FR") and number[2:14].isdigit() and number[-2:].isdigit()
