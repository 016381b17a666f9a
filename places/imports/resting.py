"""Let the collector of cycles rest while a file is read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects between two looks, and looks at the new ones between two at the old ones.
MANY, HARDLY_EVER = 100_000, 1_000


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Look for cycles seldom, and among new objects only.

    A file makes millions of small objects and hardly a cycle: Python would go through all those
    that stay, again and again, for a third of the time of an import.
    """
    usual = gc.get_threshold()
    gc.set_threshold(MANY, HARDLY_EVER, HARDLY_EVER)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
