-- Layouts of pre-printed blanks. What is stored is a layout that can be printed, and a version that was printed with stays what it
-- was, whoever writes: what lies in archives can be printed again.

-- Whether this is a number of millimetres or points as the program writes it: “12.5”, one digit after the point at most.
create function layouts.is_number(value jsonb) returns boolean
    language sql immutable parallel safe
as $$ select coalesce(jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^[0-9]{1,3}(\.[0-9])?$', false) $$;

-- What of a field is not as it has to be, as the program calls it; nothing where all is well.
create function layouts.wrong_part(field jsonb, width numeric, height numeric) returns text
    language sql immutable parallel safe
as $$
    select case
        when jsonb_typeof(field) <> 'object' then 'text'
        when not coalesce(field ->> 'text' ~ '^[a-z_]{1,40}(\.(uz|en))?$', false) then 'text'
        when not layouts.is_number(field -> 'x') then 'x'
        when not layouts.is_number(field -> 'y') then 'y'
        when not layouts.is_number(field -> 'width') then 'width'
        when not layouts.is_number(field -> 'height') then 'height'
        when not layouts.is_number(field -> 'size') then 'size'
        when not layouts.is_number(field -> 'least') then 'least'
        when (field ->> 'width')::numeric <= 0 or (field ->> 'x')::numeric + (field ->> 'width')::numeric > wrong_part.width
            then 'width'
        when (field ->> 'height')::numeric <= 0 or (field ->> 'y')::numeric + (field ->> 'height')::numeric > wrong_part.height
            then 'height'
        when (field ->> 'size')::numeric not between 4 and 72 then 'size'
        when (field ->> 'least')::numeric not between 4 and (field ->> 'size')::numeric then 'least'
        when coalesce(field ->> 'font', '') not in ('serif', 'sans') then 'font'
        when coalesce(field ->> 'align', '') not in ('left', 'center', 'right') then 'align'
        when coalesce(field ->> 'stand', '') not in ('top', 'middle', 'bottom') then 'stand'
        when coalesce(field ->> 'rule', '') not in ('shrink', 'wrap', 'two_lines', 'refuse') then 'rule'
        when coalesce(field ->> 'rotation', '') not in ('0', '90') then 'rotation'
        when coalesce(jsonb_typeof(field -> 'bold'), '') <> 'boolean' then 'bold'
        when coalesce(jsonb_typeof(field -> 'words'), '') <> 'string' or length(field ->> 'words') > 256 then 'words' end
$$;

create function layouts.require_fields(fields jsonb, width numeric, height numeric) returns void
    language plpgsql stable
as $$
declare
    wrong record;
begin
    if jsonb_typeof(fields) <> 'array' or jsonb_array_length(fields) > 80 then
        perform security.refuse('A layout has at most {most} fields.', jsonb_build_object('most', 80));
    end if;
    select f.place, f.field ->> 'text' as text, layouts.wrong_part(f.field, width, height) as part into wrong
      from jsonb_array_elements(fields) with ordinality f (field, place)
     where layouts.wrong_part(f.field, width, height) is not null
     order by f.place
     limit 1;
    if found then
        perform security.refuse('Field {number} of the layout ({text}) is wrong: {part}.',
            jsonb_build_object('number', wrong.place, 'text', coalesce(left(wrong.text, 60), ''), 'part', wrong.part));
    end if;
end $$;

-- A new version gets the next number of its layout; one that was printed with is never changed.
create function layouts.keep_version() returns trigger
    language plpgsql
as $$
begin
    if tg_op = 'INSERT' then
        perform from layouts.layout l where l.id = new.layout_id for no key update;
        select coalesce(max(v.number), 0) + 1 into new.number from layouts.version v where v.layout_id = new.layout_id;
    elsif old.printed_at is not null and (new.layout_id, new.number, new.width, new.height, new.fields, new.background,
                                          new.printed_at)
          is distinct from (old.layout_id, old.number, old.width, old.height, old.fields, old.background, old.printed_at) then
        perform security.refuse('Version {number} was printed with and is not changed any more. Make a new version.',
                                jsonb_build_object('number', old.number));
    end if;
    if tg_op = 'INSERT' or (new.width, new.height, new.fields, new.background)
       is distinct from (old.width, old.height, old.fields, old.background) then
        perform layouts.require_fields(new.fields, new.width, new.height);
        new.saved_at := now();
        new.saved_by := security.me();
    end if;
    return new;
end $$;
create trigger a_keeps before insert or update on layouts.version for each row execute function layouts.keep_version();

create function layouts.keep_printed() returns trigger
    language plpgsql
as $$
begin
    if old.printed_at is not null then
        perform security.refuse('Version {number} was printed with and is not deleted any more.',
                                jsonb_build_object('number', old.number));
    elsif old.in_use then
        perform security.refuse('Version {number} is in use. Put another one into use before this one is deleted.',
                                jsonb_build_object('number', old.number));
    end if;
    return old;
end $$;
create trigger keeps_printed before delete on layouts.version for each row execute function layouts.keep_printed();

-- A layout goes with its last version: without one there is nothing to print.
create function layouts.drop_empty() returns trigger
    language plpgsql
as $$
begin
    delete from layouts.layout l
     where l.id in (select o.layout_id from old_rows o)
       and not exists (select from layouts.version v where v.layout_id = l.id);
    return null;
end $$;
create trigger drops_empty after delete on layouts.version referencing old table as old_rows
    for each statement execute function layouts.drop_empty();

-- A calibration says who measured.
create function layouts.sign_calibration() returns trigger
    language plpgsql
as $$
begin
    new.measured_by := security.me();
    if new.day > security.today() then
        perform security.refuse('The test sheet was measured on a day that is still to come. Correct the day.',
                                jsonb_build_object('field', 'day'));
    end if;
    return new;
end $$;
create trigger a_signs before insert on layouts.calibration for each row execute function layouts.sign_calibration();
