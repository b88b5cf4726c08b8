"""All models in the order of their schemas: an explicit list, so that the order is visible."""

from shared.models import (
    attendance,
    attestation,
    audit,
    blanks,
    classifiers,
    clearance,
    curriculum,
    differences,
    diplomas,
    documents,
    employees,
    finance,
    grades,
    graduation,
    imports,
    infrastructure,
    layouts,
    merging,
    mobility,
    movement,
    movement_papers,
    offline,
    rating_journal,
    security,
    signing,
    structure,
    students,
    subjects,
    system,
    teaching,
    timetable,
    topics,
)
from shared.models.record import PAPER_KINDS, RELATIONS, Table, metadata

MODULES = (
    classifiers,
    structure,
    employees,
    infrastructure,
    students,
    security,
    system,
    audit,
    documents,
    imports,
    subjects,
    curriculum,
    teaching,
    timetable,
    topics,
    attendance,
    finance,
    grades,
    rating_journal,
    movement,
    differences,
    clearance,
    mobility,
    merging,
    attestation,
    graduation,
    blanks,
    layouts,
    signing,
    diplomas,
    offline,
)
#: The second file of a schema, where it stands on the first.
BESIDE = (movement_papers,)
SCHEMAS = tuple(module.__name__.rpartition(".")[2] for module in MODULES)
_CLASSES = {mapper.local_table: mapper.class_ for mapper in Table.registry.mappers}
BY_RELATION: dict[str, type[Table]] = {
    table.fullname: _CLASSES[table]
    for table in sorted(metadata.tables.values(), key=lambda table: SCHEMAS.index(str(table.schema)))
}
MODELS = tuple(BY_RELATION.values())
RELATIONS.update({relation: model.label for relation, model in BY_RELATION.items() if model.label})
PAPER_KINDS.update({kind.code: kind.label for model in MODELS for kind in model.papers})

__all__ = ["BY_RELATION", "MODELS", "MODULES", "SCHEMAS", "metadata"]
