-- Prints on blanks and handing out. A print is recorded by the workstation that made it, through the functions that synchronise
-- it; the ledger of blanks and the diploma change together.

-- What a diploma is printed on: itself or a duplicate, and the supplement.
create function diplomas.forms_of(duplicate boolean) returns text[]
    language sql immutable parallel safe
as $$ select case when duplicate then '{duplicate,supplement}' else '{diploma,supplement}' end::text[] $$;

-- Why this is not printed on this blank of this workstation; nothing where it may be.
create function diplomas.refusal_of_print(diploma_id bigint, form text, number text, workstation_id bigint)
    returns table (message text, details jsonb)
    language sql stable
as $$
    select v.message, jsonb_strip_nulls(jsonb_build_object(
               'student', d.student_name, 'number', refusal_of_print.number, 'kind', k.name_uz, 'workstation', w.name,
               'other', p.number))
      from (select) one
      left join diplomas.diploma d on d.id = refusal_of_print.diploma_id
      left join diplomas.printing p on p.diploma_id = d.id and p.form = refusal_of_print.form and p.outcome = 'good'
      left join blanks.blank b on b.number = refusal_of_print.number
      left join blanks.kind k on k.id = b.kind_id
      left join blanks.workstation w on w.id = b.workstation_id
     cross join lateral (
        select case
            when d.id is null then 'There is no such diploma.'
            when d.state not in ('prepared', 'printed') or d.signature is null
                then 'The diploma of {student} is not prepared and signed for printing.'
            when not refusal_of_print.form = any (diplomas.forms_of(d.duplicate_of_id is not null))
                then 'This is not printed of the diploma of {student}.'
            when p.id is not null then 'The diploma of {student} is printed already, on the blank {other}.'
            when b.id is null then 'The blank {number} is not in the registry.'
            when b.state <> 'reserved' then 'The blank {number} is not reserved.'
            when b.workstation_id is distinct from refusal_of_print.workstation_id
                then 'The blank {number} is reserved for {workstation}.'
            when k.form <> refusal_of_print.form or k.education_type <> d.education_type or k.category <> d.category
                then 'The diploma of {student} is not printed on a blank “{kind}”.'
            end as message) v
     where v.message is not null
$$;

-- An act of the ledger of diplomas, on blanks of one holding; `people` says whose each blank is.
create function diplomas.blank_act(deed text, numbers text[], day date, person text, document text, reason text, login text,
                                   people jsonb default '{}')
    returns void
    language plpgsql
as $$
declare
    act blanks.act;
begin
    insert into blanks.act (number, deed, state, day, blanks, numbers, unit_id, office_id, person, document, reason, recorded_by)
    select blanks.next_act(), blank_act.deed, 'done', greatest(blank_act.day, max(b.moved_on)), cardinality(blank_act.numbers),
           blanks.told(blank_act.numbers), min(b.unit_id), coalesce(min(b.unit_id), blanks.office()), blank_act.person,
           blank_act.document, blank_act.reason, login
      from blanks.blank b
     where b.number = any (blank_act.numbers)
    returning * into act;
    perform blanks.write(act, blank_act.numbers, people);
end $$;

-- The state of diplomas follows their prints: printed when all they consist of is.
create function diplomas.follow_prints(variadic ids bigint[]) returns void
    language sql
as $$
    update diplomas.diploma d
       set number = s.number, state = s.state
      from (
        select o.id, min(p.number) filter (where p.form <> 'supplement') as number,
               case when count(p.id) = cardinality(diplomas.forms_of(o.duplicate_of_id is not null)) then 'printed'
                    else 'prepared' end as state
          from diplomas.diploma o
          left join diplomas.printing p on p.diploma_id = o.id and p.outcome = 'good'
         where o.id = any (ids)
         group by o.id) s
     where d.id = s.id and (d.number, d.state) is distinct from (s.number, s.state)
$$;

-- Good prints of one person on one day, {"diploma", "form", "number"} each, of different papers and blanks: one act of the ledger.
create function diplomas.write_prints(prints jsonb, workstation_id bigint, day date, login text) returns void
    language plpgsql
as $$
#variable_conflict use_column
declare
    numbers constant text[] := array(select p ->> 'number' from jsonb_array_elements(prints) p order by p ->> 'number');
    ids constant bigint[] := array(select distinct (p ->> 'diploma')::bigint from jsonb_array_elements(prints) p);
    people jsonb;
