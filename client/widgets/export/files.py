"""Writing a file whole or not at all: beside its place first, moved there when it is complete."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

from client.core.errors import UserError
from client.core.i18n import N_


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path to write to; its file takes the place of `path` only if nothing was raised."""
    with _sentences(path):
        handle, name = mkstemp(prefix=".~", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        draft = Path(name)
        try:
            yield draft
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise _about(
            N_("{file} cannot be written: it is open in another program, or the folder is protected. "
               "Close it or choose another name."), path, error,
        ) from error  # fmt: skip
    except FileNotFoundError as error:
        raise _about(
            N_("The folder of {file} is not there any more. Choose another one."), path, error
        ) from error
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC}:
            message = N_("The disk is full, {file} was not written. Free some space or choose another disk.")
        else:
            message = N_("{file} could not be written. Choose another folder.")
        raise _about(message, path, error) from error


def _about(message: str, path: Path, error: OSError) -> UserError:
    found = UserError(message, file=path.name)
    found.details = str(error)
    return found
