-- An order as a registered paper, once it is signed: what it must say, for whoever prints it, and when it is void.

-- Whose the paper is: of a dean's office its own faculty, else that of the order where no student of another stands in it.
create function movement.order_unit(decree movement.decree) returns bigint
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select case when security.my_role() = 'hemis_faculty' then (
                    select f.id
                      from unnest(security.units_of(security.me(), security.my_role())) u (id)
                      join (select decree.faculty_id as id
                            union all
                            select l.faculty_id from movement.line l where l.decree_id = decree.id
                            union all
                            select l.new_faculty_id from movement.line l where l.decree_id = decree.id) f on f.id = u.id
                     order by f.id is not distinct from decree.faculty_id desc, f.id
                     limit 1)
                when not exists (
                    select
                      from movement.line l
                     where l.decree_id = decree.id
                       and decree.faculty_id not in (l.faculty_id, coalesce(l.new_faculty_id, l.faculty_id)))
                    then decree.faculty_id end
$$;
comment on function movement.order_unit(movement.decree) is 'Definer: answers for the session user only.';

-- What the paper of an order must say: its own words, who stands under it, and a line a student whom the one who prints it
-- may read in it.
create function movement.order_said(decree_id bigint) returns jsonb
    language sql stable
as $$
    select jsonb_build_object(
               'number', d.number, 'order_day', d.signed_on, 'language', d.language, 'act', d.act,
               'effective_on', d.effective_on, 'heading', d.heading, 'preamble', coalesce(d.preamble, ''),
               'body', coalesce(d.body, ''), 'closing', coalesce(d.closing, ''), 'basis', coalesce(d.basis, ''),
               'signed', coalesce(g.signed, ''), 'lines', coalesce(s.lines, ''))
      from movement.decree d
     cross join lateral (
            select string_agg(concat_ws('|', g.capacity, g.name, g.post_uz, g.day), E'\n' order by g.id) as signed
              from movement.signature g
             where g.decree_id = d.id) g
     cross join lateral (
            select string_agg(
                       concat_ws('|', s.student_number, s.student_name,
                                 format('%s/%s/%s/%s/%s/%s/%s/%s', s.old_status, s.old_course, s.old_semester, s.old_group,
                                        s.old_specialty, s.old_form, s.old_payment, s.old_language),
                                 format('%s/%s/%s/%s/%s/%s/%s/%s', s.new_status, s.new_course, s.new_semester, s.new_group,
                                        s.new_specialty, s.new_form, s.new_payment, s.new_language),
                                 s.reason, s.starts_on, s.ends_on, s.new_name, s.note),
                       E'\n' order by s.sort_key, s.line_id) as lines
              from movement.states(d.id) s) s
     where d.id = order_said.decree_id
$$;

create function movement.order_facts(ids bigint[])
    returns table (record_id bigint, unit_id bigint, names text[], facts jsonb, said jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select d.id, u.id, array[left(format('№ %s – %s', d.number, d.heading), 256)],
           jsonb_build_object('order', d.number, 'day', d.signed_on, 'heading', d.heading, 'students', d.lines),
           movement.order_said(d.id)
      from movement.decree d
     cross join lateral (select movement.order_unit(d) as id) u
     where d.id = any (ids) and d.state in ('signed', 'applied')
       and (security.my_role() <> 'hemis_faculty' or u.id is not null)
$$;
comment on function movement.order_facts(bigint[]) is 'Definer: called by the register, which asks for the units.';

-- The paper of an order that was registered for the like of the one who asks: it is printed again, not registered twice.
create function movement.order_paper(decree_id bigint) returns bigint
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select p.id
      from movement.decree d
      join documents.paper p on p.relation = 'movement.decree' and p.record_id = d.id and p.kind = 'order'
                            and p.cancelled_at is null
     where d.id = order_paper.decree_id
       and p.faculty_id is not distinct from movement.order_unit(d)
       and documents.issues(p.kind, p.faculty_id)
     order by p.id desc
     limit 1
$$;
comment on function movement.order_paper(bigint) is 'Definer: the register is asked for the session user only.';

-- The order that is cancelled takes its papers along: they are void from then on, and whoever checks one is told.
create function movement.void_papers(decree movement.decree) returns void
    language sql
as $$
    update documents.paper p
       set cancelled_at = now(), cancelled_by = security.me(), cancel_reason = left(decree.cancel_reason, 256)
     where p.cancelled_at is null
       and ((p.relation = 'movement.decree' and p.record_id = decree.id)
            or (p.relation = 'movement.line'
                and p.record_id = any (array(select l.id from movement.line l where l.decree_id = decree.id))))
$$;
