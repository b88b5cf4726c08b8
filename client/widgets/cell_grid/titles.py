"""Titles in Uzbek and English, as diplomas and theses have them."""

from dataclasses import dataclass

from client.core.errors import UserError
from client.core.i18n import N_
from client.widgets.cell_grid.cells import Texts
from shared.scripts import to_latin


@dataclass(frozen=True)
class UzbekTitles(Texts):
    """A title in Uzbek, kept in Latin letters whichever alphabet it was typed in."""

    def parse(self, text: str) -> str:
        return super().parse(to_latin(" ".join(text.split())))


@dataclass(frozen=True)
class EnglishTitles(Texts):
    """A title in English; letters of another alphabet are refused, nothing is translated."""

    def parse(self, text: str) -> str:
        found = self.fitting(" ".join(text.split()))
        foreign = sorted({each for each in found if self.is_foreign(each)} | set(found) & {"ʻ", "ʼ"})
        if foreign:
            raise UserError(N_("These letters are not English: {letters}."), letters=" ".join(foreign))
        return found

    def is_foreign(self, letter: str) -> bool:
        """Tell whether a letter belongs to Cyrillic; names keep the marks of other languages."""
        return "Ѐ" <= letter <= "ӿ"
