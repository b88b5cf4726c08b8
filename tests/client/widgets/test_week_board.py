"""The board: steps, undo, locks, splitting, and what its owner answers."""

from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.builder import filled
from client.widgets.week_board import BoardModel, Mark, Move, Stand, plain_faces
from client.widgets.week_board.model import acts
from client.widgets.week_board.model.clash_resolution import Way, ways_out
from shared.timetabling.judge import judge
from shared.timetabling.model import EVEN, EVERY, ODD, Place
from shared.timetabling.solver.sample_problems import faculty as faculty_of


def to(board, event, place):
    return board.carry({event: replace(board.stand(event), place=place)}, "move")


def test_a_step_is_told_once_with_where_the_card_was_and_is(board, faculty):
    to(board, faculty.history, faculty.at(1, 0, faculty.hall))
    assert board.told == [(Move(faculty.history, Stand(None), Stand(faculty.at(1, 0, faculty.hall))),)]
    assert board.week.plan[faculty.history] == faculty.at(1, 0, faculty.hall)
    assert faculty.history not in board.cards.unplaced()


def test_nothing_is_told_of_a_card_that_stays(board, faculty):
    assert not to(board, faculty.maths, faculty.plan[faculty.maths])
    assert board.told == []


def test_undo_is_told_as_the_way_back(board, faculty):
    to(board, faculty.maths, faculty.at(1, 0, faculty.hall))
    board.undo_stack.undo()
    assert board.told[1] == (board.told[0][0].back(),)
    assert board.week.plan == faculty.plan


def test_a_card_is_unsaved_until_the_owner_has_stored_it(board, faculty):
    to(board, faculty.maths, faculty.at(1, 0, faculty.hall))
    to(board, faculty.maths, faculty.at(1, 2, faculty.hall))
    board.settle(board.told[0])
    assert board.mark(faculty.maths) is Mark.UNSAVED
    board.settle(board.told[1])
    assert board.mark(faculty.maths) is None


def test_a_refused_move_goes_back_and_says_why(board, faculty):
    to(board, faculty.maths, faculty.at(1, 0, faculty.hall))
    board.refused(board.told[0], "Room 101 is taken.")
    assert board.week.plan == faculty.plan
    assert board.mark(faculty.maths) is Mark.CONFLICT
    assert board.refusal(faculty.maths) == "Room 101 is taken."
    assert board.heard == ["Room 101 is taken."]
    assert len(board.told) == 1


def test_undo_does_not_overrule_another_desk(board, faculty):
    to(board, faculty.maths, faculty.at(1, 0, faculty.hall))
    mine = board.stand(faculty.maths)
    board.others_moved((Move(faculty.maths, mine, Stand(faculty.at(2, 2, faculty.hall))),))
    board.undo_stack.undo()
    assert board.stand(faculty.maths).place == faculty.at(2, 2, faculty.hall)
    assert "at another desk" in board.heard[0]
    assert len(board.told) == 1
    assert not board.undo_stack.canUndo()
    assert not board.undo_stack.canRedo()


def test_a_held_card_that_another_desk_moves_is_let_go(board, faculty):
    acts.hold(board, [faculty.maths], faculty.maths)
    board.others_moved(
        (Move(faculty.maths, board.stand(faculty.maths), Stand(faculty.at(2, 2, faculty.hall))),)
    )
    assert board.holding.events == ()


def test_a_locked_card_is_not_picked_up_nor_put_away(board, faculty):
    acts.toggle_lock(board, [faculty.maths])
    assert not acts.hold(board, [faculty.maths], faculty.maths)
    assert not acts.to_tray(board, [faculty.maths])
    assert "is locked" in board.heard[0]
    board.undo_stack.undo()
    assert acts.hold(board, [faculty.maths], faculty.maths)


def test_who_may_only_look_moves_nothing(board, faculty):
    looking = BoardModel(board.week, board.faces, editable=False)
    assert not acts.hold(looking, [faculty.maths], faculty.maths)
    assert not acts.to_tray(looking, [faculty.maths])
    assert not acts.duplicate(looking, [faculty.maths])


def test_splitting_makes_an_odd_and_an_even_card_and_undo_joins_them(board, faculty):
    acts.split(board, [faculty.physics_a])
    odd, even = board.cards.origins
    assert board.cards.origins == {odd: faculty.physics_a, even: faculty.physics_a}
    assert board.stand(faculty.physics_a).gone
    assert board.stand(odd).place == faculty.at(0, 1, faculty.small, ODD)
    assert board.stand(even).place == faculty.at(0, 1, faculty.small, EVEN)
    assert {move.event for move in board.told[0]} == {faculty.physics_a, odd, even}
    board.undo_stack.undo()
    assert board.week.plan[: len(faculty.plan)] == faculty.plan
    assert board.stand(odd).gone
    assert board.cards.unplaced() == (faculty.history,)


def test_a_doubled_card_lies_in_the_tray(board, faculty):
    acts.duplicate(board, [faculty.maths])
    (double,) = board.cards.origins
    assert board.cards.unplaced() == (faculty.history, double)
    assert board.faces[double] == board.faces[faculty.maths]


