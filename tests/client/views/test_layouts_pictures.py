import pytest
from PySide6.QtWidgets import QApplication
from client.core.i18n import set_language
from decimal import Decimal

@pytest.mark.parametrize("language", ["en", "oz", "ru"])
def test_pictures(window, admin, language):
    set_language(language)
    version = admin.execute("select v.id from layouts.version v join layouts.layout l on l.id = v.layout_id where in_use and form='diploma'").fetchone()[0]
    shown = window("blank-layout", "registrar")
    QApplication.processEvents(); shown.grab().save(f"/tmp/pics-layouts/list-{language}.png")
    e = window("layout-editor", "registrar", record_id=version)
    QApplication.processEvents()
    e.sample.setCurrentIndex(2); e.editing.select([3]); e.editing.stretch(Decimal(-60), Decimal(0))
    QApplication.processEvents(); e.view.fit(); QApplication.processEvents()
    e.grab().save(f"/tmp/pics-layouts/editor-{language}.png")
    c = window("printer-calibration", "registrar")
    for pair, at in zip(c.figures, ((21.0,19.5),(277.5,20.0),(21.0,189.0),(277.5,189.5))):
        for box, v in zip(pair, at): box.setValue(v)
    QApplication.processEvents(); c.grab().save(f"/tmp/pics-layouts/calibration-{language}.png")
