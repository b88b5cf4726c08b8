-- What is done to layouts: begun, saved, put into use, printed with.

-- A new layout with its first version; returns the version.
create function layouts.begin(given jsonb, width numeric, height numeric, fields jsonb, background bytea) returns bigint
    language plpgsql
as $$
declare
    made bigint;
begin
    insert into layouts.layout (name, form, education_type, category)
    values (given ->> 'name', given ->> 'form', given ->> 'education_type', given ->> 'category')
    returning id into made;
    insert into layouts.version (layout_id, width, height, fields, background)
    values (made, begin.width, begin.height, begin.fields, begin.background)
    returning id into made;
    return made;
end $$;

-- Save what was edited over the version that was read; one that was printed with stays, and a new version is made.
create function layouts.save(version_id bigint, version integer, width numeric, height numeric, fields jsonb, background bytea)
    returns bigint
    language plpgsql
as $$
declare
    stored layouts.version;
    made bigint;
begin
    select * into stored from layouts.version v where v.id = version_id for update;
    if not found then
        perform security.refuse('This version of the layout was deleted meanwhile.', '{}', 'HM003');
    elsif stored.printed_at is not null then
        insert into layouts.version (layout_id, width, height, fields, background)
        values (stored.layout_id, save.width, save.height, save.fields, save.background)
        returning id into made;
        return made;
    elsif stored.row_version <> version then
        perform security.refuse('This version of the layout was saved meanwhile by {login}. Reload it.',
                                jsonb_build_object('login', stored.saved_by), 'HM003');
    end if;
    update layouts.version v
       set width = save.width, height = save.height, fields = save.fields, background = save.background
     where v.id = version_id;
    return version_id;
end $$;

-- A copy of a version, to be changed while the other one goes on being printed with.
create function layouts.copy(version_id bigint) returns bigint
    language sql
as $$
    insert into layouts.version (layout_id, width, height, fields, background)
    select v.layout_id, v.width, v.height, v.fields, v.background from layouts.version v where v.id = version_id
    returning id
$$;

-- From now on this version of its layout is printed with.
create function layouts.use(version_id bigint) returns void
    language plpgsql
as $$
declare
    layout bigint;
begin
    select l.id into layout
      from layouts.version v
      join layouts.layout l on l.id = v.layout_id
     where v.id = version_id
       for no key update of l;
    if exists (select from layouts.version v where v.id = version_id and v.fields = '[]') then
        perform security.refuse('This version has no fields: nothing would be printed.');
    end if;
    update layouts.version v set in_use = false where v.layout_id = layout and v.in_use and v.id <> version_id;
    update layouts.version v set in_use = true where v.id = version_id and not v.in_use;
end $$;

-- The version that blanks of a form are printed with: that of the layout that says most of what they are for.
create function layouts.version_for(form text, education_type text default null, category text default null) returns bigint
    language sql stable
as $$
    select v.id
      from layouts.version v
      join layouts.layout l on l.id = v.layout_id
     where v.in_use and l.active and l.form = version_for.form
       and coalesce(l.education_type = version_for.education_type, true) and coalesce(l.category = version_for.category, true)
     order by l.education_type is null, l.category is null, v.saved_at desc
     limit 1
$$;

-- Remember that paper was printed with this version: from now on it is never changed.
create function layouts.printed(version_id bigint) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.require_role('hemis_registrar', 'hemis_faculty');
    update layouts.version v set printed_at = now() where v.id = version_id and v.printed_at is null;
end $$;
comment on function layouts.printed(bigint) is
    'Definer: whoever prints on blanks freezes the version, also a dean''s office, which writes no layouts.';
