"""Work on lots shared among processes, while the caller uses what became of the former ones."""

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[T], R]
# Past three, whoever writes is the slowest.
MOST_HELPERS = 3
# Memory holds no more lots than this.
MOST_COMING = 6


class LostHelperError(Exception):
    """A helper died, for want of memory most likely."""


def ahead(
    work: Work[T, R], lots: Iterable[T], *, takes_part: bool = False
) -> Generator[R, None, None]:
    """What `work` makes of each lot, in their order; a lot a process is worked on ahead.

    Helpers are born when there are two lots, where that is safe and of use; they have all that the
    caller knew then, and end with it or once the generator is closed. Lots and results travel
    as pickles. `work` may not touch the database, nor count on what it left in memory.

    Args:
        takes_part: the caller has little else to do: it works on lots too, rather than wait.

    Raises:
        LostHelperError: a helper died; what `work` raises is raised here too.
    """
    waiting = iter(lots)
    first, count = list(islice(waiting, 2)), _useful_helpers()
    if not (first[1:] and count):
        yield from map(work, chain(first, waiting))
        return
    # Closed the last born first: each holds a copy of the pipes of those before it.
    with ExitStack() as stack:
        helpers = [stack.enter_context(_helper(work)) for _ in range(count)]
        yield from _Team(work, chain(first, waiting), helpers, takes_part).results()


def _useful_helpers() -> int:
    """How many copies of this process are safe to make (no other thread) and have a core."""
    if threading.active_count() > 1 or sys.platform != "linux":
        return 0
    return min(MOST_HELPERS, len(os.sched_getaffinity(0)) - 1)


class _Team:
    """Who works on which lot; a pipe leads to each helper."""

    def __init__(
        self, work: Work[T, R], lots: Iterator[T], idle: list[Connection], takes_part: bool
    ) -> None:
        self.work, self.lots, self.idle, self.takes_part = work, lots, idle, takes_part
        # In the order of the lots: the pipe that a result comes by, or the result itself.
        self.coming: deque[tuple[Connection | None, Any]] = deque()

    def results(self) -> Iterator[Any]:
        self.share()
        while self.coming:
            pipe, result = self.coming[0]
            if pipe and self.takes_part and not pipe.poll() and self.take():
                continue
            self.coming.popleft()
            if pipe:
                result = self.received(pipe)
            # The helper that is free works on while the caller uses the result.
            self.share()
            yield result

    def share(self) -> None:
        """A lot for each helper that has none."""
        for lot in islice(self.lots, len(self.idle)):
            pipe = self.idle.pop()
            pipe.send(lot)
            self.coming.append((pipe, None))

    def take(self) -> bool:
        """Work on one lot here; False when there is none left, or enough results wait."""
        mine = list(islice(self.lots, len(self.coming) <= MOST_COMING))
        self.coming.extend((None, self.work(lot)) for lot in mine)
        return bool(mine)

    def received(self, pipe: Connection) -> Any:
        try:
            done, error = pipe.recv()
        except EOFError as lost:
            raise LostHelperError from lost
        if error is not None:
            raise error
        self.idle.append(pipe)
        return done


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
