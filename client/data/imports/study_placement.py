"""Where a student of the file belongs: faculty, specialty and group, each by code or name, narrowing one another."""

import re
from dataclasses import dataclass, field

from client.core.i18n import N_, names
from client.data.imports.doubts import Answers, Doubt, Unlisted
from client.data.imports.lookups import KnownGroup, KnownSpecialty, Lookups
from shared.identifiers import InvalidValue
from shared.identity import Known

_DAY = re.compile(r"([0-9]{2})\.([0-9]{2})\.[0-9]{4}")


@dataclass(frozen=True)
class StudyPlace:
    """What the cells of a row say about the place of a student; a wrong cell has its sentence."""

    faculty_id: int | None = None
    specialty_id: int | None = None
    group_id: int | None = None
    entry_year: int | None = None
    education_type: str | None = None
    education_form: str | None = None
    language: str | None = None
    wrong: dict[str, InvalidValue] = field(default_factory=dict)


class Places:
    """Answers with the one place that faculty, specialty, group, entry year and education type leave possible."""

    def __init__(self, lookups: Lookups, answers: Answers | None = None) -> None:
        faculties = [unit for unit in lookups.units if unit.faculty]
        self._faculties = {unit.id: unit for unit in faculties}
        self._specialties = lookups.specialties
        self._groups = lookups.groups
        self._own = lookups.own_units & self._faculties.keys()
        self._answers = answers or Answers()
        #: The words that somebody had to say the meaning of.
        self.answered: set[Doubt] = set()
        self._titles = {
            "faculty_id": {unit.id: unit.title for unit in faculties},
            "specialty_id": {one.id: names(*one.names) for one in self._specialties},
            "group_id": {one.id: one.name for one in self._groups},
        }
        self._known = {
            "faculty_id": Known((text, unit.id) for unit in faculties for text in unit.texts()),
            "specialty_id": Known((text, one.id) for one in self._specialties for text in one.texts()),
            "group_id": Known((text, one.id) for one in self._groups for text in one.texts()),
        }

    def find(
        self, faculty: str, specialty: str, group: str, entry_year: int | None, education_type: str | None
    ) -> StudyPlace:
        """Return the place; what the file leaves out comes from the group, the specialty, the own faculty."""
        wrong: dict[str, InvalidValue] = {}
        faculties = self._find_faculties(faculty, wrong)
        specialties = self._find_specialties(specialty, faculties, wrong)
        groups = self._find_groups(group, specialties, entry_year, wrong)
        found_group = groups[0] if len(groups) == 1 else None
        if found_group is not None:
            specialties = [one for one in specialties if one.id == found_group.specialty_id]
        found = specialties[0] if len(specialties) == 1 and (specialty or found_group) else None
        if specialty and found is None and not wrong:
            # Bachelors and masters may have specialties of one name.
            of_type = [one for one in specialties if one.education_type == education_type]
            found = of_type[0] if len(of_type) == 1 else self._one_of_several(specialty, specialties, wrong)
        home = {found.faculty_id} if found else faculties if faculty else self._own
        at_home = next(iter(home)) if len(home) == 1 else None
        if at_home is not None:
            self._must_be_own(at_home, wrong)
        return _place(at_home, found, found_group, wrong)

    def _one_of_several(
        self, text: str, several: list[KnownSpecialty], wrong: dict[str, InvalidValue]
    ) -> KnownSpecialty | None:
        said = self._said("specialty_id", text)
        if chosen := next((one for one in several if one.id in said), None):
            return chosen
        sentence = N_(
            "Several specialties are called {text}. Add columns with the faculty and the type of education."
        )
        wrong["specialty_id"] = Unlisted(sentence, text, [one.id for one in several])
        return None

    def _find_named(self, key: str, text: str, none: str, wrong: dict[str, InvalidValue]) -> set[int]:
        """Return what the text names; what is only near is proposed, and taken once it was confirmed."""
        found = self._known[key].find(text)
        if found or not text:
            return found
        if said := self._said(key, text):
            return said
        near = self._known[key].near(text) or self._before_excel(key, text)
        if (key, text) in self._answers.meant:
            return near
        titles = {self._titles[key][number] for number in near}
        sentence = N_("There is no {text}. Is {near} meant?") if len(titles) == 1 else none
        wrong[key] = Unlisted(sentence, text, sorted(near), near=next(iter(titles), ""))
        return set()

    def _said(self, key: str, text: str) -> set[int]:
        """Return the record that somebody said to be meant by a text, if it is still there."""
        value = self._answers.meanings.get((key, text))
        if value is None or int(value) not in self._titles[key]:
            return set()
        self.answered.add((key, text))
        return {int(value)}

    def _before_excel(self, key: str, text: str) -> set[int]:
        """Return what was typed before Excel made a day of it: 26-01 becomes the 26th of January."""
        found = _DAY.fullmatch(text)
        if found is None:
            return set()
        day, month = found.groups()
        typed = {f"{one}{sign}{other}" for one, other in ((day, month), (month, day)) for sign in "-./"}
        typed |= {f"{int(day)}-{int(month)}", f"{int(month)}-{int(day)}"}
        return set().union(*map(self._known[key].find, typed))

    def _find_faculties(self, text: str, wrong: dict[str, InvalidValue]) -> set[int]:
        none = N_("There is no faculty {text}. Write its code or its name.")
        return self._find_named("faculty_id", text, none, wrong) or set(self._faculties)

    def _find_specialties(
        self, text: str, faculties: set[int], wrong: dict[str, InvalidValue]
    ) -> list[KnownSpecialty]:
        none = N_("There is no specialty {text}. Write its code or its name.")
        named = self._find_named("specialty_id", text, none, wrong)
        within = [one for one in self._specialties if one.faculty_id in faculties]
        found = [one for one in within if one.id in named]
        if named and not found:
            wrong["specialty_id"] = InvalidValue(
                N_("Another faculty teaches {text}, not this one."), text=text
            )
        return found or within

    def _find_groups(
        self,
        text: str,
        specialties: list[KnownSpecialty],
        entry_year: int | None,
        wrong: dict[str, InvalidValue],
    ) -> list[KnownGroup]:
        none = N_("There is no group {text}. Make it first.")
        named = self._find_named("group_id", text, none, wrong)
        allowed = {one.id for one in specialties}
        found = [one for one in self._groups if one.id in named and one.specialty_id in allowed]
        of_year = [one for one in found if entry_year in (None, one.entry_year)]
        if named and not of_year:
            wrong["group_id"] = InvalidValue(
                N_("The group {text} is of another faculty, specialty or entry year."), text=text
            )
        elif len(of_year) > 1:
            said = self._said("group_id", text)
            if chosen := [one for one in of_year if one.id in said]:
                return chosen
            several = N_("Several groups are called {text}. Add columns with the faculty and entry year.")
            wrong["group_id"] = Unlisted(several, text, [one.id for one in of_year])
        return of_year

    def _must_be_own(self, faculty: int, wrong: dict[str, InvalidValue]) -> None:
        if faculty not in self._own:
            wrong["faculty_id"] = InvalidValue(
                N_("{faculty} is not your faculty. Its own office imports these students."),
                faculty=self._faculties[faculty].title,
            )


def _place(
    faculty: int | None,
    specialty: KnownSpecialty | None,
    group: KnownGroup | None,
    wrong: dict[str, InvalidValue],
) -> StudyPlace:
    return StudyPlace(
        faculty_id=faculty,
        specialty_id=specialty.id if specialty else None,
        group_id=group.id if group else None,
        entry_year=group.entry_year if group else None,
        education_type=specialty.education_type if specialty else None,
        education_form=group.education_form if group else None,
        language=group.language if group else None,
        wrong=wrong,
    )
