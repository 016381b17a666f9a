"""The closed vocabularies, as they are seeded."""


def seed() -> None:
    """Write every term that is missing."""
