"""PDF/A-2b: the profile of colours, the description, fonts, and that joined files are what their pieces were.

`archival_rules` is a check of the rules by pypdf: a validator such as veraPDF cannot be had here.
"""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from reports.common import archival, batch, fonts, page
from tests.reports.archival_rules import broken


def drawn(title="Salom <oʻ> & Дунё", *, archival=True):
    target = BytesIO()
    canvas = page.canvas_for(target, title, archival=archival)
    page.draw_fitted(canvas, "Gʻulomov Ғуломов", fonts.SERIF, 12, (50, 500, 300))
    page.draw_qr(canvas, "HEMIS 1", 50, 600, 80)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def test_an_archival_file_breaks_no_rule():
    assert broken(drawn()) == []


def test_a_usual_file_is_seen_to_break_them():
    found = broken(drawn(archival=False))
    assert {
        "a description",
        "one output intent of the archive",
        "the font /Helvetica within the file",
    } <= set(found)


def test_pieces_joined_into_one_file_stay_archival_and_the_same():
    pieces = [drawn("Birinchi"), drawn("Ikkinchi")]
    whole = batch.joined(pieces)
    assert broken(whole) == []
    assert batch.page_count(whole) == 2
    assert whole == batch.joined(pieces)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_profile_means_srgb():
    ours = ImageCms.ImageCmsProfile(BytesIO(archival.srgb()))
    colours = Image.new("RGB", (256, 1))
    colours.putdata([(each, 255 - each, each * 7 % 256) for each in range(256)])
    there = ImageCms.profileToProfile(colours, ours, ImageCms.createProfile("sRGB"))
    assert max(abs(a - b) for a, b in zip(colours.tobytes(), there.tobytes(), strict=True)) <= 1
