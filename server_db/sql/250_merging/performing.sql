-- What a merge does: values and open records come to the row that stays, and the other one leaves the contingent on this day.

create function merging.perform(proposal merging.proposal) returns void
    language plpgsql
as $$
begin
    perform merging.take_values(proposal);
    perform merging.take_private(proposal);
    perform merging.swap(proposal, 'students.photo', '{image}');
    perform merging.swap(proposal, 'students.prior_education',
                         '{institution,document_kind,document_number,document_date,school_country,school_language,basis}');
    perform merging.move_records(proposal);
    perform merging.end_seats(proposal);
    perform merging.leave_contingent(proposal);
    perform grades.choose(array[proposal.student_id, proposal.other_id]);
    perform merging.note_versions(proposal.id);
end $$;

-- The values of the person that are taken from the other row.
create function merging.take_values(proposal merging.proposal) returns void
    language plpgsql
as $$
declare
    wanted text[] := array(
        select f.name
          from jsonb_each_text(proposal.choices) c
         cross join lateral unnest(case c.key when 'name' then '{surname,given_name,patronymic,cyrillic_name}'::text[]
                                              else array[c.key] end) f (name)
         where c.value = 'other' and c.key in ('name', 'birth_date', 'gender', 'citizenship', 'nationality'));
begin
    if wanted = '{}' then
        return;
    end if;
    insert into merging.moved (proposal_id, relation, record_id, act, before)
    select proposal.id, 'students.student', s.id, 'moved', merging.some_of(to_jsonb(s), wanted)
      from students.student s
     where s.id = proposal.student_id;
    update students.student s
       set (surname, given_name, patronymic, cyrillic_name, birth_date, gender, citizenship, nationality) =
           (w.surname, w.given_name, w.patronymic, w.cyrillic_name, w.birth_date, w.gender, w.citizenship, w.nationality)
      from students.student o
      join students.student k on k.id = proposal.student_id
     cross join lateral jsonb_populate_record(k, merging.some_of(to_jsonb(o), wanted)) w
     where s.id = k.id and o.id = proposal.other_id;
end $$;

create function merging.some_of(wide jsonb, names text[]) returns jsonb
    language sql immutable parallel safe
as $$ select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(wide) e where e.key = any (names) $$;

-- Private values change places, so that none is lost and none is written down anywhere else.
create function merging.take_private(proposal merging.proposal) returns void
    language plpgsql
as $$
declare
    own students.private;
    other students.private;
    wanted text[];
begin
    select * into own from students.private p where p.student_id = proposal.student_id;
    select * into other from students.private p where p.student_id = proposal.other_id;
    if other.id is null then
        return;
    elsif own.id is null then
        insert into merging.moved (proposal_id, relation, record_id, act, before)
        values (proposal.id, 'students.private', other.id, 'moved',
                jsonb_build_object('student_id', other.student_id, 'entry_year', other.entry_year));
        update students.private p
           set student_id = proposal.student_id,
               entry_year = (select s.entry_year from students.student s where s.id = proposal.student_id)
         where p.id = other.id;
        return;
    end if;
    -- What the row that stays does not have comes from the other unasked.
    wanted := array(
        select f.name
          from unnest(merging.private_fields()) f (name)
         where proposal.choices ->> f.name = 'other'
            or (to_jsonb(own) ->> f.name is null and to_jsonb(other) ->> f.name is not null));
    perform merging.exchange_private(own.id, other.id, wanted);
    if wanted <> '{}' then
        insert into merging.moved (proposal_id, relation, record_id, act, before)
        select proposal.id, 'students.private', r.id, 'swapped', jsonb_build_object('fields', wanted, 'with', r.other)
          from (values (own.id, other.id), (other.id, own.id)) r (id, other);
    end if;
end $$;

create function merging.exchange_private(one bigint, other bigint, fields text[]) returns void
    language plpgsql
as $$
declare
    a students.private;
    b students.private;
