"""The two carriers of papers, and the list of everything that is carried."""

from dataclasses import replace

from client.data.document_list import DOCUMENTS, FORMS
from client.data.documents import registered
from client.data.documents.plain import PlainPapers
from client.data.students.documents import FORM
from reports.common.batch import page_count
from reports.common.page import Paper
from reports.common.table import Column, Table, render
from shared.models.everything import MODELS


def silent(_done, _total):
    pass


def tables(papers):
    return render(Table("", (), (Column("A"),), [(each,) for each in papers]))


def test_every_declared_kind_of_paper_is_drawn_by_one_document():
    declared = {kind.code: kind for model in MODELS for kind in model.papers}
    assert {code: form.kind for code, form in FORMS.items()} == declared
    assert [document.code for document in DOCUMENTS if document.form] == list(declared)
    assert len({document.code for document in DOCUMENTS}) == len(DOCUMENTS)


def test_a_whole_document_is_drawn_once_and_shown_page_by_page():
    drawn = []
    papers = PlainPapers.one(
        "Roʻyxat", ["Aliyev"] * 400, lambda says: drawn.append(1) or tables(says), "eslatma"
    )
    assert papers.count > 1
    assert papers.pdf(1)[1] == 1
    assert papers.one_file(silent) == papers.pdf(0)[0]
    assert list(papers.separate_files(silent)) == [("Roʻyxat.pdf", papers.one_file(silent))]
    assert (papers.title, papers.note, drawn) == ("Roʻyxat", "eslatma", [1])


def test_several_papers_are_a_page_each_and_a_file_each():
    papers = PlainPapers("Haftalar", ("21-01", "21-02"), tables, ("21-01", "21-02"))
    assert papers.count == 2
    assert page_count(papers.pdf(1)[0]) == 1
    assert [name for name, _pdf in papers.separate_files(silent)] == ["21-01.pdf", "21-02.pdf"]


def test_papers_of_different_kinds_are_drawn_in_their_order():
    other = replace(FORM, render=lambda papers: tables([paper.says for paper in papers]))
    third = replace(other, drafts="other")
    drawn = [(other, Paper("A")), (other, Paper("B")), (third, Paper("C")), (other, Paper("D"))]
    assert page_count(registered.render(drawn)) == 3


def test_a_plain_paper_says_which_letters_it_cannot_show():
    assert "驻 北" in PlainPapers("Xat", ("驻 北 Toshkent →",), lambda _papers: b"", ("a", "b")).note
    assert PlainPapers("Xat", ("Toshkent → Ташкент",), lambda _papers: b"", ("a", "b")).note == ""
