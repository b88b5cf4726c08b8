"""Files under topics: quotas, pieces, what is complete, and who keeps and reads them."""

import hashlib

import pytest

from tests.server.acting import column, refused, scalar
from tests.server.test_topics import TEACHER

PIECE = 1024 * 1024
CONTENT = b"%PDF-" + bytes(range(256)) * 8200  # two whole pieces and a bit
SENDER = "select topics.begin_file(%s, 'Kitob', %s, %s, %s)"


def pieces(content=CONTENT):
    return [content[start : start + PIECE] for start in range(0, len(content), PIECE)]


def digest(content=CONTENT):
    joined = b"".join(hashlib.sha256(piece).digest() for piece in pieces(content))
    return hashlib.sha256(joined).hexdigest()


@pytest.fixture
def teacher(as_person):
    return as_person(TEACHER)


@pytest.fixture
def topic(teacher):
    return scalar(
        teacher,
        "select t.id from topics.topic t join teaching.class k on k.department_id = t.department_id"
        " join curriculum.course o on o.id = k.course_id and o.subject_id = t.subject_id order by t.id limit 1",
    )


def begin(person, topic, content=CONTENT, name="kitob.pdf"):
    return scalar(person, SENDER, topic, name, len(content), digest(content))


def send(person, number, content=CONTENT, only=None):
    for place, piece in enumerate(pieces(content)):
        if only is None or place in only:
            person.execute("select topics.write_piece(%s, %s, %s)", [number, place, piece])


def finish(person, number):
    person.execute("select topics.finish_file(%s, 'application/pdf')", [number])


def test_a_file_goes_on_where_it_was_cut(teacher, topic):
    number = begin(teacher, topic)
    send(teacher, number, only=[0])
    assert begin(teacher, topic) == number
    assert column(teacher, "select topics.pieces_there(%s)", number) == [0]
    with (
        refused("Not all of “{file}” has arrived. Add it again: it goes on where it stopped."),
        teacher.transaction(),
    ):
        finish(teacher, number)
    send(teacher, number)
    finish(teacher, number)
    read = [
        scalar(teacher, "select topics.read_piece(%s, %s)", number, place) for place in range(len(pieces()))
    ]
    assert b"".join(read) == CONTENT
    version = scalar(teacher, "select row_version from topics.resource where id = %s", number)
    teacher.execute("select topics.remove_resource(%s, %s)", [number, version])
    assert scalar(teacher, "select count(*) from topics.resource where id = %s", number) == 0


def test_what_changed_on_the_way_and_what_is_a_program_is_refused(teacher, topic):
    number = begin(teacher, topic)
    changed = bytearray(CONTENT)
    changed[99] ^= 1
    send(teacher, number, bytes(changed))
    with (
        refused("“{file}” has changed while it was being sent. Remove it and add it anew."),
        teacher.transaction(),
    ):
        finish(teacher, number)
    program = b"MZ" + bytes(50)
    number = begin(teacher, topic, program, "oyin.pdf")
    send(teacher, number, program)
    with refused("“{file}” is a program. Only documents, pictures, sound and films are kept here."):
        finish(teacher, number)


def test_quotas_of_file_and_subject_are_kept(teacher, admin, topic):
    with refused("“{file}” is larger than {limit} MB. Put it somewhere else and keep a link."):
        scalar(teacher, SENDER, topic, "film.mp4", 201 * PIECE, digest())
    teacher.rollback()
    admin.execute("insert into system.setting (key, value) values ('topics.subject_quota', '1')")
    try:
        with refused("The files of this subject would take more than {limit} MB. Remove some first."):
            begin(teacher, topic)
    finally:
        admin.execute("delete from system.setting where key = 'topics.subject_quota'")


def test_a_piece_that_does_not_belong_is_refused(teacher, topic):
    number = begin(teacher, topic)
    for place, piece in ((0, b"short"), (99, b"x"), (-1, pieces()[0])):
        with refused("This piece does not belong to the file. Add the file anew."), teacher.transaction():
            teacher.execute("select topics.write_piece(%s, %s, %s)", [number, place, piece])


def test_nobody_else_keeps_or_touches_files(as_person, admin, teacher, topic):
    number = begin(teacher, topic)
    teacher.commit()
    try:
        for login in ("head_mineralogy", "dean_geology", "academic_office", "hr"):
            person = as_person(login)
            for statement in (
                f"select topics.begin_file({topic}, 'x', 'x', 5, '{digest()}')",
                f"select topics.write_piece({number}, 0, 'x')",
                f"select topics.remove_resource({number}, 1)",
                "select * from topics.resource_piece",
                "insert into topics.resource (name) values ('x')",
            ):
                with refused(""):
                    person.execute(statement)
                person.rollback()
        other = as_person("teacher_mining")
        with refused("This file is not being added by you. Look at the resources again."):
            other.execute("select topics.write_piece(%s, 0, %s)", [number, pieces()[0]])
        other.rollback()
        if topic not in column(other, "select id from topics.topic"):
            with refused("This resource is not among yours.", "HM002"):
                other.execute("select topics.read_piece(%s, 0)", [number])
    finally:
        admin.execute("delete from topics.resource where id = %s", [number])


def test_a_link_is_an_address(teacher, topic):
    assert scalar(teacher, "select topics.add_link(%s, 'Sayt', 'https://natlib.uz')", topic)
    with refused("", "23514"):
        teacher.execute("select topics.add_link(%s, 'Sayt', 'file:///etc/passwd')", [topic])
