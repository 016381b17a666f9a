"""Keep names and phone numbers encrypted at rest, and find them again by a keyed hash."""

import base64
import hashlib
import hmac
import os
import unicodedata
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

from places.geocoding.names import LIGATURES

_NONCE_BYTES = 12


@lru_cache(maxsize=16)
def _derive(secret: str, purpose: str) -> bytes:
    return hmac.new(secret.encode(), b"fanal:" + purpose.encode(), hashlib.sha256).digest()


def encrypt(text: str) -> str:
    """Encrypt `text` (AES-256-GCM, newest key); the empty string stays empty."""
    if not text:
        return ""
    nonce = os.urandom(_NONCE_BYTES)
    sealed = AESGCM(_derive(settings.IDENTITY_KEYS[0], "identity")).encrypt(
        nonce, text.encode(), None
    )
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def decrypt(token: str) -> str:
    """Decrypt what `encrypt` returned, under any known key; raises InvalidTag for none."""
    if not token:
        return ""
    raw = base64.urlsafe_b64decode(token)
    for secret in settings.IDENTITY_KEYS:
        try:
            return (
                AESGCM(_derive(secret, "identity"))
                .decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None)
                .decode()
            )
        except InvalidTag:
            continue
    raise InvalidTag


def normalise(text: str) -> str:
    """Fold case, accents, ligatures and punctuation: « Éric  Dupré-Roy » is « eric dupre roy »."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    ascii_text = letters.encode("ascii", "ignore").decode().lower()
    return " ".join("".join(c if c.isalnum() else " " for c in ascii_text).split())


def keyed_hash(*parts: str | int | None) -> str:
    """A hash (hex, 32 characters) of the normalised parts, useless without the oldest key.

    The oldest key is used, so that adding a key does not make known people unfindable.
    """
    text = "|".join(normalise(str(part)) for part in parts if part not in (None, ""))
    if not text:
        return ""
    key = _derive(settings.IDENTITY_KEYS[-1], "search")
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:32]


class EncryptedTextField(models.TextField):
    """A text that the database only ever sees encrypted; it cannot be looked up."""

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else encrypt(str(value))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        # Only emptiness can be asked of a cipher text.
        if lookup_name != "isnull":
            raise TypeError(f"{self.name} is encrypted: search by its keyed hash instead")
        return super().get_lookup(lookup_name)
