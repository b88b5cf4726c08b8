"""The university and the tree of its units."""

from sqlalchemy.orm import Mapped

from shared.models.columns import coded, flag, refers, text, whole
from shared.models.record import Record
from shared.models.rules import key, rule
from shared.text import N_


class University(Record):
    """The university itself; there is one row."""

    __tablename__ = "university"
    __table_args__ = (
        key("sole"),
        rule("single", "sole = 1", N_("There is one university in a database.")),
        {"schema": "structure"},
    )
    label, plural, title = N_("University"), N_("University"), "name_uz"

    sole: Mapped[int] = whole(N_("Single row"), default=1)
    code: Mapped[str] = text(3, N_("Code"), pattern="^[0-9]{3}$")
    name_uz: Mapped[str] = text(256, N_("Name (Uzbek Latin)"))
    name_oz: Mapped[str] = text(256, N_("Name (Uzbek Cyrillic)"))
    name_ru: Mapped[str] = text(256, N_("Name (Russian)"))
    name_en: Mapped[str] = text(256, N_("Name (English)"))
    form: Mapped[str] = coded("h_university_form", N_("Form"))
    ownership: Mapped[str] = coded("h_ownership", N_("Ownership"))
    region: Mapped[str] = coded("h_soato", N_("Region"))
    city_uz: Mapped[str] = text(128, N_("City"), spelled=True)
    address: Mapped[str] = text(256, N_("Address"))
    postcode: Mapped[str | None] = text(
        6, N_("Postcode"), optional=True, pattern="^[0-9]{6}$", sentence=N_("A postcode has 6 digits.")
    )
    phone: Mapped[str | None] = text(32, N_("Phone"), optional=True)
    email: Mapped[str | None] = text(128, N_("E-mail"), optional=True)
    website: Mapped[str | None] = text(128, N_("Website"), optional=True)
    tax_number: Mapped[str | None] = text(
        9, N_("Tax number"), optional=True, pattern="^[0-9]{9}$", sentence=N_("A tax number has 9 digits.")
    )
    rector: Mapped[str] = text(128, N_("Rector"), spelled=True)


class Unit(Record):
    """A faculty, department, section or other unit; what lies below it belongs to its scope."""

    __tablename__ = "unit"
    __table_args__ = (
        rule(
            "not_own_parent",
            "parent_id <> id",
            N_("A unit cannot be a part of itself. Choose another unit above it."),
        ),
        {"schema": "structure"},
    )
    label, plural, title, scope = N_("Unit"), N_("Units"), "name_uz", "id"

    parent_id: Mapped[int | None] = refers("structure.unit", N_("Part of"), optional=True)
    kind: Mapped[str] = coded("h_structure_type", N_("Kind"))
    code: Mapped[str] = text(
        16,
        N_("Code"),
        unique=True,
        pattern="^[0-9]{3}-[0-9]{3}(-[0-9]{2})?$",
        sentence=N_(
            "A unit's code is written as 403-101 for a faculty or section and 403-101-05 for a department."
        ),
    )
    name_uz: Mapped[str] = text(256, N_("Name (Uzbek Latin)"))
    name_oz: Mapped[str | None] = text(256, N_("Name (Uzbek Cyrillic)"), optional=True)
    name_ru: Mapped[str | None] = text(256, N_("Name (Russian)"), optional=True)
    name_en: Mapped[str | None] = text(256, N_("Name (English)"), optional=True)
    short_name: Mapped[str | None] = text(64, N_("Short name"), optional=True, spelled=True)
    active: Mapped[bool] = flag(N_("In use"))
