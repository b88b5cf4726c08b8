-- Private data of students: no SELECT for anybody, one function to read and one to write.

create function students.read_private(ticket bigint) returns setof jsonb
    language sql security definer
    set search_path = pg_catalog, pg_temp
as $$
    select case
               when security.my_role() = 'hemis_accounting' then
                   jsonb_build_object('student_id', p.student_id, 'pinfl', p.pinfl, 'passport', p.passport,
                                      'address', p.address, 'phone', p.phone)
               else to_jsonb(p) - 'id'
           end
      from students.private p
     where p.student_id in (select security.opened_by(ticket, 'students.private'))
$$;
comment on function students.read_private(bigint) is 'Definer: private data is read only through a ticket of the log.';

-- Whether a row with a `student_id` is of nobody at the own faculty.
create function students.any_strange(rows jsonb) returns boolean
    language sql stable
as $$
    select exists (
        select
          from jsonb_to_recordset(rows) r (student_id bigint)
         where not exists (
            select
              from students.student s
             where s.id = r.student_id
               and s.faculty_id = any ((select security.units_of(security.me(), security.my_role()))::bigint[])))
$$;

-- Many students at a call: each row is {"student_id", "version", "values"}. Version 0 makes the record, another must be
-- the present one; keys that are not given stay as they are. All rows are written or none.
create function students.write_privates(rows jsonb, run_id bigint default null)
    returns table (student_id bigint, version integer)
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    fields constant text[] := '{pinfl,passport,passport_issued_on,passport_issued_by,country,district,address,
        current_address,accommodation,phone,parent_phone,email,social_category,health}';
    changed integer;
    added integer;
begin
    perform security.require_role('hemis_faculty');
    perform imports.require_open_run(run_id);
    if exists (select from jsonb_array_elements(rows) r where (r -> 'values') - fields <> '{}') then
        perform security.refuse('The private data of a student has no such field.');
    end if;
    if students.any_strange(rows) then
        perform security.refuse('You may not write the private data of all of these students.', '{}', 'HM002');
    end if;
    perform imports.require_announced('students', array(
        select r -> 'values' ->> 'pinfl'
          from jsonb_array_elements(rows) r
          left join students.private old on old.student_id = (r ->> 'student_id')::bigint
         where r -> 'values' ->> 'pinfl' is not null
           and r -> 'values' ->> 'pinfl' is distinct from old.pinfl));
    perform imports.note_privates(run_id, 'students', rows);
    update students.private p
       set (pinfl, passport, passport_issued_on, passport_issued_by, country, district, address, current_address,
            accommodation, phone, parent_phone, email, social_category, health) =
           (w.pinfl, w.passport, w.passport_issued_on, w.passport_issued_by, w.country, w.district, w.address,
            w.current_address, w.accommodation, w.phone, w.parent_phone, w.email, w.social_category, w.health)
      from jsonb_to_recordset(rows) r (student_id bigint, version integer, "values" jsonb)
      join students.private old on old.student_id = r.student_id
     cross join lateral jsonb_populate_record(old, r."values") w
     where p.id = old.id and p.row_version = r.version;
    get diagnostics changed = row_count;
    insert into students.private (student_id, entry_year, pinfl, passport, passport_issued_on, passport_issued_by,
                                  country, district, address, current_address, accommodation, phone, parent_phone,
                                  email, social_category, health)
    select r.student_id, s.entry_year, w.pinfl, w.passport, w.passport_issued_on, w.passport_issued_by, w.country,
           w.district, w.address, w.current_address, w.accommodation, w.phone, w.parent_phone, w.email,
           w.social_category, w.health
      from jsonb_to_recordset(rows) r (student_id bigint, version integer, "values" jsonb)
      join students.student s on s.id = r.student_id
     cross join lateral jsonb_populate_record(null::students.private, r."values") w
     where r.version = 0;
    get diagnostics added = row_count;
    if changed + added <> jsonb_array_length(rows) then
        perform security.refuse('The private data was changed meanwhile.', '{}', 'HM003');
    end if;
    perform imports.note_new_privates(run_id, 'students', rows);
    return query
    select p.student_id, p.row_version
      from students.private p
      join jsonb_to_recordset(rows) r (student_id bigint) on r.student_id = p.student_id;
end $$;
comment on function students.write_privates(jsonb, bigint) is 'Definer: a dean''s office writes what nobody may select.';

create function students.write_private(student_id bigint, version integer, "values" jsonb) returns integer
    language sql security definer
    set search_path = pg_catalog, pg_temp
as $$
    select w.version
      from students.write_privates(jsonb_build_array(jsonb_build_object(
               'student_id', student_id, 'version', version, 'values', "values"))) w
$$;
comment on function students.write_private(bigint, integer, jsonb) is 'Definer: one row of write_privates; its new version.';

-- Which private fields of a student were changed when and by whom, never to what: for those who read all of them.
create function students.private_changes(student_id bigint)
    returns table (at timestamptz, login text, role text, fields text[])
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select c.at, c.login, c.role, array(select k from jsonb_object_keys(c.after) k)
      from students.student s
      join students.private p on p.student_id = s.id
      join audit.change c on c.relation = 'students.private' and c.record_id = p.id and c.action = 'update'
     where s.id = private_changes.student_id
       and security.acts_as(security.me(), security.my_role())
       and (security.my_role() = 'hemis_academic_office'
            or security.my_role() = 'hemis_faculty'
               and s.faculty_id = any (security.units_of(security.me(), security.my_role())))
     order by c.at, c.id
$$;
comment on function students.private_changes(bigint) is 'Definer: nobody selects private data; the names of fields alone leave it.';