begin
    select jsonb_object_agg(p.number, d.student_name) into people
      from jsonb_to_recordset(prints) p (diploma bigint, number text)
      join diplomas.diploma d on d.id = p.diploma;
    perform diplomas.blank_act('print', numbers, write_prints.day,
                               case when cardinality(numbers) = 1 then people ->> numbers[1] end, null, null, login, people);
    insert into diplomas.printing (diploma_id, faculty_id, form, blank_id, number, workstation_id, outcome, day, printed_by)
    select d.id, d.faculty_id, p.form, b.id, b.number, write_prints.workstation_id, 'good', b.moved_on, login
      from jsonb_array_elements(prints) with ordinality e (print, place)
     cross join lateral jsonb_to_record(e.print) p (diploma bigint, form text, number text)
      join diplomas.diploma d on d.id = p.diploma
      join blanks.blank b on b.number = p.number
     order by e.place;
    perform diplomas.follow_prints(variadic ids);
end $$;

create function diplomas.write_print(diploma_id bigint, form text, number text, workstation_id bigint, day date, login text)
    returns void
    language sql
as $$
    select diplomas.write_prints(jsonb_build_array(jsonb_build_object('diploma', diploma_id, 'form', form, 'number', number)),
                                 workstation_id, day, login)
$$;

-- A blank that went wrong: reserved, while something was printed on it, or printed and found bad before it was handed out.
create function diplomas.write_spoil(diploma_id bigint, form text, number text, workstation_id bigint, reason text, day date,
                                     login text)
    returns void
    language plpgsql
as $$
#variable_conflict use_column
begin
    perform diplomas.blank_act('spoil', array[write_spoil.number], write_spoil.day, d.student_name, null, write_spoil.reason,
                               login)
       from diplomas.diploma d
      where d.id = write_spoil.diploma_id;
    insert into diplomas.printing (diploma_id, faculty_id, form, blank_id, number, workstation_id, outcome, reason, day,
                                   printed_by)
    select d.id, d.faculty_id, write_spoil.form, b.id, b.number, write_spoil.workstation_id, 'spoiled', write_spoil.reason,
           b.moved_on, login
      from diplomas.diploma d
      join blanks.blank b on b.number = write_spoil.number
     where d.id = write_spoil.diploma_id
        on conflict on constraint printing_blank_id_key do update set outcome = 'spoiled', reason = excluded.reason
     where printing.diploma_id = excluded.diploma_id and printing.form = excluded.form;
    if not found then
        perform security.refuse('The blank {number} bears something else.', jsonb_build_object('number', write_spoil.number),
                                'HM003');
    end if;
    perform diplomas.follow_prints(write_spoil.diploma_id);
end $$;

