-- Doubles: which rows are one study, what a merged row still is, and which rows of students may be the same person.

-- The rows of a student: his own and those that were merged into it. Whoever shows what a student has done asks here.
create function merging.rows_of(student_id bigint) returns bigint[]
    language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select array[rows_of.student_id] || array(
        select s.id from students.student s where s.merged_into_id = rows_of.student_id order by s.id)
$$;
comment on function merging.rows_of(bigint) is 'Definer: keys alone, of which nobody reads anything; what stands under them has its own policies.';

-- A merged row is a pointer: nobody writes it, but functions that take the merge back.
create function merging.keep_pointer() returns trigger
    language plpgsql
as $$
begin
    if new.merged_into_id is not null and current_user <> 'hemis_definer'
       and to_jsonb(new) - 'row_version' <> to_jsonb(old) - 'row_version' then
        perform security.refuse('{student} was merged into another row. Change that one.',
                                jsonb_build_object('student', old.full_name), 'HM003');
    end if;
    return new;
end $$;
create trigger keep_pointer before update on students.student
    for each row when (old.merged_into_id is not null) execute function merging.keep_pointer();

-- One study: the same type, and the same entry year or periods of study that overlap. Else they are two studies of a person.
create function merging.one_study(one bigint, other bigint) returns boolean
    language sql stable
as $$
    select exists (
        select
          from students.student a
          join students.student b on b.id = one_study.other and b.education_type = a.education_type
         where a.id = one_study.one
           and (b.entry_year = a.entry_year or exists (
                select
                  from students.period p
                  join students.period q on q.student_id = b.id and q.status in :students.in_contingent
                       and daterange(q.starts_on, q.ends_on, '[]') && daterange(p.starts_on, p.ends_on, '[]')
                 where p.student_id = a.id and p.status in :students.in_contingent
                   and (p.ends_on is null or p.ends_on >= p.starts_on)
                   and (q.ends_on is null or q.ends_on >= q.starts_on))))
$$;

-- The faculties whose rows somebody may propose: a dean's office the own ones, the academic office all.
create function merging.require_rows(one bigint, other bigint) returns void
    language plpgsql stable
as $$
begin
    perform security.require_role('hemis_academic_office', 'hemis_faculty');
    if (select count(*) from students.student s
         where s.id in (one, other) and s.faculty_id = any (security.units_of(security.me(), security.my_role()))) < 2 then
        perform security.refuse('Choose two rows of students of your faculty.', '{}', 'HM002');
    end if;
end $$;

-- Possible doubles among the students that somebody keeps, with why; the row that more likely stays comes first. Of private
-- values it tells that they are alike and nothing else.
create function merging.doubles()
    returns table (student_id bigint, other_id bigint, why text[], one_study boolean)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform security.require_role('hemis_academic_office', 'hemis_faculty');
    return query
    with own as materialized (
        select s.id, s.sort_key, s.sort_key_oz, s.birth_date, s.status, p.pinfl, p.passport
          from students.student s
          left join students.private p on p.student_id = s.id
         where s.merged_into_id is null
           and s.faculty_id = any ((select security.units_of(security.me(), security.my_role()))::bigint[])
    ), alike as (
        select a.id as one, b.id as two, 'name' as why
          from own a
          join own b on b.sort_key = a.sort_key and b.birth_date = a.birth_date and b.id > a.id
        union
        select a.id, b.id, 'name'
          from own a
          join own b on b.sort_key_oz = a.sort_key_oz and b.birth_date = a.birth_date and b.id > a.id
        union
        select a.id, b.id, 'passport' from own a join own b on b.passport = a.passport and b.id > a.id
        union
        select a.id, b.id, 'pinfl' from own a join own b on b.pinfl = a.pinfl and b.id > a.id
    ), pair as (
        select l.one, l.two, array_agg(l.why order by l.why) as why
          from alike l
         where not exists (
                select
                  from merging.proposal p
                 where p.state in ('proposed', 'agreed', 'refused')
                   and (p.student_id, p.other_id) in ((l.one, l.two), (l.two, l.one)))
         group by l.one, l.two
    )
    select case when r.first then p.one else p.two end, case when r.first then p.two else p.one end, p.why,
           merging.one_study(p.one, p.two)
      from pair p
      join own a on a.id = p.one
      join own b on b.id = p.two
     cross join lateral (select a.status in :students.in_contingent or b.status not in :students.in_contingent as first) r
     order by 4 desc, a.sort_key, p.one;
end $$;
comment on function merging.doubles() is 'Definer: private values are compared without telling one.';

-- Whether the private values of two rows are alike: `same`, `differ`, `stays` or `other` where one of them alone has any.
create function merging.private_marks(one bigint, other bigint) returns table (field text, standing text)
    language plpgsql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform merging.require_rows(one, other);
    return query
    select f.name, m.standing
      from unnest(merging.private_fields()) with ordinality f (name, place)
      left join students.private a on a.student_id = private_marks.one
      left join students.private b on b.student_id = private_marks.other
     cross join lateral (select to_jsonb(a) ->> f.name as one, to_jsonb(b) ->> f.name as two) v
     cross join lateral (
            select case when v.one = v.two then 'same' when v.two is null then 'stays' when v.one is null then 'other'
                        else 'differ' end as standing) m
     where coalesce(v.one, v.two) is not null
     order by f.place;
end $$;
comment on function merging.private_marks(bigint, bigint) is 'Definer: private values are compared without telling one.';

create function merging.private_fields() returns text[]
    language sql immutable parallel safe
as $$
    select '{pinfl,passport,passport_issued_on,passport_issued_by,country,district,address,current_address,accommodation,phone,
        parent_phone,email,social_category,health}'::text[]
$$;
