"""The preview shows the paper, and nothing leaves it before it is registered."""

from functools import partial
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QFileDialog, QLabel
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from client.core.errors import Unavailable
from client.core.tasks import InlineTasks, Tasks
from client.data.local.output_files import safe_name, write_file
from client.widgets.message_line import MessageLine
from client.widgets.preview import PdfPages, Preview
from client.widgets.preview.drawing import page_count, page_size
from client.widgets.preview.output import print_pdf
from reports.common.table import Column, Table, render


def paper(text):
    return render(Table(text, (), (Column("A"),), [(text,)]))


class Papers:
    """Three papers that remember what was done with them, in order."""

    def __init__(self, *names):
        self.names = names
        self.done = []
        self.registered = False
        self.broken = None

    title = "Maʼlumotnomalar: 3/2026"
    count = files = property(lambda self: len(self.names))
    note = property(lambda self: "1/2026" if self.registered else "namuna")

    def pdf(self, number):
        return paper(self.names[number]), 0

    def issue(self, way, copies):
        if self.broken:
            raise self.broken
        self.done.append((way, copies))
        self.registered = True

    def one_file(self, _progress):
        assert self.registered
        self.done.append("drawn")
        return render(
            Table("Hammasi", (), (Column("A"),), [(name * 400,) for name in self.names for _ in range(25)])
        )

    def separate_files(self, progress):
        assert self.registered
        for number, name in enumerate(self.names):
            progress(number + 1, self.count)
            yield f"{name}.pdf", paper(name)


@pytest.fixture
def printed(tmp_path):
    return tmp_path / "printed.pdf"


@pytest.fixture
def preview(qtbot, printed, files):
    def to_file(_parent, _title):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(printed))
        printer.setCopyCount(2)
        return printer

    made = Preview(InlineTasks(), files, choose_printer=to_file)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


@pytest.fixture
def papers(preview):
    made = Papers("Aliyev", "Bobojonov", "Gʻulomov")
    preview.show_papers(made)
    return made


def words(preview):
    return " ".join(label.text() for label in preview.findChildren(QLabel))


def sentence(preview):
    return preview.findChild(MessageLine).text()


def test_the_page_is_drawn(preview, papers):
    QApplication.processEvents()
    picture = preview.view.viewport().grab().toImage()
    middle = [picture.pixelColor(x, y).value() for x in range(350, 550) for y in range(40, 140)]
    assert min(middle) < 200
    assert max(middle) == 255


def test_pages_zoom_and_what_they_are_called(preview, papers, qtbot):
    assert "/ 3" in words(preview)
    assert "namuna" in words(preview)
    qtbot.keyClick(preview.view, Qt.Key.Key_PageDown)
    assert preview.findChild(QAbstractSpinBox).text() == "2"
    preview.view.set_zoom(1)
    assert "100 %" in words(preview)
    qtbot.keyClick(preview.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert "125 %" in words(preview)
    assert preview.view.page == 1


@pytest.mark.parametrize("size", [(A4[1], A4[0]), (A4[0] * 2, A4[1] / 2), (500, 400)])
def test_a_page_is_printed_at_its_own_size(qapp, printed, size):
    target = BytesIO()
    canvas = Canvas(target, pagesize=size)
    canvas.drawString(10, 10, "blank")
    canvas.save()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(printed))
    work = partial(print_pdf, target.getvalue(), printer, lambda _done, _total: None)
    InlineTasks().run(qapp, work, lambda _nothing: None, pytest.fail)
    assert page_size(printed.read_bytes()) == pytest.approx(size, abs=2)


def test_printing_registers_first_and_prints_every_page(preview, papers, printed):
    preview.print_papers()
    assert papers.done == [("print", 2), "drawn"]
    assert page_count(printed.read_bytes()) == page_count(papers.one_file(None)) > 1
    assert "1/2026" in words(preview)


def test_a_change_of_mind_registers_nothing(qtbot, monkeypatch, files):
    preview = Preview(InlineTasks(), files, choose_printer=lambda *_: None)
    qtbot.addWidget(preview)
    papers = Papers("Aliyev")
    preview.show_papers(papers)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    preview.print_papers()
    preview.save_papers()
    assert papers.done == []
    assert not papers.registered


def test_saved_as_one_file_or_as_one_for_each(preview, papers, tmp_path):
    preview.save_as(str(tmp_path / "hammasi"))
    assert (tmp_path / "hammasi.pdf").read_bytes().startswith(b"%PDF")
    folder = tmp_path / "har biri"
    folder.mkdir()
    preview.save_into(str(folder))
    assert sorted(path.name for path in folder.iterdir()) == ["Aliyev.pdf", "Bobojonov.pdf", "Gʻulomov.pdf"]
    assert "3" in sentence(preview)


def test_the_server_gone_is_a_sentence_and_no_file(preview, papers, tmp_path):
    papers.broken = Unavailable(
        "The connection to the server is lost. Your input is kept; try again in a minute."
    )
    preview.save_as(str(tmp_path / "x.pdf"))
    assert sentence(preview)
    assert list(tmp_path.iterdir()) == []
    papers.broken = None
    preview.save_as(str(tmp_path / "x.pdf"))
    assert (tmp_path / "x.pdf").exists()


def test_a_folder_that_cannot_be_written_is_a_sentence(preview, papers, tmp_path):
    preview.save_as(str(tmp_path / "missing" / "x.pdf"))
    assert "x.pdf" in sentence(preview)


def test_a_former_file_stays_whole_until_the_new_one_is(tmp_path, monkeypatch):
    path = tmp_path / "x.pdf"
    path.write_bytes(b"former")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Exception, match="x.pdf"):
        write_file(path, b"new")
    assert path.read_bytes() == b"former"
    assert len(list(tmp_path.iterdir())) == 1


def test_names_of_files_are_fit_for_every_system():
    assert safe_name('1/2026 "Gʻulomov": A*') == "1-2026 -Gʻulomov-- A-"


def has_letters(image):
    """Whether something dark stands on the white paper."""
    places = product(range(0, image.width(), 2), range(0, image.height(), 2))
    return any(image.pixelColor(x, y).lightness() < 60 for x, y in places)


def test_pages_are_drawn_in_the_background(qtbot, files):
    tasks = Tasks()
    preview = Preview(tasks, files)
    qtbot.addWidget(preview)
    preview.resize(900, 900)  # large enough that letters are dark and not grey
    preview.show()
    preview.view.show_pages(PdfPages(paper("Aliyev")), 1)
    qtbot.waitUntil(lambda: has_letters(preview.view.viewport().grab().toImage()), timeout=5000)
    tasks.close()
