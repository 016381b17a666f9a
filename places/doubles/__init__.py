"""The same place arrived twice: found, scored, joined, and parted again when it was a mistake."""
