-- A merge is taken back exactly, until something new stands on it; then that is named.

create function merging.undo(proposal_id bigint, reason text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    proposal merging.proposal := merging.take(undo.proposal_id, 'agreed', 'hemis_academic_office');
begin
    perform grades.require_reason(reason);
    if proposal.kind = 'merge' then
        perform merging.require_untouched(proposal);
        perform merging.put_back(proposal);
    end if;
    update merging.proposal p
       set state = 'undone', undone_by = security.me(), undone_at = now(), undo_reason = btrim(undo.reason)
     where p.id = proposal.id;
end $$;
comment on function merging.undo(bigint, text) is 'Definer: two rows become two again by functions alone.';

-- What stands on a merge: an order, a paper or a result of the row that stays that came later, or a moved record that
-- somebody has changed since.
create function merging.require_untouched(proposal merging.proposal) returns void
    language plpgsql
as $$
declare
    standing text;
    changed merging.moved;
begin
    select w.what into standing
      from (
        select 1 as place, coalesce('№ ' || d.number, d.heading) as what
          from movement.line l
          join movement.decree d on d.id = l.decree_id
         where l.student_id = proposal.student_id and d.state = 'applied' and d.applied_at > proposal.decided_at
        union all
        select 2, p.register_number
          from documents.paper p
         where p.student_id = proposal.student_id and p.registered_at > proposal.decided_at
        union all
        select 3, s.number
          from grades.record r
          join grades.line l on l.id = r.line_id
          join grades.sheet s on s.id = l.sheet_id
         where r.student_id = proposal.student_id and s.closed_at > proposal.decided_at
        union all
        select 4, s.number from students.student s where s.merged_into_id = proposal.other_id) w
     order by w.place
     limit 1;
    if found then
        perform security.refuse('The merge of {student} stays: {record} came after it and stands on it.',
                                jsonb_build_object('student', proposal.student_name, 'record', standing));
    end if;
    changed := merging.changed_since(proposal.id);
    if changed.id is not null then
        perform security.refuse('The merge of {student} stays: something that came over was changed since.',
                                jsonb_build_object('student', proposal.student_name, 'relation', changed.relation,
                                                   'record_id', changed.record_id));
    end if;
end $$;

-- A moved record that is gone, or no longer as the merge left it.
create function merging.changed_since(proposal_id bigint) returns merging.moved
    language plpgsql
as $$
declare
    of_table text;
    found_one merging.moved;
begin
    for of_table in select distinct m.relation from merging.moved m where m.proposal_id = changed_since.proposal_id order by 1 loop
        execute format('select m.* from merging.moved m left join %s t on t.id = m.record_id and t.row_version = m.version'
                       ' where m.proposal_id = $1 and m.relation = %L and t.id is null and m.act <> ''ended'' limit 1',
                       of_table, of_table)
           into found_one using proposal_id;
        exit when found_one.id is not null;
    end loop;
    return found_one;
end $$;

create function merging.put_back(proposal merging.proposal) returns void
    language plpgsql
as $$
declare
    part record;
begin
    delete from teaching.member t
     using merging.moved m
     where m.proposal_id = proposal.id and m.act = 'made' and t.id = m.record_id;
    for part in
        select m.relation, min(m.id) as place
          from merging.moved m
         where m.proposal_id = proposal.id and m.act = 'moved'
         group by m.relation
         order by m.relation = 'grades.record', 2 desc  -- what counts is chosen anew, and by then the results are back
    loop
        if part.relation = 'grades.record' then
            update grades.record r set counts = false
              from merging.moved m
             where m.proposal_id = proposal.id and m.relation = part.relation and r.id = m.record_id and r.counts;
        end if;
        perform merging.write_back(proposal.id, part.relation);
    end loop;
    perform merging.swap_back(proposal.id);
    perform merging.come_back(proposal);
    perform grades.choose(array[proposal.student_id, proposal.other_id]);
end $$;

create function merging.write_back(proposal_id bigint, relation text) returns void
    language plpgsql
as $$
declare
    columns text;
begin
    for columns in
        select string_agg(quote_ident(k.key), ', ' order by k.key)
          from (select m.before from merging.moved m
                 where m.proposal_id = write_back.proposal_id and m.relation = write_back.relation and m.act = 'moved' limit 1) b
         cross join lateral jsonb_object_keys(b.before) k (key)
    loop
        execute format(
            'update %1$s t set (%2$s) = (select %2$s from jsonb_populate_record(t, m.before))'
            ' from (select * from merging.moved where proposal_id = $1 and relation = %3$L and act = ''moved'') m'
            ' where t.id = m.record_id', relation, columns, relation) using proposal_id;
    end loop;
end $$;

create function merging.swap_back(proposal_id bigint) returns void
    language plpgsql
as $$
declare
    part record;
begin
    for part in
        select m.relation, array_agg(m.record_id order by m.id) as ids,
               (array_agg(array(select jsonb_array_elements_text(m.before -> 'fields')) order by m.id))[1:1] as fields
          from merging.moved m
         where m.proposal_id = swap_back.proposal_id and m.act = 'swapped'
         group by m.relation
    loop
        if part.relation = 'students.private' then
            perform merging.exchange_private(part.ids[1], part.ids[2], array(select unnest(part.fields)));
        else
            perform merging.exchange(part.relation, part.ids, array(select unnest(part.fields)));
        end if;
    end loop;
end $$;

-- The other row has its state again: the period of the merge goes, and the one before is the present.
create function merging.come_back(proposal merging.proposal) returns void
    language plpgsql
as $$
begin
    update teaching.member t
       set ends_on = (m.before ->> 'ends_on')::date
      from merging.moved m
     where m.proposal_id = proposal.id and m.act = 'ended' and t.id = m.record_id;
    insert into teaching.member (id, faculty_id, class_id, student_id, group_id, slice, reason, starts_on, ends_on, by_hand, note)
        overriding system value
    select w.id, w.faculty_id, w.class_id, w.student_id, w.group_id, w.slice, w.reason, w.starts_on, w.ends_on, w.by_hand, w.note
      from merging.moved m
     cross join lateral jsonb_populate_record(null::teaching.member, m.before) w
     where m.proposal_id = proposal.id and m.act = 'ended'
       and not exists (select from teaching.member t where t.id = m.record_id)
       and exists (select from teaching.class k where k.id = w.class_id);
    delete from students.period p where p.student_id = proposal.other_id and p.origin = 'merged' and p.ends_on is null;
    update students.period p
       set ends_on = null
     where p.id = (select q.id from students.period q where q.student_id = proposal.other_id
                    order by q.starts_on desc, q.id desc limit 1);
    update students.student s
       set merged_into_id = null, group_id = p.group_id, status = p.status
      from students.period p
     where s.id = proposal.other_id and p.student_id = s.id and p.ends_on is null;
end $$;
