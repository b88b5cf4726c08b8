-- What the dean's office does to the marks of the drafts of a group, to all of them or to none: titles, sections and sequence,
-- whose mark counts, subjects joined into one row, and back to what the record gives. Accepted diplomas stay as they are.

-- What one has seen of the rows of diplomas, {"id": "…"} each: another stamp says that somebody has changed them since.
create function diplomas.seen(ids bigint[]) returns jsonb
    language sql stable
as $$
    select coalesce(jsonb_object_agg(d.id, coalesce(n.stamp, '')), '{}')
      from diplomas.diploma d
      left join (
        select n.diploma_id, md5(string_agg(n.id || ':' || n.row_version, ',' order by n.id)) as stamp
          from diplomas.line n
         where n.diploma_id = any (ids)
         group by n.diploma_id) n on n.diploma_id = d.id
     where d.id = any (ids)
$$;

-- The drafts with their locks, whose rows are what one has seen of them.
create function diplomas.take_marks(seen jsonb) returns bigint[]
    language plpgsql
as $$
declare
    ids constant bigint[] := array(select k::bigint from jsonb_object_keys(seen) k);
    now_seen jsonb;
    stale text;
begin
    perform from diplomas.take(ids, 'draft') t;
    perform security.require_role('hemis_faculty');
    if exists (select from diplomas.diploma d where d.id = any (ids) and d.duplicate_of_id is not null) then
        perform security.refuse('What takes the place of a diploma says what that one said.');
    end if;
    now_seen := diplomas.seen(ids);
    select d.student_name into stale
      from diplomas.diploma d
     where d.id = any (ids) and now_seen ->> d.id::text is distinct from seen ->> d.id::text
     order by d.id
     limit 1;
    if found then
        perform security.refuse('The marks of {student} were changed meanwhile. Look at them again.',
                                jsonb_build_object('student', stale), 'HM003');
    end if;
    return ids;
end $$;

-- Titles, {"key", "uz", "en"} each, for everybody who has the row; an empty English one is written later.
create function diplomas.retitle(seen jsonb, titles jsonb) returns jsonb
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    ids constant bigint[] := diplomas.take_marks(seen);
    wrong text;
begin
    if exists (select from jsonb_to_recordset(titles) t (uz text) where coalesce(btrim(t.uz), '') = '') then
        perform security.refuse('A row of a supplement has a title.');
    end if;
    select left(t.uz, 60) into wrong
      from jsonb_to_recordset(titles) t (uz text, en text)
     where greatest(length(t.uz), length(t.en)) > 256;
    if found then
        perform security.refuse('The title {title} is longer than 256 letters.', jsonb_build_object('title', wrong));
    end if;
    select t.uz into wrong
      from jsonb_to_recordset(titles) t (uz text, en text)
     where t.uz || coalesce(t.en, '') ~ '[Ѐ-ӿ]';
    if found then
        perform security.refuse('The title {title} has Cyrillic letters.', jsonb_build_object('title', wrong));
    end if;
    update diplomas.line n
       set title_uz = btrim(t.uz), title_en = nullif(btrim(t.en), '')
      from diplomas.row_keys(ids) k
      join jsonb_to_recordset(titles) t (key text, uz text, en text) on t.key = k.key
     where n.id = k.line_id and (n.title_uz, n.title_en) is distinct from (btrim(t.uz), nullif(btrim(t.en), ''));
    return diplomas.seen(ids);
end $$;
comment on function diplomas.retitle(jsonb, jsonb) is 'Definer: diplomas are written by functions alone.';

-- The sequence, {"key", "section"} each from the first row to the last; rows that are not named come last in their section.
create function diplomas.arrange(seen jsonb, places jsonb) returns jsonb
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    ids constant bigint[] := diplomas.take_marks(seen);
begin
    update diplomas.line n
       set section = w.section, place = w.place
      from (
        select n.id, s.section,
               row_number() over (partition by n.diploma_id, s.section order by p.number nulls last, n.place, n.id) as place
          from diplomas.line n
          join diplomas.row_keys(ids) k on k.line_id = n.id
          left join (
            select distinct on (p.place ->> 'key') p.place ->> 'key' as key, p.place ->> 'section' as section, p.number
              from jsonb_array_elements(places) with ordinality p (place, number)
             order by p.place ->> 'key', p.number) p on p.key = k.key
         cross join lateral (select coalesce(p.section, n.section) as section) s) w
     where n.id = w.id and (n.section, n.place) is distinct from (w.section, w.place::integer);
    return diplomas.seen(ids);
end $$;
comment on function diplomas.arrange(jsonb, jsonb) is 'Definer: diplomas are written by functions alone.';

-- By which line of the record rows are marked, {"diploma", "key", "record"} each; record 0 is all lines by their credits.
create function diplomas.choose_marks(seen jsonb, choices jsonb) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    ids constant bigint[] := diplomas.take_marks(seen);
    changed integer;
