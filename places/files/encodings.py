"""Recognise the encoding of a text file, and say which of its characters are lost or mended."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import ascii_letters
from typing import TextIO

from places.files.mojibake import occurrences
from places.files.rows import UnreadableFileError
from places.standard import Issue

LOST_CHARACTER = "\ufffd"
ADVICE = "enregistrez-le en CSV (UTF-8), en XLSX ou en JSON, puis recommencez"
_BLOCK = 1 << 20
_HEAD = 8192
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# « é è à ê ç ô î ù É À » in each of the encodings that French software has used.
_ACCENTS = {
    "cp1252": bytes.fromhex("e9e8e0eae7f4eef9c9c0"),
    "cp850": bytes.fromhex("828a85888793 8c9790b7"),
    "mac_roman": bytes.fromhex("8e8f88908d99949d83cb"),
}
_NAMES = {"cp1252": "Windows-1252", "cp850": "DOS (page 850)", "mac_roman": "Mac Roman"}
# UTF-8 of French letters, as no text in an older encoding would hold it.
_UTF_8_LETTER = re.compile(rb"\xc3[\x80-\xbf]|\xc5[\x92\x93]|\xe2\x80[\x90-\xaf]")
_QUESTION_MARK = re.compile(r"(?<![\w/=&?.-])[A-Za-z]+\?[a-z]{2,}(?:\?[a-z]+)*(?![\w=/&])")
# Looked for first, where the sign itself begins it: the whole pattern is slow on good texts.
_SUSPECT = re.compile(r"\?(?<=[A-Za-z]\?)[a-z]{2}")
_LONGEST_WORD = 60
_FEWEST_QUESTION_MARKS = 3
_MIXED = "utf-8 or cp1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read as Windows-1252 the bytes that are no UTF-8."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", errors="replace"), error.end


codecs.register_error(_MIXED, _as_windows)


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file and the way to read it."""

    path: Path
    encoding: str
    errors: str
    issues: tuple[Issue, ...]
    has_mojibake: bool

    def open(self) -> TextIO:
        return self.path.open(encoding=self.encoding, errors=self.errors, newline="")


def examined(path: Path) -> TextFile:
    """Read a text file once, in blocks, to know how to read it.

    Raises:
        UnreadableFileError: it is empty or no text.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    encoding = _encoding(head)
    if b"\x00" in head and not encoding.startswith("utf-16"):
        raise UnreadableFileError(f"Ce fichier n’est pas du texte\u202f: {ADVICE}.")
    issues, errors = [], "replace"
    try:
        found = _counted(path, encoding, "strict")
    except UnicodeDecodeError:
        encoding, errors, issue = _older_encoding(path)
        issues.append(issue)
        found = _counted(path, encoding, errors)
    if found.is_blank:
        raise UnreadableFileError("Le fichier est vide.")
    return TextFile(path, encoding, errors, (*issues, *found.issues()), found.mojibake > 0)


def _encoding(head: bytes) -> str:
    marked = next((name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), "")
    if marked:
        return marked
    half = max(1, len(head) // 2)
    if head[1::2].count(0) > half * 0.7:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > half * 0.7 else "utf-8"


@dataclass
class _Counts:
    lost: int = 0
    mojibake: int = 0
    question_marks: int = 0
    is_blank: bool = True

    def issues(self) -> Iterator[Issue]:
        if self.lost:
            yield Issue(1, "", f"{self.lost} caractère(s) déjà perdus dans le fichier")
        if self.question_marks >= _FEWEST_QUESTION_MARKS:
            reason = f"{self.question_marks} mots où un «\u00a0?\u00a0» remplace une lettre perdue"
            yield Issue(1, "", reason)
        if self.mojibake:
            reason = f"{self.mojibake} caractère(s) comme «\u00a0Ã©\u00a0» remis en accents"
            yield Issue(1, "", reason, kind="mojibake")


def _counted(path: Path, encoding: str, errors: str) -> _Counts:
    counts = _Counts()
    with path.open(encoding=encoding, errors=errors, newline="") as file:
        while block := file.read(_BLOCK):
            counts.is_blank = counts.is_blank and not block.strip()
            counts.question_marks += _question_marks(block) if "?" in block else 0
            if block.isascii():
                continue
            counts.lost += block.count(LOST_CHARACTER)
            counts.mojibake += occurrences(block)
    return counts


def _question_marks(text: str) -> int:
    """How many words have lost letters to question marks."""
    count, end = 0, 0
    for suspect in _SUSPECT.finditer(text):
        if suspect.start() < end:
            continue
        start = max(end, suspect.start() - _LONGEST_WORD)
        letters = len(text[start : suspect.start()].rstrip(ascii_letters))
        if word := _QUESTION_MARK.match(text, start + letters):
            count, end = count + 1, word.end()
    return count


def _older_encoding(path: Path) -> tuple[str, str, Issue]:
    """The encoding of a text that is no UTF-8, how its errors are read, and what to say of it."""
    accents = dict.fromkeys(_ACCENTS, 0)
    letters = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            letters += len(_UTF_8_LETTER.findall(block))
            bare = _UTF_8_LETTER.sub(b"", block)
            for name, signs in _ACCENTS.items():
                accents[name] += len(bare) - len(bare.translate(None, signs))
    if letters:
        reason = "le fichier mélange UTF-8 et Windows-1252\u202f: lu des deux façons"
        return "utf-8", _MIXED, Issue(1, "", reason, kind="encoding")
    name = max(accents, key=lambda each: accents[each])
    reason = f"le fichier n’est pas en UTF-8\u202f: lu en {_NAMES[name]}, vérifiez les accents"
    return name, "replace", Issue(1, "", reason, kind="encoding")
