"""What the server says about the lines of a draft (`judging.sql` and its neighbours), for the translators."""

from client.core.i18n import N_

SENTENCES = (
    N_("This order moves nobody whose status is that of {student}. Take the student out of it."),
    N_("The academic office does not allow this transition at present."),
    N_("Choose the reason for {student}."),
    N_("Write from when and until when for {student}."),
    N_("Choose the group of {student}."),
    N_("The group {group} is not in use any more. Choose another one for {student}."),
    N_("What would change for {student} needs an order of another type."),
    N_("The semester of {student} does not belong to the year of study."),
    N_("Nothing changes for {student}. Write what does."),
    N_("The state of {student} has held since {day} only: the order cannot take effect before that day."),
    N_("The time line of {student} has no present state. Tell the administrator."),
    N_("{student} was merged into another row meanwhile. Take the student out of the order."),
    N_("The group {group} is in another year of study than {student} will be."),
    N_("A student in another order too: {number}"),
    N_("The leave of {student} lasts until {day} already. Write a later end, or a return from the leave."),
    N_("The group {group} is in another semester than {student} will be."),
    N_("The GPA of {student} is {gpa}, below the limit of {limit}: retention, not promotion."),
    N_("No results of a year are recorded for {student}."),
    N_("{student} carries {count} debts along."),
    N_("The GPA of {student} is {gpa}, which reaches the limit of {limit}."),
    N_("{student} is in the last semester of the year of study: promotion, not a directive."),
    N_("The plan of {student} has no year of study after this one."),
    N_("The semesters of {student} are not over: the plan has {count}."),
    N_("{student} has {hours} unexcused hours this term, not more than {limit}."),
    N_(
        "The academic record of {student} is not accepted for graduation. Accept it in the accreditation first."
    ),
    N_("It is asked that the accreditation of {student} be taken back. Wait for the decision."),
    N_("The academic record of {student} says something else than was accepted. Ask the acceptance back."),
    N_("Nobody comes back after this ground of expulsion."),
    N_("{student} was expelled on {day}: reinstatement is not in the same academic year."),
    N_("The same person studies here otherwise, as {number}."),
    N_("What another order changed later goes first: {student} has no applied order to take back."),
    N_("Write the new surname and given name of {student} as the passport has them."),
    N_("Write the new name of {student} in Latin letters, as the passport has it."),
    N_("The name of {student} would stay as it is. Write the new one, or take the student out."),
    N_("The name of {student} has held since {day} only: the order cannot take effect before that day."),
    N_("Another student has the new name of {student} and the same birth date: {number}"),
    N_("Since this order was written {student} has come to another faculty. Take the student out of it."),
    N_("The group {group} studies for another degree than {student}. Choose another one."),
    N_(
        "This order leads {student} to another year of study than the next. Take the student out or correct it."
    ),
    N_("No draft of a personal schedule of {student} waits for this order."),
    N_(
        "The GPA of {student} is {gpa}, below the limit of {limit}: decide the difference of curricula first."
    ),
    N_(
        "{student} has {count} differing subjects, more than {most}, and no GPA that reaches the limit of {limit}."
    ),
    N_("{student} joins another plan: no difference of curricula is decided."),
    N_("{student} has {count} differing subjects to make up: {credits} credits."),
    N_("The thesis of {student} has no topic yet. The head of the department writes it."),
    N_("The topic of {student} has no English title. The head of the department writes it."),
    N_("The thesis of {student} has no supervisor. The head of the department names one."),
    N_("The topic of {student} is approved by order {number} already. Take the student out."),
    N_(
        "The topic of {student} was changed after it came into this order. Take the student out and put it in again."
    ),
    N_("The thesis of {student} has no reviewer yet."),
)
