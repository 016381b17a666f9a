"""Write a phone number in one way only, however it was typed; and as people read it."""

import re

# +590 … +596: these prefixes are followed by the nine digits of a national number, as +33 is.
_FRENCH_PREFIXES = ("33", "262", "508", "590", "594", "596")
_NATIONAL_DIGITS = 10
# ITU-T E.164: at most fifteen digits; shorter than six is no number of a person.
_INTERNATIONAL = range(6, 16)


def canonical_phone(text: str) -> str | None:
    """Write a number as « 0612345678 », or « +32… » from abroad; None when it is not one.

    Args:
        text: what somebody typed: spaces, dots, dashes, (0), +33 or 0033 are understood.
    """
    compact = re.sub(r"[\s.\-/_]|\(0\)", "", text)
    is_international = compact.startswith(("+", "00"))
    digits = compact.removeprefix("+").removeprefix("00") if is_international else compact
    if not re.fullmatch(r"[0-9]+", digits):
        return None
    if not is_international:
        is_national = len(digits) == _NATIONAL_DIGITS and re.match(r"0[1-9]", digits)
        return digits if is_national else None
    for prefix in _FRENCH_PREFIXES:
        national = digits.removeprefix(prefix).removeprefix("0")
        if digits.startswith(prefix) and len(national) == _NATIONAL_DIGITS - 1:
            return f"0{national}"
    return f"+{digits}" if len(digits) in _INTERNATIONAL else None


def spaced(text: str, space: str = " ") -> str:
    """« +33555000001 » → « 05 55 00 00 01 », as French numbers are written.

    Any other number stays as it was given.
    """
    national = canonical_phone(text)
    if not national or not national.startswith("0"):
        return text.strip()
    return space.join(re.findall("..", national))
