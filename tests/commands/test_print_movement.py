"""Orders and issued balances from the command line."""

import pypdfium2

from tests.server.acting import scalar

ISSUE = "select movement.issue_balance(security.today() - 90, security.today(), 'course', null)"


def text_of(folder):
    [file] = folder.glob("*.pdf")
    return pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range()


def test_an_issued_balance_in_another_language(hemis_print, as_person, tmp_path):
    office = as_person("academic_office")
    made = scalar(office, ISSUE)
    office.commit()
    code, said = hemis_print(
        "--balance", str(made), "--language", "ru", paper="balance", login="academic_office"
    )
    assert code == 0
    register = said.out.split("\t")[0]
    assert register.startswith("HB-")
    assert "БАЛАНС ДВИЖЕНИЯ СТУДЕНТОВ" in text_of(tmp_path)
    for file in tmp_path.glob("*.pdf"):
        file.unlink()
    code, said = hemis_print(
        "--balance", register.lower(), "--language", "ru", paper="balance", login="academic_office"
    )
    assert (code, said.out.split("\t")[0]) == (0, register)  # the same paper again
    code, said = hemis_print("--balance", "HB-1990-00001", paper="balance", login="academic_office")
    assert code != 0
    assert register not in said.out


def test_an_order_is_registered_once(hemis_print, admin, tmp_path):
    made = scalar(
        admin,
        "select d.id from movement.decree d join structure.unit u on u.id = d.faculty_id and u.code = '403-101'"
        " where d.act = 'expel' and d.state = 'applied' order by d.lines, d.id limit 1",
    )
    told = {hemis_print("--order", str(made), paper="order")[1].out for _ in range(2)}
    [line] = told
    assert line.startswith("BR-")
    assert "BUYRUQ" in text_of(tmp_path)