begin
    if :setting.diplomas.mark_by_credits <> 2 then
        perform security.refuse('By a setting of the university nobody chooses the mark of a subject of several semesters.');
    elsif exists (
            select from jsonb_to_recordset(choices) c (diploma bigint, key text, record bigint)
              left join diplomas.row_keys(ids) k on k.diploma_id = c.diploma and k.key = c.key
              left join diplomas.line n on n.id = k.line_id
             where n.id is null or c.record is null or c.record <> 0 and not exists (
                    select from diplomas.pieces(ids) p
                     where p.diploma_id = n.diploma_id and p.record_id = c.record and p.graded and c.record = any (n.sources))) then
        perform security.refuse('A row is marked by one of its own results that has a mark.');
    end if;
    with wished as materialized (
        select k.line_id, c.record, n.sources
          from jsonb_to_recordset(choices) c (diploma bigint, key text, record bigint)
          join diplomas.row_keys(ids) k on k.diploma_id = c.diploma and k.key = c.key
          join diplomas.line n on n.id = k.line_id
    ), listed as (
        select array_agg(w.line_id) as rows, array_agg(u.source) as records, array_agg(w.record) as chosen
          from wished w
         cross join lateral unnest(w.sources) u (source)
    )
    update diplomas.line n
       set points = m.points, mark = m.mark, letter = m.letter, chosen_id = m.chosen_id
      from listed l
     cross join lateral diplomas.reckoned(ids, l.rows, l.records, l.chosen) m
     where n.id = m.number and (n.points, n.mark, n.letter, n.chosen_id) is distinct from (m.points, m.mark, m.letter, m.chosen_id);
    get diagnostics changed = row_count;
    return changed;
end $$;
comment on function diplomas.choose_marks(jsonb, jsonb) is 'Definer: diplomas are written by functions alone.';

-- Each section counted from 1 again.
create function diplomas.renumber(ids bigint[]) returns void
    language sql
as $$
    update diplomas.line n
       set place = w.place
      from (select n.id, row_number() over (partition by n.diploma_id, n.section order by n.place, n.id) as place
              from diplomas.line n
             where n.diploma_id = any (ids)) w
     where n.id = w.id and n.place <> w.place
$$;

-- Rows of one section made one: hours and credits are summed, title and place are those of the first that is named. Who has but
-- one of them keeps it. How many students have a joined row now.
create function diplomas.join_rows(seen jsonb, keys text[]) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    ids constant bigint[] := diplomas.take_marks(seen);
    part record;
    joined bigint[];
begin
    for part in
        select n.diploma_id, array_agg(n.id order by array_position(keys, k.key)) as lines, count(distinct n.section) as sections
          from diplomas.row_keys(ids) k
          join diplomas.line n on n.id = k.line_id
         where k.key = any (keys)
         group by n.diploma_id
        having count(*) > 1
         order by n.diploma_id
    loop
        if part.sections > 1 then
            perform security.refuse('Rows of different sections are not joined. Move them into one section first.');
        end if;
        update diplomas.line n
           set sources = (select array_agg(u.source)
                            from diplomas.line o
                           cross join lateral unnest(o.sources) u (source)
                           where o.id = any (part.lines))
         where n.id = part.lines[1];
        delete from diplomas.line n where n.id = any (part.lines[2:]);
        joined := joined || part.lines[1];
    end loop;
    if joined is null then
        perform security.refuse('Choose two rows that the same students have.');
    end if;
    update diplomas.line n
       set subject_id = m.subject_id, semesters = m.semesters, hours = m.hours, credits = m.credits, points = m.points,
           mark = m.mark, letter = m.letter, recognised = m.recognised, sources = m.sources, chosen_id = m.chosen_id
      from (select array_agg(n.id) as rows, array_agg(u.source) as records
              from diplomas.line n
             cross join lateral unnest(n.sources) u (source)
             where n.id = any (joined)) l
     cross join lateral diplomas.reckoned(ids, l.rows, l.records) m
     where n.id = m.number;
    perform diplomas.renumber(ids);
    return cardinality(joined);
end $$;
comment on function diplomas.join_rows(jsonb, text[]) is 'Definer: diplomas are written by functions alone.';

-- Rows as the record gives them, those of these keys or all: titles of the subjects, their own sections, a row a subject, the
-- mark that the setting says. What was joined is split where it stands. How many rows there are now in their place.
create function diplomas.as_recorded(seen jsonb, keys text[] default null) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    ids constant bigint[] := diplomas.take_marks(seen);
    written integer;
begin
    if keys is null then
        perform diplomas.write_rows(ids, false);
        return (select count(*) from diplomas.line n where n.diploma_id = any (ids));
    end if;
    with former as materialized (
        select n.id, n.diploma_id, n.section, n.place, k.pieces
          from diplomas.row_keys(ids) k
          join diplomas.line n on n.id = k.line_id
         where k.key = any (keys)
    ), gone as (
        delete from diplomas.line n using former f where n.id = f.id
    )
    insert into diplomas.line (diploma_id, faculty_id, subject_id, section, place, title_uz, title_en, semesters, hours, credits,
                               points, mark, letter, recognised, sources, chosen_id)
    select r.diploma_id, r.faculty_id, r.subject_id, r.section,
           -- In the place of the former between its neighbours: places are counted anew below.
           case when r.section = f.section then f.place * 1000 else 100000000 end
               + row_number() over (partition by f.diploma_id order by f.place, r.place),
           r.title_uz, r.title_en, r.semesters, r.hours, r.credits, r.points, r.mark, r.letter, r.recognised, r.sources, r.chosen_id
      from former f
      join diplomas.rows_for(ids, false) r on r.diploma_id = f.diploma_id and r.subject_id || '/' || r.section = any (f.pieces);
    get diagnostics written = row_count;
    update diplomas.line n set place = n.place * 1000 where n.diploma_id = any (ids) and n.place < 1000;
    perform diplomas.renumber(ids);
    return written;
end $$;
comment on function diplomas.as_recorded(jsonb, text[]) is 'Definer: diplomas are written by functions alone.';
