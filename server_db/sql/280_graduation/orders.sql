-- Graduation by order 17: it needs an accepted record that still says what was accepted.

create function graduation.verdicts(decree_id bigint)
    returns table (line_id bigint, refused boolean, message text, details jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select l.id, v.refused, v.message, v.details
      from movement.decree d
      join movement.line l on l.decree_id = d.id
      left join graduation.acceptance a on a.student_id = l.student_id and a.state <> 'taken_back'
     cross join lateral (
        select true, 'The academic record of {student} is not accepted for graduation. Accept it in the accreditation first.',
               '{}'::jsonb
         where a.id is null
        union all
        select true, 'It is asked that the accreditation of {student} be taken back. Wait for the decision.', '{}'
         where a.state = 'asked'
        union all
        select true, 'The academic record of {student} says something else than was accepted. Ask the acceptance back.', '{}'
         where a.state = 'accepted' and a.digest <> graduation.digest(graduation.content_of(l.student_id))
     ) v (refused, message, details)
     where d.id = verdicts.decree_id and d.act = 'graduate' and d.state in ('draft', 'sent', 'signed')
       and (security.my_role() = 'hemis_academic_office'
            or l.faculty_id = any ((select security.units_of(security.me(), security.my_role()))::bigint[]))
$$;
comment on function graduation.verdicts(bigint) is 'Definer: the whole record is compared, whoever judges the order.';

-- An applied order of graduation stands on the acceptance, a cancelled one does not; who returns to study loses it.
create function graduation.follow_order() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if new.act = 'graduate' and new.state = 'applied' then
        update graduation.acceptance a
           set decree_id = new.id
          from movement.line l
         where l.decree_id = new.id and a.student_id = l.student_id and a.state = 'accepted';
    elsif new.act = 'graduate' and old.state = 'applied' then
        update graduation.acceptance a set decree_id = null where a.decree_id = new.id;
    elsif new.act = 'take_back' and new.state = 'applied' then
        update graduation.acceptance a
           set decree_id = null
          from movement.line l
          join movement.line t on t.id = l.takes_back_id
         where l.decree_id = new.id and a.decree_id = t.decree_id and a.student_id = t.student_id;
    elsif new.act = 'back_to_study' and new.state = 'applied' then
        update graduation.acceptance a
           set state = 'taken_back', decree_id = new.id, decided_at = now(), decided_by = security.me(),
               ask_reason = null, asked_at = null, asked_by = null
          from movement.line l
         where l.decree_id = new.id and a.student_id = l.student_id and a.state <> 'taken_back';
    end if;
    return null;
end $$;
comment on function graduation.follow_order() is 'Definer: an order is applied by who writes no acceptance.';
create trigger graduation after update of state on movement.decree
    for each row when (old.state is distinct from new.state) execute function graduation.follow_order();
