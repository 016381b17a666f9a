"""Go through a JSON document without holding it: each item of each of its lists, one by one."""

import json
import re
from collections.abc import Iterator
from typing import TextIO

_BLOCK = 1 << 16
_LONGEST_ITEM = 1 << 26
_SPACE = re.compile(r"[ \t\r\n\ufeff]*")
_DEEPEST = 5
# What ends a number or a word: until it is seen, a value may be cut by the end of the block.
_ENDS = frozenset(" \t\r\n,]}:")  # the empty text, at the end of the block, is none of them


class DamagedJsonError(Exception):
    """A document that is no JSON; its text is a French sentence."""


def items(file: TextIO) -> Iterator[tuple[str, object]]:
    """Each item of each list of a document, with the path of its list (« records », « a.b »).

    The path of the document itself is empty. Documents one a line (JSON Lines) are the items of
    one list. Lists inside items are not gone into.

    Raises:
        DamagedJsonError: the document is cut or badly written.
    """
    scanner = _Scanner(file)
    try:
        yield from _values(scanner)
    except RecursionError as error:
        raise DamagedJsonError("Le fichier JSON ne peut pas être lu.") from error


def _values(scanner: "_Scanner") -> Iterator[tuple[str, object]]:
    if scanner.is_json_lines():
        while scanner.peek():
            yield "", scanner.value()
        return
    sign = scanner.peek()
    if sign == "[":
        yield from _list(scanner, "")
    elif sign == "{":
        yield from _object(scanner, "", 0)
    if scanner.peek():
        raise scanner.damaged()


def _list(scanner: "_Scanner", path: str) -> Iterator[tuple[str, object]]:
    scanner.take("[")
    if scanner.peek() == "]":
        scanner.take("]")
        return
    while True:
        yield path, scanner.value()
        if scanner.peek() != ",":
            break
        scanner.take(",")
    scanner.take("]")


def _object(scanner: "_Scanner", path: str, depth: int) -> Iterator[tuple[str, object]]:
    scanner.take("{")
    while scanner.peek() == '"':
        key = str(scanner.value())
        scanner.take(":")
        sign, below = scanner.peek(), f"{path}.{key}" if path else key
        if sign == "[":
            yield from _list(scanner, below)
        elif sign == "{" and depth < _DEEPEST:
            yield from _object(scanner, below, depth + 1)
        else:
            scanner.value()
        if scanner.peek() == ",":
            scanner.take(",")
    scanner.take("}")


class _Scanner:
    """A window on a document that moves forward as values are taken."""

    def __init__(self, file: TextIO) -> None:
        self.file = file
        self.decoder = json.JSONDecoder()
        self.text = ""
        self.position = 0
        self.lines = 1

    def more(self) -> bool:
        """Read another block, as long as what is held already; whether there was one."""
        held = len(self.text) - self.position
        block = self.file.read(max(_BLOCK, held))
        self.lines += self.text.count("\n", 0, self.position)
        self.text = self.text[self.position :] + block
        self.position = 0
        return bool(block)

    def peek(self) -> str:
        """The next sign that is no space, or nothing at the end."""
        while True:
            end = _SPACE.match(self.text, self.position).end()  # type: ignore[union-attr]
            self.position = end
            if end < len(self.text):
                return self.text[end]
            if not self.more():
                return ""

    def take(self, sign: str) -> None:
        if self.peek() != sign:
            raise self.damaged()
        self.position += 1

    def value(self) -> object:
        """The next value, whole."""
        self.peek()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.text, self.position)
            except json.JSONDecodeError as error:
                if self._is_too_long() or not self.more():
                    raise self.damaged() from error
                continue
            except ValueError as error:
                raise DamagedJsonError("Le fichier JSON ne peut pas être lu.") from error
            length = end - self.position
            is_whole = self.text[end - 1] in '"]}' or self.text[end : end + 1] in _ENDS
            if is_whole or not self.more():
                self.position += length
                return value

    def _is_too_long(self) -> bool:
        return len(self.text) - self.position > _LONGEST_ITEM

    def is_json_lines(self) -> bool:
        """Whether the document is one object a line, several of them."""
        if self.peek() != "{":
            return False
        line, newline, rest = self.text[self.position :].partition("\n")
        while not rest.strip() and self.more():
            line, newline, rest = self.text[self.position :].partition("\n")
        if not (newline and rest.lstrip().startswith("{")):
            return False
        try:
            return isinstance(json.loads(line), dict)
        except (ValueError, RecursionError):
            return False

    def damaged(self) -> DamagedJsonError:
        line = self.lines + self.text.count("\n", 0, self.position)
        return DamagedJsonError(f"Le fichier JSON est incomplet ou abîmé (ligne {line}).")
