"""Qt's own words - OK, Cancel, Copy - from our catalogues: Qt ships no Uzbek."""

from PySide6.QtCore import QTranslator

from client.core.i18n import N_, _, language

#: What Qt's buttons, menus of text fields and file dialogs say.
WORDS = frozenset(
    (
        N_("OK"),
        N_("Cancel"),
        N_("Close"),
        N_("Yes"),
        N_("No"),
        N_("Save"),
        N_("Save As"),
        N_("Open"),
        N_("Discard"),
        N_("Don't Save"),
        N_("Apply"),
        N_("Reset"),
        N_("Retry"),
        N_("Help"),
        N_("Undo"),
        N_("Redo"),
        N_("Cut"),
        N_("Copy"),
        N_("Paste"),
        N_("Delete"),
        N_("Select All"),
        N_("Step up"),
        N_("Step down"),
        N_("Copy Link Location"),
        N_("Show Details..."),
        N_("Hide Details..."),
        N_("Look in:"),
        N_("File name:"),
        N_("Files of type:"),
        N_("New Folder"),
        N_("Create New Folder"),
        N_("Rename"),
        N_("All files (*)"),
        N_("Directory:"),
        N_("Choose"),
        N_("Back"),
        N_("Forward"),
        N_("Parent Directory"),
        N_("List View"),
        N_("Detail View"),
        N_("Computer"),
        N_("Name"),
        N_("Size"),
        N_("Type"),
        N_("Date Modified"),
        N_("Sidebar"),
    )
)


class QtTexts(QTranslator):
    """Answers Qt with our translations; what it does not know stays as Qt wrote it."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        plain = source.replace("&", "")
        return _(plain) if plain in WORDS and language() != "en" else None
