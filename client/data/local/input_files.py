"""Files that people choose: what cannot be read ends in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from client.core.errors import UserError
from client.core.i18n import N_


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Say why the file cannot be read: on Windows it is most often open in the program it was written with."""
    try:
        yield
    except PermissionError as error:
        raise UserError(
            N_("{file} is open in another program or you may not read it. Close it there and try again."),
            file=path.name,
        ) from error
    except FileNotFoundError as error:
        raise UserError(
            N_("{file} is not there any more. Was it moved or renamed?"), file=path.name
        ) from error
    except OSError as error:
        raise UserError(
            N_("{file} could not be read from the disk. Copy it to this computer and try again."),
            file=path.name,
        ) from error