def test_weeks_are_changed_only_to_those_a_lesson_may_have(board, faculty):
    acts.to_tray(board, [faculty.lab_2])
    assert acts.turn(board, [faculty.lab_1], EVEN)
    assert board.stand(faculty.lab_1).place == faculty.at(0, 2, faculty.lab, EVEN)
    assert not acts.turn(board, [faculty.lab_1], EVERY)
    assert "cannot be held in these weeks" in board.heard[0]


def test_weeks_are_not_changed_into_a_clash(board, faculty):
    assert not acts.turn(board, [faculty.lab_1], EVEN)
    assert board.stand(faculty.lab_1).place == faculty.plan[faculty.lab_1]
    assert "clashes" in board.heard[0]


def test_a_free_lesson_stays_in_its_room_when_it_moves(board, faculty):
    acts.hold(board, [faculty.physics_b], faculty.physics_b)
    acts.put(board, faculty.at(2, 2).time)
    assert board.stand(faculty.physics_b).place == faculty.at(2, 2, faculty.small)


def test_several_cards_keep_their_distance(board, faculty):
    acts.hold(board, [faculty.maths, faculty.physics_a], faculty.maths)
    assert acts.put(board, faculty.at(1, 2).time)
    assert board.stand(faculty.maths).place == faculty.at(1, 2, faculty.hall)
    assert board.stand(faculty.physics_a).place == faculty.at(1, 3, faculty.small)
    board.undo_stack.undo()
    assert board.week.plan == faculty.plan


def test_several_cards_are_not_put_where_one_of_them_clashes(board, faculty):
    acts.hold(board, [faculty.maths, faculty.physics_a], faculty.maths)
    assert not acts.put(board, faculty.at(2, 2).time)
    assert board.week.plan == faculty.plan


def test_the_ways_out_of_a_clash_are_free_of_clashes_and_leave_the_week_alone(board, faculty):
    acts.hold(board, [faculty.physics_a], faculty.physics_a)
    found = {way.way: way.targets for way in ways_out(board, faculty.at(0, 0).time)}
    assert board.week.plan == faculty.plan
    assert found[Way.SWAP][faculty.maths].place == faculty.at(0, 1, faculty.hall)
    assert found[Way.SWAP][faculty.physics_a].place.time == faculty.at(0, 0).time
    assert found[Way.TRAY][faculty.maths].place is None


def test_a_lock_or_an_absence_has_no_way_out(board, faculty):
    acts.hold(board, [faculty.physics_a], faculty.physics_a)
    assert ways_out(board, faculty.at(2, 3).time) == ()
    board.holding.release()
    acts.toggle_lock(board, [faculty.maths])
    acts.hold(board, [faculty.physics_a], faculty.physics_a)
    assert ways_out(board, faculty.at(0, 0).time) == ()


PLACES = st.none() | st.builds(Place, st.integers(0, 35), st.integers(0, 2))
STEPS = st.one_of(
    st.tuples(st.just("put"), st.dictionaries(st.integers(0, 6), PLACES, min_size=1, max_size=3)),
    st.tuples(st.sampled_from(["lock", "tray", "split", "double"]), st.sets(st.integers(0, 6), max_size=3)),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(steps=st.lists(STEPS, max_size=12), back=st.integers(0, 12))
def test_undo_of_any_sequence_returns_to_the_start_and_redo_to_the_end(board, steps, back):
    start = board.cards.stands()
    for kind, what in steps:
        if kind == "put":
            board.carry(
                {event: replace(board.stand(event), place=place) for event, place in what.items()}, "put"
            )
        else:
            act = {
                "lock": acts.toggle_lock,
                "tray": acts.to_tray,
                "split": acts.split,
                "double": acts.duplicate,
            }
            act[kind](board, [event for event in sorted(what) if not board.stand(event).gone])
    end = board.cards.stands()
    for _step in range(back):
        board.undo_stack.undo()
    board.undo_stack.setIndex(board.undo_stack.count())
    assert board.cards.stands() == end
    board.undo_stack.setIndex(0)
    assert board.cards.stands()[: len(start)] == start
    assert all(stand.gone for stand in board.cards.stands()[len(start) :])
    assert board.week.plan[: len(start)] == tuple(stand.place for stand in start)
    board.undo_stack.clear()


def test_no_way_out_of_any_clash_makes_another(qapp):
    """A crowded faculty, many drops: the plan of each way is judged by the rules themselves."""
    problem = faculty_of(3, 8)
    week = filled(problem)
    random, tried = Random(1), 0  # noqa: S311 - chance, not secrecy
    for _drop in range(90):
        board = BoardModel(week.twin(), plain_faces(problem))
        before = board.week.plan
        event, time = random.randrange(len(problem.events)), random.randrange(problem.grid.times)
        acts.hold(board, [event], event)
        for way in ways_out(board, time):
            assert board.week.plan == before
            plan = list(before)
            for moved, stand in way.targets.items():
                plan[moved] = stand.place
            assert judge(problem, tuple(plan)).breaches == ()
            assert way.cost == judge(problem, tuple(plan)).cost - judge(problem, before).cost
            tried += 1
    assert tried > 8
