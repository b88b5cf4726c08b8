"""Photos of people who do not exist: a calm figure in the format of a document, with the initials."""

import io
from functools import lru_cache
from random import Random

import font_roboto
from PIL import Image, ImageDraw, ImageFont

SIZE = (240, 320)
_SHARP = 2  # drawn larger and reduced, so that round edges are smooth
_TONES = (
    ((219, 226, 233), (88, 108, 130)),
    ((226, 230, 221), (104, 122, 98)),
    ((233, 226, 218), (136, 113, 90)),
    ((228, 223, 232), (112, 100, 128)),
    ((219, 231, 230), (84, 122, 122)),
    ((231, 222, 222), (130, 96, 98)),
)  # background and clothes
_HAIR = (62, 54, 52)
_FACES = ((240, 213, 190), (228, 195, 168), (214, 178, 148))


def draw_photo(initials: str, *, woman: bool, random: Random) -> bytes:
    """Return a PNG of about three kilobytes; equal choices give the very same bytes."""
    return _photo(initials, woman, random.randrange(len(_TONES)), random.randrange(len(_FACES)))


@lru_cache(maxsize=20_000)
def _photo(initials: str, woman: bool, tone: int, face: int) -> bytes:
    figure = _figure(woman, tone, face).copy()
    pen = ImageDraw.Draw(figure)
    pen.text((SIZE[0] / 2, SIZE[1] - 26), initials, fill=_TONES[tone][0], font=_font(), anchor="mm")
    file = io.BytesIO()
    figure.quantize(32, method=Image.Quantize.FASTOCTREE).save(file, "PNG", optimize=False)
    return file.getvalue()


@lru_cache
def _figure(woman: bool, tone: int, face: int) -> Image.Image:
    background, clothes = _TONES[tone]
    image = Image.new("RGB", (SIZE[0] * _SHARP, SIZE[1] * _SHARP), background)
    pen = ImageDraw.Draw(image)

    def ellipse(box: tuple[int, int, int, int], fill: tuple[int, int, int]) -> None:
        left, top, right, bottom = (side * _SHARP for side in box)
        pen.ellipse((left, top, right, bottom), fill=fill)

    if woman:
        ellipse((66, 48, 174, 212), _HAIR)
    ellipse((26, 214, 214, 420), clothes)
    pen.rounded_rectangle([side * _SHARP for side in (98, 168, 142, 238)], 20 * _SHARP, fill=_FACES[face])
    ellipse((76, 58, 164, 182), _HAIR)
    ellipse((80, 76 if woman else 84, 160, 192), _FACES[face])
    return image.resize(SIZE, Image.Resampling.LANCZOS)


@lru_cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_roboto.font_files["RobotoMedium"], 30)
