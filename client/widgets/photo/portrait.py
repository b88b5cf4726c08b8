"""Making a portrait out of a picture file; slow, so for a working thread."""

import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from client.core.errors import UserError
from client.core.i18n import N_

#: A passport photo: three parts wide, four high.
WIDTH, HEIGHT = 600, 800
LARGEST_FILE = 20_000_000
LARGEST_SIDE = 16_000
#: Pictures are looked at in this size while they are cropped.
WORKING_SIDE = 1600
QUALITY = 88

Box = tuple[int, int, int, int]


def read_file(path: Path) -> bytes:
    """Return the working copy of a picture file, or say why it cannot be a photo."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UserError(
                N_(
                    "“{file}” has {size} MB, a photo may have {limit}. Save it smaller in any picture program."
                ),
                file=path.name,
                size=round(size / 1_000_000),
                limit=LARGEST_FILE // 1_000_000,
            )
        content = path.read_bytes()
    except OSError as error:
        raise UserError(
            N_("“{file}” cannot be read: {reason}."), file=path.name, reason=error.strerror or str(error)
        ) from error
    return working_copy(content, path.name)


def working_copy(content: bytes, name: str = "") -> bytes:
    """Return the picture upright, on white and not larger than the screen, as JPEG."""
    picture = _opened(content, name)
    picture.thumbnail((WORKING_SIDE, WORKING_SIDE), Image.Resampling.LANCZOS)
    return _jpeg(picture)


def portrait(content: bytes, box: Box) -> bytes:
    """Return the part of a working copy inside the box (left, top, right, bottom) as the photo to store."""
    part = _opened(content, "").crop(box)
    part = part.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS) if part.width > WIDTH else part
    return _jpeg(part)


def _opened(content: bytes, name: str) -> Image.Image:
    unreadable = UserError(
        N_("“{file}” is no picture that can be read, whatever its name says. Choose a JPEG or PNG file."),
        file=name,
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a bomb of pixels is only warned of
            picture: Image.Image = Image.open(
                BytesIO(content), formats=("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")
            )
            if max(picture.size) > LARGEST_SIDE:
                raise unreadable
            picture.draft("RGB", (WORKING_SIDE, WORKING_SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Warning,
        Image.DecompressionBombError,
    ) as error:
        raise unreadable from error
    ground = Image.new("RGB", upright.size, "white")
    ground.paste(upright, mask=upright.getchannel("A"))
    return ground


def _jpeg(picture: Image.Image) -> bytes:
    target = BytesIO()
    picture.save(target, "JPEG", quality=QUALITY, optimize=True)
    return target.getvalue()
