-- Payment holds: put by the accounting office, asked when a final is admitted to, released with a reason and never removed.

-- Who put a hold is who is signed in; it begins when it is put or before, and a released one stays as it is.
create function finance.sign_hold() returns trigger
    language plpgsql
as $$
begin
    if tg_op = 'INSERT' then
        new.put_by := security.me();
    elsif old.released_at is not null and to_jsonb(new) - '{row_version,faculty_id}'::text[]
                                       <> to_jsonb(old) - '{row_version,faculty_id}'::text[] then
        perform security.refuse('This hold is released and stays as it is. Put a new one.');
    end if;
    if new.starts_on > security.today() then
        perform security.refuse('A payment hold begins today or earlier.', jsonb_build_object('field', 'starts_on'));
    end if;
    return new;
end $$;
create trigger sign_hold before insert or update on finance.payment_hold
    for each row execute function finance.sign_hold();

-- Release these holds; how many. Admission that is decided from now on does not ask for them any more.
create function finance.release_holds(ids bigint[], reason text) returns integer
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    released integer;
begin
    perform security.require_role('hemis_accounting');
    perform security.require_latest();
    if btrim(coalesce(reason, '')) = '' then
        perform security.refuse('Give a reason.');
    end if;
    update finance.payment_hold h
       set released_at = now(), released_by = security.me(), release_reason = btrim(release_holds.reason)
     where h.id = any (ids) and h.released_at is null;
    get diagnostics released = row_count;
    if released = 0 then
        perform security.refuse('These holds are released already.', '{}', 'HM003');
    end if;
    return released;
end $$;
comment on function finance.release_holds(bigint[], text) is 'Definer: when and by whom a hold was released is nobody''s to write.';