begin
    select * into a from students.private p where p.id = one;
    select * into b from students.private p where p.id = other;
    if 'pinfl' = any (fields) then  -- no two rows of a year have one PINFL, also for a moment
        update students.private p set pinfl = null where p.id in (one, other);
    end if;
    update students.private p
       set (pinfl, passport, passport_issued_on, passport_issued_by, country, district, address, current_address,
            accommodation, phone, parent_phone, email, social_category, health) =
           (w.pinfl, w.passport, w.passport_issued_on, w.passport_issued_by, w.country, w.district, w.address,
            w.current_address, w.accommodation, w.phone, w.parent_phone, w.email, w.social_category, w.health)
      from (values (one, a, b), (other, b, a)) v (id, own, others)
     cross join lateral jsonb_populate_record(v.own, merging.some_of(to_jsonb(v.others), fields)) w
     where p.id = v.id and fields <> '{}';
end $$;

-- What both rows have once and the other one shall give: the contents change places.
create function merging.swap(proposal merging.proposal, relation text, columns text[]) returns void
    language plpgsql
as $$
begin
    if proposal.choices ->> split_part(relation, '.', 2) is distinct from 'other' then
        return;
    end if;
    execute format(
        'insert into merging.moved (proposal_id, relation, record_id, act, before)'
        ' select $1, %1$L, t.id, ''swapped'', jsonb_build_object(''fields'', $4, ''with'', o.id)'
        ' from %1$s t join %1$s o on o.student_id in ($2, $3) and o.id <> t.id where t.student_id in ($2, $3)', relation)
      using proposal.id, proposal.student_id, proposal.other_id, columns;
    perform merging.exchange(relation, array(
        select m.record_id from merging.moved m where m.proposal_id = proposal.id and m.relation = swap.relation), columns);
end $$;

create function merging.exchange(relation text, ids bigint[], columns text[]) returns void
    language plpgsql
as $$
begin
    execute format('update %1$s t set (%2$s) = row (%3$s) from %1$s o where t.id = any ($1) and o.id = any ($1) and o.id <> t.id',
                   relation, array_to_string(columns, ', '),
                   (select string_agg('o.' || c.name, ', ') from unnest(columns) c (name)))
      using ids;
end $$;

-- Which columns of a record say whose it is.
create function merging.naming_columns(relation text) returns text[]
    language sql immutable parallel safe
as $$
    select case
        when relation in ('system.note', 'system.attachment') then '{record_id}'::text[]
        when relation = 'grades.line' then '{student_id,name,student_number}'
        when relation = 'differences.difference' then '{student_id,student_name,student_number}'
        when relation = 'clearance.sheet' then '{student_id,faculty_id,student_name,student_number}'
        when relation = 'clearance.line' then '{student_name}'
        when relation = 'movement.line' then '{student_id,faculty_id,student_name,student_number,new_faculty_id,new_specialty_id,
            new_group_id,new_course,new_semester,new_form,new_payment,new_language}'
        when relation in ('curriculum.registration', 'timetable.examinee', 'teaching.member') then '{student_id}'
        else '{student_id,faculty_id}' end
$$;

-- Records with what they said of their student before, and then with what they say of another one, each of its own: in one
-- statement, for results of two students change places.
create function merging.move_to(proposal_id bigint, relation text, ids bigint[], to_ids bigint[]) returns void
    language plpgsql
as $$
declare
    columns constant text[] := merging.naming_columns(relation);
    written constant text[] := array(select c.name from unnest(columns) c (name) where c.name not like 'new_%');
begin
    execute format('insert into merging.moved (proposal_id, relation, record_id, act, before)'
                   ' select $1, %L, t.id, ''moved'', merging.some_of(to_jsonb(t), $2) from %s t where t.id = any ($3)',
                   relation, relation)
      using proposal_id, columns, ids;
    execute format(
        'update %1$s t set (%2$s) = (select %2$s from jsonb_populate_record(t, jsonb_build_object('
        ' ''student_id'', s.id, ''record_id'', s.id, ''faculty_id'', s.faculty_id, ''name'', s.full_name,'
        ' ''student_name'', s.full_name, ''student_number'', s.number)))'
        ' from unnest($1, $2) w (id, to_id) join students.student s on s.id = w.to_id where t.id = w.id',
        relation, array_to_string(written, ', '))
      using ids, to_ids;
end $$;

create function merging.move_records(proposal merging.proposal) returns void
    language plpgsql
as $$
declare
    part record;
