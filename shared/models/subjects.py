"""The base of subjects: their groups and the list that curricula take them from."""

from sqlalchemy.orm import Mapped

from shared.models.columns import flag, refers, text
from shared.models.record import Record
from shared.models.structure import Unit
from shared.text import N_


class SubjectGroup(Record):
    """Subjects that belong together, such as the mathematical ones."""

    __tablename__, __table_args__ = "subject_group", {"schema": "subjects"}
    label, plural, title = N_("Group of subjects"), N_("Groups of subjects"), "name_uz"

    code: Mapped[str] = text(16, N_("Code"), unique=True, pattern="^[0-9A-Z.-]{1,16}$")
    name_uz: Mapped[str] = text(256, N_("Name (Uzbek Latin)"))
    name_oz: Mapped[str | None] = text(256, N_("Name (Uzbek Cyrillic)"), optional=True)
    name_ru: Mapped[str | None] = text(256, N_("Name (Russian)"), optional=True)
    name_en: Mapped[str | None] = text(256, N_("Name (English)"), optional=True)
    active: Mapped[bool] = flag(N_("In use"))


class Subject(Record):
    """A subject that is taught (fan); what a curriculum asks of it stands in the curriculum."""

    __tablename__, __table_args__ = "subject", {"schema": "subjects"}
    label, plural, title = N_("Subject"), N_("Subjects"), "name_uz"

    code: Mapped[str] = text(16, N_("Code"), unique=True, pattern="^[0-9A-Z.-]{1,16}$")
    subject_group_id: Mapped[int | None] = refers(SubjectGroup, N_("Group of subjects"), optional=True)
    department_id: Mapped[int | None] = refers(Unit, N_("Department"), optional=True)
    name_uz: Mapped[str] = text(256, N_("Name (Uzbek Latin)"))
    name_oz: Mapped[str | None] = text(256, N_("Name (Uzbek Cyrillic)"), optional=True)
    name_ru: Mapped[str | None] = text(256, N_("Name (Russian)"), optional=True)
    name_en: Mapped[str | None] = text(256, N_("Name (English)"), optional=True)
    active: Mapped[bool] = flag(N_("In use"))
