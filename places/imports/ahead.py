"""Work on lots done by a second process while the caller uses what became of the former ones."""

import os
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[T], R]


class LostHelperError(Exception):
    """The second process died, for want of memory most likely."""


def ahead(work: Work[T, R], lots: Iterable[T]) -> Generator[R, None, None]:
    """What `work` makes of each lot, in their order; one lot at most is worked on ahead.

    A second process is born once there is a second lot, where that is safe and of use; it has all
    that the first one knew, `work` may remember there what it likes, and it ends with the caller
    or once the generator is closed.
    Lots and results travel as pickles. `work` may not touch the database.

    Raises:
        LostHelperError: the second process died; what `work` raises is raised here too.
    """
    waiting = iter(lots)
    yield from map(work, islice(waiting, 1))
    yield from _helped(work, waiting) if _is_of_help() else map(work, waiting)


def _helped(work: Work[T, R], lots: Iterator[T]) -> Iterator[R]:
    first = list(islice(lots, 1))
    if not first:
        return
    with _helper(work) as pipe:
        pipe.send(*first)
        for lot in lots:
            done = _received(pipe)
            # The helper works on while the caller uses what it made.
            pipe.send(lot)
            yield done
        yield _received(pipe)


def _is_of_help() -> bool:
    """Whether a copy of this process is safe to make (no other thread), and another core idle."""
    is_alone = threading.active_count() == 1
    return is_alone and sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


@contextmanager
def _helper(work: Work[T, R]) -> Iterator[Connection]:
    context = get_context("fork")
    ours, its = context.Pipe()
    helper = context.Process(target=_serve, args=(work, its, ours), daemon=True)
    helper.start()
    its.close()
    try:
        yield ours
    finally:
        ours.close()
        helper.join()


def _serve(work: Work[T, R], pipe: Connection, other_end: Connection) -> None:
    # Its copy of the caller's end would hide that the caller is gone.
    other_end.close()
    with suppress(EOFError, BrokenPipeError):
        while True:
            pipe.send(_tried(work, pipe.recv()))


def _tried(work: Work[T, R], lot: T) -> tuple[R | None, Exception | None]:
    try:
        return work(lot), None
    except Exception as error:
        return None, error


def _received(pipe: Connection) -> Any:
    try:
        done, error = pipe.recv()
    except EOFError as lost:
        raise LostHelperError from lost
    if error is not None:
        raise error
    return done
