-- Tickets out of the bank: composed by the program, judged here, approved by the head, printed and logged.

-- What stands in approved tickets stays as it is: it may only go out of use.
create function topics.keep_printed() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wrong text;
begin
    select s.name into wrong
      from old_rows o
      join new_rows n using (id)
      join topics.ticket_question q on q.question_id = o.id
      join topics.ticket_set s on s.id = q.ticket_set_id
     where s.state = 'approved'
       and to_jsonb(n) - '{active,row_version}'::text[] <> to_jsonb(o) - '{active,row_version}'::text[]
     limit 1;
    if wrong is not null then
        perform security.refuse('This question stands in the approved tickets “{name}”. Take it out of use and write a new one.',
                                jsonb_build_object('name', wrong));
    end if;
    return null;
end $$;
comment on function topics.keep_printed() is 'Definer: approved sets count, whatever the writer reads.';
create trigger printed_update after update on topics.question
    referencing old table as old_rows new table as new_rows
    for each statement execute function topics.keep_printed();

create function topics.require_teaching(subject_id bigint, department_id bigint) returns void
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_teacher');
    if not topics.teaches(subject_id, department_id) then
        perform security.refuse('You do not teach this subject: its tickets are made by those who do.', '{}', 'HM002');
    end if;
end $$;
comment on function topics.require_teaching(bigint, bigint) is 'Definer: answers for the session user only.';

-- No question comes a second time before all others of its weight were used, and each topic is spread over the tickets: in
-- none it stands more than once oftener than an even share asks for, which difficulty may take.
create function topics.refuse_uneven(set_id bigint) returns void
    language plpgsql stable
as $$
declare
    wrong record;
begin
    select left(max(u.body) filter (where u.times = u.most), 80) as question, max(u.most) as times into wrong
      from (
        select b.body, b.weight, count(q.ticket) as times, max(count(q.ticket)) over (partition by b.weight) as most,
               min(count(q.ticket)) over (partition by b.weight) as least
          from topics.ticket_set s
          join topics.question b
            on (b.subject_id, b.department_id, b.kind) = (s.subject_id, s.department_id, s.kind) and b.active
          left join topics.ticket_question q on q.question_id = b.id and q.ticket_set_id = s.id
         where s.id = set_id
         group by b.id) u
     where u.most > u.least + 1;
    if wrong.question is not null then
        perform security.refuse(
            '“{question}” would stand in {times} tickets while others of its weight are not used up. Make the set anew.',
            to_jsonb(wrong));
    end if;
    select t.name as topic, c.many, c.share into wrong
      from (
        select q.ticket, b.topic_id, count(*) as many,
               ceil(sum(count(*)) over (partition by b.topic_id) / s.tickets) as share
          from topics.ticket_set s
          join topics.ticket_question q on q.ticket_set_id = s.id
          join topics.question b on b.id = q.question_id
         where s.id = set_id
         group by q.ticket, b.topic_id, s.tickets) c
      join topics.topic t on t.id = c.topic_id
     where c.many > c.share + 1
     order by c.many desc
     limit 1;
    if found then
        perform security.refuse(
            'A ticket would have {many} questions of the topic “{topic}”, an even share is {share}. Make the set anew.',
            to_jsonb(wrong));
    end if;
end $$;

-- Keep a set: `questions` has the ids of the first ticket, then those of the second, each in its order. Every ticket
-- counts the same, holds no question twice, and is as hard as the others within 5 %, or within a single point.
create function topics.make_tickets(
    subject_id bigint, department_id bigint, name text, kind text, tickets integer, a_ticket integer, seed integer,
    questions bigint[]
) returns bigint
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    made bigint;
    judged record;
