-- Pairs are confirmed and subjects decided by people, one by one or many at once; a comparison is decided as a whole.

-- Pair anew what was typed since, and propose the rest.
create function differences.propose(difference_id bigint) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform differences.take(propose.difference_id, 'open');
    perform differences.match(propose.difference_id);
    return (select count(*) from differences.item i
             where i.difference_id = propose.difference_id and i.proposed_id is not null);
end $$;
comment on function differences.propose(bigint) is 'Definer: proposals are nobody''s to write.';

-- Make pairs of what is proposed for these subjects of the plan; how many.
create function differences.confirm(difference_id bigint, item_ids bigint[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    confirmed integer;
begin
    perform differences.take(confirm.difference_id, 'open');
    update differences.item i
       set studied_id = i.proposed_id, proposed_id = null
     where i.difference_id = confirm.difference_id and i.id = any (item_ids) and i.studied_id is null
       and i.proposed_id is not null
       and not exists (select from differences.item u where u.studied_id = i.proposed_id);
    get diagnostics confirmed = row_count;
    return confirmed;
end $$;
comment on function differences.confirm(bigint, bigint[]) is 'Definer: proposals are nobody''s to write.';

-- Recognise whatever is paired and not decided yet; how many.
create function differences.recognise_pairs(difference_id bigint) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    recognised integer;
begin
    perform differences.take(recognise_pairs.difference_id, 'open');
    update differences.item i
       set decision = 'recognised'
     where i.difference_id = recognise_pairs.difference_id and i.decision is null and i.studied_id is not null;
    get diagnostics recognised = row_count;
    return recognised;
end $$;
comment on function differences.recognise_pairs(bigint) is 'Definer: all pairs at once, under one lock.';

-- Whatever is not decided yet is to be made up until a day; how many.
create function differences.make_up_rest(difference_id bigint, until date) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    made_up integer;
begin
    perform differences.take(make_up_rest.difference_id, 'open');
    if make_up_rest.until is null or make_up_rest.until < security.today() then
        perform security.refuse('Write a day that is still to come.');
    end if;
    update differences.item i
       set decision = 'made_up', until = make_up_rest.until
     where i.difference_id = make_up_rest.difference_id and i.decision is null;
    get diagnostics made_up = row_count;
    return made_up;
end $$;
comment on function differences.make_up_rest(bigint, date) is 'Definer: all that is left at once, under one lock.';

-- Decide the comparison: nothing is left open, and what is recognised was passed. How many subjects differ.
create function differences.decide(difference_id bigint) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    difference differences.difference := differences.take(decide.difference_id, 'open');
    undecided integer;
    wrong record;
    made_up record;
begin
    perform from differences.item i where i.difference_id = difference.id order by i.id for update;
    select count(*) into undecided from differences.item i where i.difference_id = difference.id and i.decision is null;
    if undecided > 0 then
        perform security.refuse(
            'Not decided yet: {count} subjects. Recognise each, or write until when it is to be made up.',
            jsonb_build_object('count', undecided));
    end if;
    select b.name_uz as subject, i.decision into wrong
      from differences.item i
      join subjects.subject b on b.id = i.subject_id
      join curriculum.curriculum p on p.id = difference.curriculum_id
      join curriculum.marking_system m on m.id = p.marking_system_id
      left join differences.studied s on s.id = i.studied_id
     where i.difference_id = difference.id
       and case i.decision when 'recognised' then not coalesce(s.points >= m.pass_percent, s.five >= 3)
                           else i.until < security.today() end
     order by i.semester, i.id
     limit 1;
    if found then
        perform security.refuse(case wrong.decision
            when 'recognised' then '{subject}: what was studied was not passed. It cannot be recognised.'
            else '{subject}: the day until which it is to be made up is over. Write a later one.' end,
            jsonb_build_object('subject', wrong.subject));
    end if;
    select count(*) as many, coalesce(sum(i.credits), 0) as credits into made_up
      from differences.item i
     where i.difference_id = difference.id and i.decision = 'made_up';
    update differences.difference d
       set state = 'decided', differing = made_up.many, differing_credits = made_up.credits, decided_at = now(),
           decided_by = security.me()
     where d.id = difference.id;
    return made_up.many;
end $$;
comment on function differences.decide(bigint) is 'Definer: the state of a comparison is nobody''s to write.';

-- What comparisons say about the lines of an order whose students join another plan (VMQ 578).
create function differences.verdicts(decree_id bigint)
    returns table (line_id bigint, refused boolean, message text, details jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    with w as materialized (  -- a dean's office hears of those alone whom it reads in the order
        select m.line_id, m.student_id, m.act, (m.line).gpa as gpa, g.curriculum_id
          from movement.wanted(verdicts.decree_id) m
          join curriculum.group_curriculum g on g.group_id = m.group_id
          left join curriculum.group_curriculum o on o.group_id = (m.old).group_id
         where m.act in ('transfer', 'transfer_in', 'reinstate', 'continue', 'return', 'form', 'back_to_study')
           and g.curriculum_id is distinct from o.curriculum_id
           and (security.my_role() in ('hemis_academic_office', 'hemis_management')
                or (m.line).faculty_id = any ((select security.units_of(security.me(), security.my_role()))::bigint[])
                or (m.line).new_faculty_id = any ((select security.units_of(security.me(), security.my_role()))::bigint[]))
    ), compared as materialized (
        select w.*, d.differing, d.differing_credits, b.gpa as bar, b.most
          from w
          left join lateral (
                select d.*
                  from differences.difference d
                 where d.student_id = w.student_id and d.curriculum_id = w.curriculum_id and d.state <> 'open'
                 order by d.id desc
                 limit 1) d on true
         cross join (select :setting.movement.gpa_limit / 100.0 as gpa, :setting.movement.difference_limit as most) b
    )
    select c.line_id, true,
           'The GPA of {student} is {gpa}, below the limit of {limit}: decide the difference of curricula first.',
           jsonb_build_object('gpa', c.gpa, 'limit', round(c.bar, 2))
      from compared c
     where c.act = 'transfer' and c.differing is null and c.gpa < c.bar
    union all
    select c.line_id, true,
           '{student} has {count} differing subjects, more than {most}, and no GPA that reaches the limit of {limit}.',
           jsonb_build_object('count', c.differing, 'most', c.most, 'limit', round(c.bar, 2))
      from compared c
     where c.act = 'transfer' and c.differing > c.most and coalesce(c.gpa, 0) < c.bar
    union all
    select c.line_id, false, '{student} joins another plan: no difference of curricula is decided.', '{}'
      from compared c
     where c.differing is null and not (c.act = 'transfer' and coalesce(c.gpa, c.bar) < c.bar)
    union all
    select c.line_id, false, '{student} has {count} differing subjects to make up: {credits} credits.',
           jsonb_build_object('count', c.differing, 'credits', c.differing_credits)
      from compared c
     where c.differing > 0 and not (c.act = 'transfer' and c.differing > c.most and coalesce(c.gpa, 0) < c.bar)
$$;
comment on function differences.verdicts(bigint) is
    'Definer: the sending faculty hears how many subjects differ, and reads nothing else of the comparison.';
