"""The forms of the structure: the university, and a unit of any kind."""

from client.core.i18n import N_
from client.widgets.record_form import form_of
from shared.models.structure import Unit, University

UNIVERSITY = form_of(
    University,
    (N_("Name"), ("code", "name_uz", "name_oz", "name_ru", "name_en")),
    (N_("Kind"), ("form", "ownership", "rector", "tax_number")),
    (N_("Address"), ("region", "city_uz", "address", "postcode", "phone", "email", "website")),
)

UNIT = form_of(
    Unit,
    (N_("Place in the university"), ("code", "kind", "parent_id", "active")),
    (N_("Name"), ("name_uz", "name_oz", "name_ru", "name_en", "short_name")),
)
