"""Draws the program's icon: `python installer/icon.py` writes hemis.ico (and hemis.png) beside this file."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parent
SIZES = (16, 24, 32, 48, 64, 128, 256)
GROUND, CAP, SHADE = "#0B5C7A", "#FFFFFF", "#CFE3EA"
FINE = 1024  # drawn large and made small, for smooth edges


def draw() -> Image.Image:
    """A graduation cap on a rounded square."""
    image = Image.new("RGBA", (FINE, FINE))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((32, 32, FINE - 32, FINE - 32), radius=200, fill=GROUND)
    pen.polygon([(300, 500), (724, 500), (724, 690), (512, 780), (300, 690)], fill=SHADE)
    pen.polygon([(512, 250), (900, 430), (512, 610), (124, 430)], fill=CAP)
    pen.line([(840, 450), (840, 700)], fill=CAP, width=36)
    pen.ellipse((800, 680, 880, 760), fill=CAP)
    return image


def main() -> None:
    """Write the icon in every size that Windows asks for."""
    image = draw()
    image.resize((256, 256), Image.Resampling.LANCZOS).save(FOLDER / "hemis.png")
    image.save(FOLDER / "hemis.ico", sizes=[(size, size) for size in SIZES])


if __name__ == "__main__":
    main()