-- A print that was found bad, or lost, before it was handed out: by whoever keeps its blank. It is printed again.
create function diplomas.give_up_print(diploma_id bigint, form text, deed text, document text, reason text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    one diplomas.diploma;
    held record;
begin
    perform blanks.take_turn('hemis_registrar', 'hemis_faculty');
    perform grades.require_reason(reason);
    select * into one from diplomas.take(array[give_up_print.diploma_id], 'prepared', 'printed');
    select p.id, p.number, b.unit_id into held
      from diplomas.printing p
      join blanks.blank b on b.id = p.blank_id
     where p.diploma_id = one.id and p.form = give_up_print.form and p.outcome = 'good';
    if not found or coalesce(give_up_print.deed, '') not in ('spoil', 'lose') then
        perform security.refuse('There is no such print of the diploma of {student}.',
                                jsonb_build_object('student', one.student_name));
    elsif not blanks.keeps(held.unit_id) then
        perform security.refuse('The diploma of {student} is kept by somebody else.',
                                jsonb_build_object('student', one.student_name), 'HM002');
    end if;
    perform blanks.require_told(give_up_print.deed, jsonb_build_object('document', document, 'reason', reason));
    perform diplomas.blank_act(give_up_print.deed, array[held.number], security.today(), one.student_name,
                               nullif(btrim(document), ''), btrim(give_up_print.reason), security.me());
    update diplomas.printing p set outcome = 'spoiled', reason = btrim(give_up_print.reason) where p.id = held.id;
    perform diplomas.follow_prints(one.id);
end $$;
comment on function diplomas.give_up_print(bigint, text, text, text, text) is
    'Definer: diplomas and blanks are written by functions alone.';

-- What keeps a diploma from being handed out: that it is not printed, and open points of the clearance sheet if the university
-- says so.
create function diplomas.refusal_of_hand_out(diploma_id bigint, day date default null) returns table (message text, details jsonb)
    language sql stable
as $$
    select v.message, jsonb_build_object('student', d.student_name, 'points', coalesce(c.open_points, 0),
                                         'person', coalesce(d.issued_to, ''), 'day', to_char(p.day, 'DD.MM.YYYY'))
      from (select) one
      left join diplomas.diploma d on d.id = refusal_of_hand_out.diploma_id
      left join lateral (
            select max(p.day) as day from diplomas.printing p where p.diploma_id = d.id and p.outcome = 'good') p on true
      left join clearance.sheet c on c.student_id = d.student_id and c.withdrawn_at is null and c.handed_at is null
                                 and c.open_points > 0
     cross join lateral (
        select case
            when d.id is null then 'There is no such diploma.'
            when d.state = 'issued' then 'The diploma of {student} was handed out already, to {person}.'
            when d.state <> 'printed' then 'The diploma of {student} is not printed yet.'
            when refusal_of_hand_out.day < greatest(p.day, d.registered_on)
                then 'The diploma of {student} was printed on {day}. It is not handed out before that.'
            when c.id is not null and :setting.diplomas.clearance_keeps = 1
                then 'The clearance sheet of {student} has {points} open points.'
            end as message) v
     where v.message is not null
     limit 1
$$;

-- Handed out: the blanks are issued, and what it takes the place of is cancelled.
create function diplomas.write_hand_out(diploma_id bigint, person text, document text, day date, login text) returns void
    language plpgsql
as $$
#variable_conflict use_column
declare
    numbers constant text[] := array(
        select p.number from diplomas.printing p where p.diploma_id = write_hand_out.diploma_id and p.outcome = 'good');
    handed diplomas.diploma;
begin
    perform diplomas.blank_act('issue', numbers, write_hand_out.day, write_hand_out.person, write_hand_out.document, null, login);
    update diplomas.diploma d
       set state = 'issued', issued_on = write_hand_out.day, issued_to = write_hand_out.person,
           issue_document = write_hand_out.document, issued_by = login
     where d.id = write_hand_out.diploma_id
    returning * into handed;
    if handed.duplicate_of_id is not null then
        perform diplomas.write_cancelling(array[d.id], format('%s, %s', handed.register_number, handed.cause_document), login)
           from diplomas.diploma d
          where d.id = handed.duplicate_of_id and d.state <> 'cancelled';
    end if;
end $$;

-- Whoever keeps the blanks of these diplomas hands them out: {"day", "document", "person", "people": {"id": name}}; to the holder
-- where no other person is named. All of them or none.
create function diplomas.hand_out(ids bigint[], given jsonb) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    day constant date := coalesce((given ->> 'day')::date, security.today());
    document constant text := nullif(btrim(given ->> 'document'), '');
    one diplomas.diploma;
    refused record;
    person text;
begin
    perform blanks.take_turn('hemis_registrar', 'hemis_faculty');
    perform blanks.require_day(day);
    if document is null then
        perform security.refuse('Write by what document it is handed out: passport or power of attorney.',
                                '{"field": "document"}');
    end if;
    for one in select * from diplomas.take(ids, 'printed', 'issued', 'prepared') loop
        select * into refused from diplomas.refusal_of_hand_out(one.id, day);
        if found then
            perform security.refuse(refused.message, refused.details);
        elsif exists (
                select from diplomas.printing p
                  join blanks.blank b on b.id = p.blank_id
                 where p.diploma_id = one.id and p.outcome = 'good'
                   and not blanks.keeps(b.unit_id)) then
            perform security.refuse('The diploma of {student} is kept by somebody else, who hands it out.',
                                    jsonb_build_object('student', one.student_name), 'HM002');
        end if;
        person := coalesce(nullif(btrim(given -> 'people' ->> one.id::text), ''), nullif(btrim(given ->> 'person'), ''),
                           one.student_name);
        perform diplomas.write_hand_out(one.id, person, document, day, security.me());
    end loop;
    return cardinality(ids);
end $$;
comment on function diplomas.hand_out(bigint[], jsonb) is 'Definer: diplomas and blanks are written by functions alone.';
