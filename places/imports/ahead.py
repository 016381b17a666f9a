"""Work on lots shared among processes, while the caller uses what became of the former ones."""

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[Iterable[T]], R]
# Past three, whoever writes is the slowest.
MOST_HELPERS = 3
# Memory holds no more lots than this.
MOST_COMING = 6
# After so many items of its own lot, the caller looks after the helpers.
OFTEN = 25


class LostHelperError(Exception):
    """A helper died, for want of memory most likely."""


def ahead(
    work: Work[T, R], lots: Iterable[Sequence[T]], *, takes_part: bool = False
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
        yield from _Team(work, chain(first, waiting), helpers).results(takes_part=takes_part)


def _useful_helpers() -> int:
    """How many copies of this process are safe to make (no other thread) and have a core."""
    if threading.active_count() > 1 or sys.platform != "linux":
        return 0
    return min(MOST_HELPERS, len(os.sched_getaffinity(0)) - 1)


@dataclass(slots=True)
class _Slot:
    """A lot, then what became of it, in its place among the others."""

    content: Any
    is_done: bool = False

    def done(self, result: Any) -> None:
        self.content, self.is_done = result, True


class _Team:
    """Who works on which lot; a pipe leads to each helper."""

    def __init__(
        self, work: Work[T, R], lots: Iterator[Sequence[T]], idle: list[Connection]
    ) -> None:
        self.work, self.lots, self.idle = work, lots, idle
        self.busy: dict[Connection, _Slot] = {}
        # In the order of the lots.
        self.coming: deque[_Slot] = deque()

    def results(self, *, takes_part: bool) -> Iterator[Any]:
        self.share()
        while self.coming:
            while not self.coming[0].is_done:
                if not (takes_part and self.take()):
                    self.serve(timeout=None)
            # Whoever is free works on while the caller uses the result.
            self.serve()
            yield self.coming.popleft().content

    def share(self) -> None:
        """A lot for each helper that has none."""
        while self.idle and (slot := self.next_slot()):
            pipe = self.idle.pop()
            pipe.send(slot.content)
            self.busy[pipe] = slot

    def next_slot(self) -> _Slot | None:
        """The next lot in its slot, unless there is none left or enough results wait."""
        for lot in islice(self.lots, len(self.coming) <= MOST_COMING):
            self.coming.append(_Slot(lot))
            return self.coming[-1]
        return None

    def take(self) -> bool:
        """Work on a lot here; False when there is none to take."""
        slot = self.next_slot()
        if slot:
            slot.done(self.work(self.served(slot.content)))
        return slot is not None

    def served(self, lot: Iterable[T]) -> Iterator[T]:
        """The lot, while no helper waits for longer than a few of its items take."""
        for number, item in enumerate(lot):
            if not number % OFTEN:
                self.serve()
            yield item

    def serve(self, timeout: float | None = 0) -> None:
        """Take in what helpers have done, and give them more."""
        ready = wait(list(self.busy), timeout)
        for pipe in [pipe for pipe in self.busy if pipe in ready]:
            self.busy.pop(pipe).done(_received(pipe))
            self.idle.append(pipe)
        self.share()


def _received(pipe: Connection) -> Any:
    try:
        done, error = pipe.recv()
    except EOFError as lost:
        raise LostHelperError from lost
    if error is not None:
        raise error
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


def _tried(work: Work[T, R], lot: Iterable[T]) -> tuple[R | None, Exception | None]:
    try:
        return work(lot), None
    except Exception as error:
        return None, error