begin
    perform topics.require_teaching(subject_id, department_id);
    if tickets * a_ticket <> cardinality(questions) then
        perform security.refuse('A set has as many questions as its tickets take.');
    end if;
    select count(*) filter (where q.id is null) as strangers
      into judged
      from unnest(questions) w (id)
      left join topics.question q on q.id = w.id and q.subject_id = make_tickets.subject_id
           and q.department_id = make_tickets.department_id and q.active and q.kind = make_tickets.kind;
    if judged.strangers > 0 then
        perform security.refuse('A question of the set is not in the bank of the subject any more. Make the set anew.');
    end if;
    insert into topics.ticket_set (subject_id, department_id, name, kind, tickets, questions, seed, state, made_by)
    values (make_tickets.subject_id, make_tickets.department_id, btrim(make_tickets.name), make_tickets.kind,
            make_tickets.tickets, a_ticket, make_tickets.seed, 'draft', security.me())
    returning id into made;
    insert into topics.ticket_question (ticket_set_id, ticket, place, subject_id, department_id, question_id,
                                        right_answer, weight)
    select made, 1 + (w.number - 1) / a_ticket, 1 + (w.number - 1) % a_ticket, q.subject_id, q.department_id, q.id,
           q.right_answer, q.weight
      from unnest(questions) with ordinality w (id, number)
      join topics.question q on q.id = w.id;
    select count(distinct t.weight) as weights, max(t.difficulty) - min(t.difficulty) as apart,
           avg(t.difficulty) as mean, bool_or(t.twice) as twice
      into judged
      from (select sum(q.weight) as weight, sum(b.difficulty) as difficulty,
                   count(distinct q.question_id) < count(*) as twice
              from topics.ticket_question q
              join topics.question b on b.id = q.question_id
             where q.ticket_set_id = made
             group by q.ticket) t;
    if judged.weights > 1 or judged.twice then
        perform security.refuse('The tickets of a set count the same, and none holds a question twice.');
    end if;
    if judged.apart > 1 and judged.apart > judged.mean * 0.05 then
        perform security.refuse('The hardest and the easiest ticket lie {percent} % apart; 5 % are allowed. Add questions.',
                                jsonb_build_object('percent', round(100 * judged.apart / judged.mean)));
    end if;
    perform topics.refuse_uneven(made);
    return made;
end $$;
comment on function topics.make_tickets(bigint, bigint, text, text, integer, integer, integer, bigint[]) is
    'Definer: nobody writes tickets by hand; they are judged as they are stored.';

create function topics.take_set(set_id bigint, version integer) returns topics.ticket_set
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    found topics.ticket_set;
begin
    select * into found from topics.ticket_set s where s.id = take_set.set_id for update;
    if found.row_version is distinct from version then
        perform security.refuse('Somebody has changed this set of tickets meanwhile. Look at it again.', '{}', 'HM003');
    end if;
    return found;
end $$;
comment on function topics.take_set(bigint, integer) is 'Definer: locks the set; only the acts below call it.';

create function topics.submit_tickets(set_id bigint, version integer) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    taken topics.ticket_set := topics.take_set(set_id, version);
begin
    perform topics.require_teaching(taken.subject_id, taken.department_id);
    if taken.state = 'approved' then
        perform security.refuse('The tickets “{name}” are approved already.', jsonb_build_object('name', taken.name));
    end if;
    update topics.ticket_set s set state = 'submitted', reason = null where s.id = taken.id;
end $$;
comment on function topics.submit_tickets(bigint, integer) is 'Definer: the state of a set is nobody''s to write.';

create function topics.remove_tickets(set_id bigint, version integer) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    taken topics.ticket_set := topics.take_set(set_id, version);
begin
    perform topics.require_teaching(taken.subject_id, taken.department_id);
    if taken.state = 'approved' then
        perform security.refuse('The tickets “{name}” are approved already.', jsonb_build_object('name', taken.name));
    end if;
    delete from topics.ticket_question q where q.ticket_set_id = taken.id;
    delete from topics.ticket_set s where s.id = taken.id;
end $$;
comment on function topics.remove_tickets(bigint, integer) is 'Definer: tickets are removed as a whole.';