begin
    for part in
        select h.relation, array_agg(h.record_id order by h.record_id) as ids,
               array_agg(case h.way when 'back' then proposal.other_id else proposal.student_id end order by h.record_id) as to_ids
          from merging.hanging(proposal.student_id, proposal.other_id, proposal.choices) h
         where h.way <> 'stays' and h.relation <> 'teaching.member'
         group by h.relation
         order by h.relation = 'mobility.exchange', h.relation  -- what cites a result comes behind it
    loop
        if part.relation = 'grades.record' then  -- what counts is chosen anew when all are there
            update grades.record r set counts = false where r.id = any (part.ids) and r.counts;
        end if;
        perform merging.move_to(proposal.id, part.relation, part.ids, part.to_ids);
        if part.relation = 'movement.line' then
            perform movement.write_lines(d, part.ids, '{}')
               from movement.decree d
              where d.id = (select l.decree_id from movement.line l where l.id = any (part.ids) limit 1);
        elsif part.relation = 'clearance.sheet' then
            perform merging.move_to(proposal.id, 'clearance.line', l.ids, array_fill(proposal.student_id, array[cardinality(l.ids)]))
               from (select array_agg(l.id) as ids from clearance.line l where l.sheet_id = any (part.ids)) l
              where l.ids is not null;
        elsif part.relation = 'curriculum.registration' then
            perform teaching.seat(teaching.open_classes(array(
                select p.class_id from teaching.part p
                  join curriculum.registration r on r.course_id = p.course_id and r.id = any (part.ids))),
                array[proposal.student_id], security.today());
        end if;
    end loop;
end $$;

-- Seats of running classes that a person gave go over from today; all others end with the row that had them.
create function merging.end_seats(proposal merging.proposal) returns void
    language plpgsql
as $$
declare
    given bigint[] := array(
        select h.record_id from merging.hanging(proposal.student_id, proposal.other_id, proposal.choices) h
         where h.relation = 'teaching.member' and h.way = 'moves');
begin
    perform merging.move_to(proposal.id, 'teaching.member', n.ids, array_fill(proposal.student_id, array[cardinality(n.ids)]))
       from (select array_agg(m.id) as ids from teaching.member m where m.id = any (given) and m.starts_on >= security.today()) n
      where n.ids is not null;
    insert into merging.moved (proposal_id, relation, record_id, act, before)
    select proposal.id, 'teaching.member', m.id, 'ended', to_jsonb(m)
      from teaching.member m
     where m.student_id = proposal.other_id and coalesce(m.ends_on, 'infinity') >= security.today();
    with made as (
        insert into teaching.member (faculty_id, class_id, student_id, group_id, reason, starts_on, ends_on, by_hand, note)
        select m.faculty_id, m.class_id, proposal.student_id, m.group_id, m.reason, security.today(), m.ends_on, true, m.note
          from teaching.member m
         where m.id = any (given) and m.starts_on < security.today()
        returning id)
    insert into merging.moved (proposal_id, relation, record_id, act, before)
    select proposal.id, 'teaching.member', m.id, 'made', '{}' from made m;
end $$;

-- The other row has no state from today on: its last period closes on the eve, and one that is counted nowhere begins.
create function merging.leave_contingent(proposal merging.proposal) returns void
    language plpgsql
as $$
begin
    update students.period p
       set ends_on = greatest(security.today(), p.starts_on) - 1
     where p.student_id = proposal.other_id and p.ends_on is null;
    insert into students.period (student_id, starts_on, origin, faculty_id, specialty_id, group_id, education_type,
                                 education_form, payment_form, kind, language, course, semester, status, recorded_by)
    select p.student_id, p.ends_on + 1, 'merged', p.faculty_id, p.specialty_id, null, p.education_type, p.education_form,
           p.payment_form, p.kind, p.language, p.course, p.semester, :student_status.applied, security.me()
      from students.period p
     where p.student_id = proposal.other_id
     order by p.starts_on desc, p.id desc
     limit 1;
    update students.student s
       set merged_into_id = proposal.student_id, group_id = null, status = :student_status.applied
     where s.id = proposal.other_id;
end $$;

create function merging.note_versions(proposal_id bigint) returns void
    language plpgsql
as $$
declare
    of_table text;
begin
    for of_table in select distinct m.relation from merging.moved m where m.proposal_id = note_versions.proposal_id loop
        execute format('update merging.moved m set version = t.row_version from %s t'
                       ' where m.proposal_id = $1 and m.relation = %L and t.id = m.record_id', of_table, of_table)
          using proposal_id;
    end loop;
end $$;
