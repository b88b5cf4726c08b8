"""The national classifiers: lists of codes that every other record refers to."""

from sqlalchemy.orm import Mapped

from shared.models.columns import flag, refers, text, whole
from shared.models.record import Record
from shared.models.rules import key
from shared.text import N_


class Classifier(Record):
    """A list of codes, such as `h_gender`; the national ones are loaded, a university may add its own."""

    __tablename__, __table_args__ = "classifier", {"schema": "classifiers"}
    label, plural, title = N_("Classifier"), N_("Classifiers"), "name_uz"

    code: Mapped[str] = text(64, N_("Code"), unique=True, pattern="^[a-z][a-z0-9_]*$")
    name_uz: Mapped[str] = text(256, N_("Name (Uzbek Latin)"))
    name_oz: Mapped[str | None] = text(256, N_("Name (Uzbek Cyrillic)"), optional=True)
    national: Mapped[bool] = flag(N_("National"), default=False)


class Item(Record):
    """One code of a classifier; an empty name falls back: Cyrillic to transliteration, the others to Uzbek Latin."""

    __tablename__ = "item"
    __table_args__ = (key("classifier_id", "code"), {"schema": "classifiers"})
    label, plural, title = N_("Code"), N_("Codes"), "name_uz"

    classifier_id: Mapped[int] = refers(Classifier, N_("Classifier"))
    code: Mapped[str] = text(32, N_("Code"))
    parent: Mapped[str | None] = text(32, N_("Parent code"), optional=True)
    name_uz: Mapped[str] = text(512, N_("Name (Uzbek Latin)"))
    name_oz: Mapped[str | None] = text(512, N_("Name (Uzbek Cyrillic)"), optional=True)
    name_ru: Mapped[str | None] = text(512, N_("Name (Russian)"), optional=True)
    name_en: Mapped[str | None] = text(512, N_("Name (English)"), optional=True)
    position: Mapped[int] = whole(N_("Place in the list"), minimum=0, default=0)
    active: Mapped[bool] = flag(N_("In use"))
