"""What this computer remembers."""

import pytest

from client.core.settings import FONT_SIZE, LANGUAGE, SERVERS, THEME, LocalSettings


@pytest.fixture
def path(tmp_path):
    return tmp_path / "folder" / "settings.json"


def test_a_value_is_remembered_at_the_next_start(path):
    LocalSettings(path).put(LANGUAGE, "ru")
    LocalSettings(path).put(SERVERS, ["db.university.uz"])
    assert LocalSettings(path).get(LANGUAGE) == "ru"
    assert LocalSettings(path).get(SERVERS) == ["db.university.uz"]


def test_without_a_file_there_are_defaults(path):
    assert LocalSettings(path).get(FONT_SIZE) == 10


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"font_size": 400, "theme": 5}', "\x00\x01"])
def test_a_damaged_file_does_not_stop_the_program(path, damaged):
    path.parent.mkdir()
    path.write_text(damaged)
    settings = LocalSettings(path)
    assert settings.get(FONT_SIZE) == 10
    assert settings.get(THEME) == "system"
    settings.put(THEME, "dark")
    assert LocalSettings(path).get(THEME) == "dark"


def test_a_value_that_does_not_fit_is_a_mistake_of_ours(path):
    with pytest.raises(ValueError, match="font_size"):
        LocalSettings(path).put(FONT_SIZE, 99)


def test_a_disk_that_cannot_be_written_costs_only_the_memory(tmp_path, caplog):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    settings = LocalSettings(blocked / "settings.json")
    settings.put(LANGUAGE, "en")
    assert settings.get(LANGUAGE) == "en"
    assert "not saved" in caplog.text
