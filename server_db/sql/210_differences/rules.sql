-- Differences of curricula: who compares whom, and what stays once it is decided.

-- Whether the acting dean's office compares a student with plans of a faculty of its own: an own student, or one whom an
-- order that waits brings there.
create function differences.may_compare(student_id bigint, faculty_id bigint) returns boolean
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select security.my_role() = 'hemis_faculty'
       and may_compare.faculty_id = any (u.ids)
       and (exists (select from students.student s where s.id = may_compare.student_id and s.faculty_id = any (u.ids))
            or exists (
                select
                  from movement.line l
                  join movement.decree d on d.id = l.decree_id and d.state in ('draft', 'sent', 'signed')
                 where l.student_id = may_compare.student_id and l.new_faculty_id = may_compare.faculty_id))
      from (select security.units_of(security.me(), security.my_role()) as ids) u
$$;
comment on function differences.may_compare(bigint, bigint) is 'Definer: a student who is to come is not read yet.';

-- A comparison with its lock, for the dean's office of the receiving faculty.
create function differences.take(difference_id bigint, variadic states text[]) returns differences.difference
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    taken differences.difference;
begin
    perform security.require_role('hemis_faculty');
    perform security.require_latest();
    select * into taken from differences.difference d where d.id = take.difference_id for update;
    if not coalesce(taken.faculty_id = any (security.units_of(security.me(), security.my_role())), false) then
        perform security.refuse('This comparison is not yours.', '{}', 'HM002');
    end if;
    perform differences.require_state(taken, variadic states);
    return taken;
end $$;
comment on function differences.take(bigint, text[]) is 'Definer: a lock needs the right to write.';

create function differences.require_state(difference differences.difference, variadic states text[]) returns void
    language plpgsql stable
as $$
begin
    if difference.state <> all (states) then
        perform security.refuse(case difference.state
            when 'open' then 'The comparison of {student} is not decided yet.'
            when 'decided' then 'The comparison of {student} is decided. Open it again to change it.'
            else 'What was decided about {student} is entered already. Open the comparison again to change it.' end,
            jsonb_build_object('student', difference.student_name));
    end if;
end $$;

-- People write into an open comparison alone, and what the academic record says is not typed over.
create function differences.keep_decided() returns trigger
    language plpgsql
as $$
declare
    row record := coalesce(new, old);
    difference differences.difference;
begin
    if current_user <> 'hemis_definer' and (tg_op <> 'UPDATE' or new is distinct from old) then
        select * into difference from differences.difference d where d.id = row.difference_id;
        perform differences.require_state(difference, 'open');
        if tg_table_name = 'studied' and tg_op <> 'INSERT' and (to_jsonb(old) ->> 'own')::boolean then
            perform security.refuse('What the academic record says stays as it is.');
        end if;
    end if;
    return row;
end $$;
create trigger keep_decided before insert or update or delete on differences.studied
    for each row execute function differences.keep_decided();
create trigger keep_decided before update on differences.item
    for each row execute function differences.keep_decided();
