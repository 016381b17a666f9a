"""The file of a run, brought beside us and read, as it is or through its mapping."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from places.files import SourceFile, UnreadableFileError, read_rows
from places.mapping import InvalidMappingError, Mapping, mapped
from places.models import ImportRun

GONE = "Le fichier n’est plus là\u202f: déposez-le de nouveau."


@contextmanager
def opened(run: ImportRun) -> Iterator[SourceFile]:
    """The stored file under a path, whatever stores it; the copy goes when it is no longer needed.

    Raises:
        UnreadableFileError: the file was already removed.
    """
    with NamedTemporaryFile(suffix=Path(run.file_name).suffix) as copy:
        try:
            with run.file.open("rb") as stored:
                shutil.copyfileobj(stored, copy)
        except (OSError, ValueError) as error:
            raise UnreadableFileError(GONE) from error
        copy.flush()
        yield read_rows(Path(copy.name))


@contextmanager
def standard_file(run: ImportRun) -> Iterator[SourceFile]:
    """The file of a run as if its producer had followed the standard."""
    with opened(run) as file:
        yield mapped(mapping_of(run), file)


def mapping_of(run: ImportRun) -> Mapping:
    """The mapping of a run; without one, its file follows the standard.

    Raises:
        UnreadableFileError: the mapping was saved by a version that wrote it otherwise.
    """
    try:
        return Mapping.from_json(run.mapping) if run.mapping else Mapping()
    except InvalidMappingError as error:
        raise UnreadableFileError(str(error)) from error
