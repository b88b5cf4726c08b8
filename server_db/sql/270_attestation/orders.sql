-- Thesis topics by order (type 20): a line refers to the thesis of its student and bears its words; applying approves them,
-- cancelling or a correction takes that back.

-- What an order says about a thesis.
create function attestation.words_of(student_id bigint, language text) returns text
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select left('“' || t.title_uz || '”' || concat(
               case language when 'ru' then '; руководитель: ' else '; rahbar: ' end || s.full_name,
               case language when 'ru' then '; консультант: ' else '; maslahatchi: ' end || a.full_name,
               case language when 'ru' then '; рецензент: ' else '; taqrizchi: ' end
                   || nullif(concat_ws(', ', r.full_name, t.outside_reviewer), '')), 512)
      from attestation.thesis t
      left join employees.employee s on s.id = t.supervisor_id
      left join employees.employee a on a.id = t.adviser_id
      left join employees.employee r on r.id = t.reviewer_id
     where t.student_id = words_of.student_id
       and (security.my_role() is distinct from 'hemis_faculty'
            or t.faculty_id = any (security.units_of(security.me(), security.my_role())))
$$;
comment on function attestation.words_of(bigint, text) is 'Definer: who drafts an order need not read the reviewers; answers for the own faculty.';

create function attestation.word_line() returns trigger
    language plpgsql
as $$
begin
    new.note := coalesce((
        select attestation.words_of(new.student_id, d.language)
          from movement.decree d
         where d.id = new.decree_id and d.act = 'topics'), new.note);
    return new;
end $$;
create trigger word_topic before insert on movement.line for each row execute function attestation.word_line();

-- What keeps a topic from being approved, line by line.
create function attestation.topic_verdicts(decree_id bigint)
    returns table (line_id bigint, refused boolean, message text, details jsonb)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    with w (line_id, note, language, thesis) as (
        select l.id, l.note, d.language, t
          from movement.decree d
          join movement.line l on l.decree_id = d.id
          left join attestation.thesis t on t.student_id = l.student_id
         where d.id = topic_verdicts.decree_id and d.act = 'topics'
           and (security.my_role() = 'hemis_academic_office'
                or l.faculty_id = any (security.units_of(security.me(), security.my_role())))
    )
    select w.line_id, true, 'The thesis of {student} has no topic yet. The head of the department writes it.', '{}'::jsonb
      from w
     where (w.thesis).title_uz is null
    union all
    select w.line_id, true, 'The topic of {student} has no English title. The head of the department writes it.', '{}'
      from w
     where (w.thesis).title_uz is not null and (w.thesis).title_en is null
    union all
    select w.line_id, true, 'The thesis of {student} has no supervisor. The head of the department names one.', '{}'
      from w
     where (w.thesis).title_uz is not null and (w.thesis).supervisor_id is null
    union all
    select w.line_id, true, 'The topic of {student} is approved by order {number} already. Take the student out.',
           jsonb_build_object('number', (w.thesis).order_number)
      from w
     where (w.thesis).state = 'approved'
    union all
    select w.line_id, true,
           'The topic of {student} was changed after it came into this order. Take the student out and put it in again.', '{}'
      from w
     where (w.thesis).title_uz is not null
       and w.note is distinct from attestation.words_of((w.thesis).student_id, w.language)
    union all
    select w.line_id, false, 'The thesis of {student} has no reviewer yet.', '{}'
      from w
     where (w.thesis).title_uz is not null and num_nonnulls((w.thesis).reviewer_id, (w.thesis).outside_reviewer) = 0
$$;
comment on function attestation.topic_verdicts(bigint) is 'Definer: the topic counts, whoever drafts the order; answers for own students.';

-- An applied order approves the topics of its students; cancelled, or corrected, it approves them no more.
create function attestation.follow_order() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if new.state = 'applied' and new.act = 'topics' then
        perform attestation.approve_topics(new);
    elsif new.state = 'applied' and new.act = 'take_back' then
        perform attestation.withdraw_topics(array(
            select l.takes_back_id from movement.line l where l.decree_id = new.id and l.takes_back_id is not null));
    elsif new.state = 'cancelled' and old.state = 'applied' and new.act = 'topics' then
        perform attestation.withdraw_topics(array(select l.id from movement.line l where l.decree_id = new.id));
    end if;
    return null;
end $$;
comment on function attestation.follow_order() is 'Definer: an order is applied by who writes no theses.';
create trigger topics after update of state on movement.decree
    for each row when (old.state is distinct from new.state) execute function attestation.follow_order();

create function attestation.approve_topics(decree movement.decree) returns void
    language sql
as $$
    insert into attestation.ordered_topic (thesis_id, department_id, line_id, title_uz, title_en, supervisor_id, adviser_id,
                                           reviewer_id, outside_reviewer, outside_place, number, ordered_on, applied_by)
    select t.id, t.department_id, l.id, t.title_uz, t.title_en, t.supervisor_id, t.adviser_id, t.reviewer_id,
           t.outside_reviewer, t.outside_place, decree.number, decree.signed_on, security.me()
      from movement.line l
      join attestation.thesis t on t.student_id = l.student_id
     where l.decree_id = decree.id
     order by l.id;
    update attestation.thesis t
       set state = 'approved', order_number = decree.number, ordered_on = decree.signed_on
      from movement.line l
     where l.decree_id = decree.id and t.student_id = l.student_id
$$;

create function attestation.withdraw_topics(line_ids bigint[]) returns void
    language plpgsql
as $$
declare
    standing record;
begin
    for standing in
        select o.id, o.thesis_id, t.student_name, n.number
          from attestation.ordered_topic o
          join attestation.thesis t on t.id = o.thesis_id
          left join attestation.ordered_topic n on n.thesis_id = o.thesis_id and n.id > o.id and n.withdrawn_at is null
         where o.line_id = any (line_ids) and o.withdrawn_at is null
         order by o.id
    loop
        if standing.number is not null then
            perform security.refuse('The order {number} has approved another topic of {student} since. Cancel that one first.',
                jsonb_build_object('number', standing.number, 'student', standing.student_name));
        end if;
        perform attestation.refuse_heard(standing.thesis_id);
        update attestation.ordered_topic o set withdrawn_at = now() where o.id = standing.id;
        update attestation.thesis t
           set state = case when n.number is null then 'open' else 'changing' end,
               order_number = n.number, ordered_on = n.ordered_on
          from (select s.number, s.ordered_on
                  from (values (1)) one
                  left join attestation.standing_topic(standing.thesis_id) s on true) n
         where t.id = standing.thesis_id;
    end loop;
end $$;
