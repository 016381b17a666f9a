"""The codes people carry: a reference read aloud, and the secret of a paper ticket."""

import hashlib
import secrets

# No letter or digit that is mistaken for another when read aloud over a phone.
REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXY"
REFERENCE_LENGTH = 8
TICKET_BYTES = 24


def make_reference() -> str:
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(REFERENCE_LENGTH))


def show_reference(reference: str) -> str:
    """Write it as people read it: « K7M3-Q9TA »."""
    return f"{reference[:4]}-{reference[4:]}"


def read_reference(text: str) -> str:
    """What somebody typed, in capitals, without the dash and spaces."""
    return "".join(character for character in text.upper() if character.isalnum())


def make_ticket() -> str:
    return secrets.token_urlsafe(TICKET_BYTES)


def hash_ticket(token: str) -> str:
    """What the database keeps of a ticket's secret."""
    return hashlib.sha256(token.encode()).hexdigest()
