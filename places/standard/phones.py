"""Read the telephone numbers that people write, as the national standard writes them."""

import re

from places.standard.cells import Read

# What the national schema accepts; \d would take digits of other scripts.
PHONE = re.compile(r"\+(?:33|590|594|262|596|269|687|689|508|681)[0-9]{6,9}")
_MAINLAND = re.compile(r"\+33[1-9][0-9]{8}")
# First digits of a national number → the country code it is dialled with overseas.
_OVERSEAS = {
    "590": "590", "690": "590", "691": "590",
    "594": "594", "694": "594",
    "596": "596", "696": "596", "697": "596",
    "262": "262", "263": "262", "269": "262", "639": "262", "692": "262", "693": "262",
}  # fmt: skip
# Start of a postal code → (country code, digits of a number) where numbers are their own.
_PACIFIC = {"975": ("508", 6), "986": ("681", 6), "987": ("689", 8), "988": ("687", 6)}
_MOBILE = re.compile(r"\+33[67]|\+(?:590|594|596|262)(?:69|639)")
_PARTS = re.compile(r"[|;,\n]| (?:ou|et|puis) | [/–-] |(?<=[0-9]{2})/(?=[0+])")
_EXTENSION = re.compile(r"\b(?:poste|ext|extension|choix|touche|tapez)\b.{0,40}", re.IGNORECASE)
_SHORT = re.compile(r"1[0-9]{1,2}|10[0-9]{2}|11[68][0-9]{3}|3[0-9]{3}")
_SCIENTIFIC = re.compile(r"[0-9][.,]?[0-9]*[eE]\+?[0-9]{1,2}")
_DATE = re.compile(r"(?:19|20)[0-9]{2}[-/][01][0-9][-/][0-3][0-9]\b")
LONGEST_PHONE = 30
LONGEST_READ = 300
FEWEST_DIGITS = 4  # « 3949 » is a number to dial


def phone_of(text: str, postal_code: str = "") -> Read:
    """The number of a cell as the standard writes it, else the words as they stand.

    Args:
        text: one or several numbers, a landline being preferred to a mobile.
        postal_code: the place's, which tells the numbers of the Pacific and of Saint-Pierre.

    A short number (« 3949 ») or an unreadable one is kept for people to read.
    """
    if len(text) == 12 and _MAINLAND.fullmatch(text) and text[3:6] not in _OVERSEAS:  # noqa: PLR2004
        return Read(text)
    text = text[:LONGEST_READ]
    if number := _international(text, postal_code):
        return Read(number) if number == text else _rewritten(number, text)
    before = _EXTENSION.sub("", text, count=1)
    if before != text and (number := _international(before, postal_code)):
        return Read(number, "le poste est gardé à part", "phone_extension", is_lossy=True)
    numbers = [n for part in _PARTS.split(text) if (n := _international(part, postal_code))]
    if numbers:
        number = next((n for n in numbers if not is_mobile(n)), numbers[0])
        return Read(number, "un seul numéro a été retenu", "phone_chosen", is_lossy=True)
    return _short(text)


def is_mobile(number: str) -> bool:
    """Whether a number, written with its country code, is a mobile's."""
    return bool(_MOBILE.match(number))


def _rewritten(number: str, text: str) -> Read:
    reason = "numéro réécrit au format international"
    return Read(number, reason, "phone_rewritten", is_lossy=any(map(str.isalpha, text)))


def _short(text: str) -> Read:
    compact = re.sub(r"[\s.\-]", "", text)
    if _SHORT.fullmatch(compact):
        kind = "" if compact == text else "phone_rewritten"
        return Read(compact, "numéro court, gardé tel quel", kind or "short_number")
    digits = sum(sign in "0123456789" for sign in text)
    if _DATE.match(text):
        return Read("", "numéro incompréhensible", is_lossy=True)
    if len(text) <= LONGEST_PHONE and digits >= FEWEST_DIGITS and not _SCIENTIFIC.fullmatch(text):
        return Read(text, "numéro gardé tel quel", is_lossy=True)
    return Read("", "numéro incompréhensible", is_lossy=True)


def _international(text: str, postal_code: str) -> str:
    bare = re.sub(r"\.0$", "", text.strip()).replace("(0)", "")
    if _SCIENTIFIC.fullmatch(bare):
        return ""
    digits = re.sub(r"[^0-9+]", "", bare)[:20]
    digits = re.sub(r"^00", "+", digits)
    if national := re.fullmatch(r"(?:\+?330?|\+?0)?([1-9][0-9]{8})", digits):
        number = national.group(1)
        return f"+{_OVERSEAS.get(number[:3], '33')}{number}"
    if overseas := re.fullmatch(r"\+?(59[046]|26[29])0?([1-9][0-9]{8})", digits):
        return f"+{overseas.group(1)}{overseas.group(2)}"
    if local := re.fullmatch(r"\+(59[046]|262)([0-9]{6})", digits):
        return f"+{local.group(1)}{local.group(1)}{local.group(2)}"
    country, length = _PACIFIC.get(postal_code[:3], ("", 0))
    if country and re.fullmatch(rf"(?:\+?{country})?[0-9]{{{length}}}", digits):
        return f"+{country}{digits[-length:]}"
    return digits if PHONE.fullmatch(digits) else ""