create function topics.decide_tickets(set_id bigint, version integer, approves boolean, reason text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    taken topics.ticket_set := topics.take_set(set_id, version);
begin
    perform topics.require_department(taken.department_id);
    if not approves and coalesce(btrim(reason), '') = '' then
        perform security.refuse('Write the reason: it is kept for good.');
    end if;
    if taken.state <> 'submitted' then
        perform security.refuse('The tickets “{name}” have not been handed in.', jsonb_build_object('name', taken.name));
    end if;
    update topics.ticket_set s
       set state = case when approves then 'approved' else 'returned' end,
           decided_at = now(),
           decided_by = security.me(),
           reason = case when not approves then btrim(decide_tickets.reason) end
     where s.id = taken.id;
end $$;
comment on function topics.decide_tickets(bigint, integer, boolean, text) is 'Definer: the state of a set is nobody''s to write.';

-- What is printed: approved tickets alone, and every giving out is noted. The dean's office prints them without answers
-- for the subjects of its plans.
create function topics.print_tickets(set_id bigint, with_answers boolean)
    returns table (ticket integer, place integer, topic text, body text, weight numeric, answer_a text, answer_b text,
                   answer_c text, answer_d text, right_answer text, expected text, picture bytea)
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    role constant text := security.my_role();
    asked topics.ticket_set;
begin
    perform security.require_role('hemis_teacher', 'hemis_department_head', 'hemis_faculty');
    select * into asked from topics.ticket_set s where s.id = set_id;
    if (case role
            when 'hemis_department_head' then asked.department_id = any (security.units_of(security.me(), role))
            when 'hemis_teacher' then topics.teaches(asked.subject_id, asked.department_id)
            else asked.subject_id = any (topics.subjects_of(security.me(), role)) and not with_answers
        end) is not true
    then
        perform security.refuse('These tickets are not among yours.', '{}', 'HM002');
    end if;
    if asked.state <> 'approved' then
        perform security.refuse('The tickets “{name}” are not approved yet. The head of department approves them first.',
                                jsonb_build_object('name', asked.name));
    end if;
    insert into topics.ticket_printing (ticket_set_id, subject_id, department_id, login, with_answers)
    values (asked.id, asked.subject_id, asked.department_id, security.me(), print_tickets.with_answers);
    return query
    select q.ticket, q.place, t.name, b.body, q.weight, b.answer_a, b.answer_b, b.answer_c, b.answer_d,
           case when with_answers then q.right_answer end, case when with_answers then b.key end, b.picture
      from topics.ticket_question q
      join topics.question b on b.id = q.question_id
      join topics.topic t on t.id = b.topic_id
     where q.ticket_set_id = asked.id
     order by q.ticket, q.place;
end $$;
comment on function topics.print_tickets(bigint, boolean) is 'Definer: tickets leave through here alone, and it is noted.';

-- The answers of a student are counted against the key of the variant, whoever writes them. Nothing is refused about
-- what the writer may not read: the set is one of the subject that row security lets be written.
create function topics.count_answers() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    judged record;
begin
    select count(*) as questions,
           count(*) filter (where q.right_answer = substr(new.answers, q.place, 1)) as right_ones,
           coalesce(sum(q.weight) filter (where q.right_answer = substr(new.answers, q.place, 1)), 0) as points
      into judged
      from topics.ticket_question q
      join topics.ticket_set s on s.id = q.ticket_set_id
     where s.id = new.ticket_set_id and s.state = 'approved' and s.kind = 'choice' and q.ticket = new.ticket;
    if judged.questions = 0 then
        perform security.refuse('There is no such variant among the approved tests of this set.');
    end if;
    if length(new.answers) > judged.questions then
        perform security.refuse('There are more answers than the variant has questions.');
    end if;
    new.right_ones := judged.right_ones;
    new.points := judged.points;
    return new;
end $$;
comment on function topics.count_answers() is 'Definer: the key is read whoever writes the answers.';
create trigger count_answers before insert or update on topics.test_answers
    for each row execute function topics.count_answers();

-- Who answers sits in a class of the subject.
create function topics.keep_answering() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    wrong record;
begin
    select t.full_name as student, b.name_uz as subject into wrong
      from new_rows n
      join students.student t on t.id = n.student_id
      join subjects.subject b on b.id = n.subject_id
     where not exists (
            select
              from teaching.member m
              join teaching.class k on k.id = m.class_id
              join curriculum.course o on o.id = k.course_id
             where m.student_id = n.student_id and o.subject_id = n.subject_id)
     order by n.id
     limit 1;
    if found then
        perform security.refuse('{student} is not taught {subject}.',
                                jsonb_build_object('student', wrong.student, 'subject', wrong.subject));
    end if;
    return null;
end $$;
comment on function topics.keep_answering() is 'Definer: members are looked up whatever the writer reads.';
create trigger answering_insert after insert on topics.test_answers referencing new table as new_rows
    for each statement execute function topics.keep_answering();
create trigger answering_update after update on topics.test_answers referencing new table as new_rows
    for each statement execute function topics.keep_answering();

-- A question that was pasted twice would stand in one test twice under two numbers.
create function topics.keep_bank() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    twice text;
begin
    select left(n.body, 80) into twice
      from new_rows n
      join topics.question q
        on q.subject_id = n.subject_id and q.department_id = n.department_id and q.kind = n.kind and q.id <> n.id
       and lower(q.body) = lower(n.body)
     where n.active and q.active
     order by n.id
     limit 1;
    if twice is not null then
        perform security.refuse('“{question}” is in the bank already. Change that one, or take it out of use.',
                                jsonb_build_object('question', twice));
    end if;
    return null;
end $$;
comment on function topics.keep_bank() is 'Definer: the whole bank of the subject counts.';
create trigger bank_insert after insert on topics.question referencing new table as new_rows
    for each statement execute function topics.keep_bank();
create trigger bank_update after update on topics.question referencing new table as new_rows
    for each statement execute function topics.keep_bank();
