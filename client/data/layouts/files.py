"""Layouts from files and into files, and scans of blanks; slow, so for a working thread."""

import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from client.core.errors import UserError
from client.core.i18n import N_
from client.data.layouts.versions import refusal
from client.data.local.output_files import write_file
from shared.layouts import file
from shared.layouts.field import BadLayoutError
from shared.layouts.file import LayoutFile

KINDS = N_("Layouts of blanks")
#: A scan is kept so fine that lines of a blank are met by a tenth of a millimetre: 200 dots an inch on A4.
WORKING_SIDE = 2400
LARGEST_FILE, LARGEST_SIDE = 40_000_000, 20_000
QUALITY = 82
UNREADABLE = N_("“{file}” cannot be read: {reason}.")
NO_SCAN = N_("“{file}” is no picture that can be read, whatever its name says. Choose a JPEG or PNG file.")


def read(path: Path) -> LayoutFile:
    """Return the layout of a file."""
    content = _content(path, file.LARGEST)
    try:
        return file.read(content)
    except BadLayoutError as wrong:
        raise refusal(wrong) from wrong


def write(path: Path, given: LayoutFile) -> Path:
    """Write a layout into a file."""
    write_file(path, file.written(given))
    return path


def read_scan(path: Path) -> bytes:
    """Return the scan of a blank, upright and no finer than it is of use."""
    content = _content(path, LARGEST_FILE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a bomb of pixels is only warned of
            picture: Image.Image = Image.open(BytesIO(content), formats=("JPEG", "PNG"))
            if max(picture.size) > LARGEST_SIDE:
                raise UserError(NO_SCAN, file=path.name)
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning) as error:
        raise UserError(NO_SCAN, file=path.name) from error
    ground = Image.new("RGB", upright.size, "white")
    ground.paste(upright, mask=upright.getchannel("A"))
    ground.thumbnail((WORKING_SIDE, WORKING_SIDE), Image.Resampling.LANCZOS)
    return _jpeg(ground)


def _jpeg(picture: Image.Image) -> bytes:
    """Return it as small as the server takes it."""
    for quality in range(QUALITY, 20, -15):
        target = BytesIO()
        picture.save(target, "JPEG", quality=quality, optimize=True)
        if target.tell() <= file.LARGEST_PICTURE:
            break
    return target.getvalue()


def _content(path: Path, largest: int) -> bytes:
    try:
        if path.stat().st_size > largest:
            raise UserError(file.TOO_LARGE, most=largest // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise UserError(UNREADABLE, file=path.name, reason=error.strerror or str(error)) from error
