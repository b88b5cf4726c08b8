"""A list in the frame on the screen of an office, 1366×768: how much of it is seen at once."""

import pytest

from client.core.settings import FONT_SIZE, LocalSettings


@pytest.mark.parametrize(("letters", "rows"), [(10, 22), (14, 16)])
def test_a_list_shows_enough_rows_and_whole_names(signed_in, qapp, tmp_path, letters, rows):
    LocalSettings(tmp_path / "settings.json").put(FONT_SIZE, letters)
    frame = signed_in("dean_geology", language="uz").frame
    frame.resize(1366, 728)
    frame.open("student")
    shown = frame.pages.current().content
    qapp.processEvents()
    table = shown.table
    assert table.viewport().height() // table.rowHeight(0) >= rows
    names = [shown.rows.text(row, 0) for row in range(200)]
    whole = [table.fontMetrics().horizontalAdvance(name) <= table.columnWidth(0) for name in names]
    assert sum(whole) >= 0.75 * len(whole)
    widths = [table.columnWidth(place) for place in range(len(shown.rows.columns))]
    assert letters > 10 or sum(widths) <= table.viewport().width()
    table.horizontalHeader().resizeSection(2, 150)
    shown.search.field.setText("a")
    shown.search.field.returnPressed.emit()
    changed = [table.columnWidth(place) for place in range(len(shown.rows.columns))]
    assert changed[2] == 150
    assert widths[1] == changed[1]
