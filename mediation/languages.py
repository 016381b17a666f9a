"""The languages that citizens may read the site in, as each calls itself."""

# « fr-simple » is a registered tag (RFC 5646, variant « simple »): French that is easy to read.
LANGUAGES = [
    ("fr", "Français"),
    ("fr-simple", "Facile à lire"),
    ("en", "English"),
    ("uk", "Українська"),
    ("ar", "العربية"),
]
