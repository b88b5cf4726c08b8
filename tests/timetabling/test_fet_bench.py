"""`hemis bench timetable --fet`: how soon a FET file is free of clashes."""

import json

from commands.__main__ import main
from shared.timetabling.files.fet import write_fet
from shared.timetabling.solver.sample_problems import faculty


def test_a_fet_file_is_measured_without_fet(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "faculty.fet").write_text(write_fet(faculty(1, groups=2)), encoding="utf-8")
    (tmp_path / "broken.fet").write_text("<html></html>", encoding="utf-8")
    arguments = ["--fet", str(tmp_path), "--only-fet", "--seconds", "20", "--workers", "1"]
    assert main(["bench", "timetable", "--json", *arguments]) == 0
    told, warned = capsys.readouterr()
    assert [row["measure"] for row in json.loads(told)] == ["faculty free of clashes"]
    assert "fet-cl is not installed" in warned
    assert "broken.fet is passed over: broken.fet is not a FET file" in warned
