-- A client that loses the connection while it commits asks later whether the work is there. The number of the
-- transaction cannot tell: PostgreSQL gives the number of a transaction that a crash has lost to the next one, and
-- "committed" is then said of somebody else's work. A row written by the transaction itself is there with it or not.

-- The last act of a transaction that wrote something: a receipt to ask with later; null if there is nothing to lose.
create function security.leave_receipt() returns text
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    token uuid;
begin
    if pg_current_xact_id_if_assigned() is null then
        return null;
    end if;
    insert into security.receipt as r (login) values (security.me()) returning r.token into token;
    return token || '/' || pg_current_xact_id();
end $$;
comment on function security.leave_receipt() is 'Definer: receipts are written only here, in the own name.';

-- Whether the transaction of a receipt was committed; null while it still runs, because its connection broke and the
-- server has not noticed. Each look is a statement of its own and sees what was committed before it.
-- "Yes" is said by a transaction that writes: behind a synchronous standby a row may be visible here and lost with this
-- machine. The commit of the answer waits for the standby as the other should have, and proves all before it.
create function security.was_committed(receipt text) returns boolean
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    runs boolean;
begin
    begin
        runs := pg_xact_status(split_part(receipt, '/', 2)::xid8) = 'in progress';
    exception when invalid_parameter_value then
        runs := false;  -- a number still to come: the server died with the transaction and counts anew
    end;
    update security.receipt r
       set at = r.at
     where r.token = split_part(receipt, '/', 1)::uuid
       and r.login = security.me();
    if found then
        return true;
    end if;
    return case when runs then null else false end;
end $$;
comment on function security.was_committed(text) is 'Definer: touches the own receipts and nothing else.';

-- The tables changed by this transaction that its client has to tell of: all where no herald holds its lock, else
-- those with a change that the history, which the herald reads, does not follow: lessons when they are unfolded, but not
-- when they are held, which every teacher does.
create function security.untold() returns text[]
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    noted text[] := string_to_array(nullif(current_setting('hemis.changed', true), ''), ',');
begin
    if noted is null then
        return '{}';
    end if;
    if pg_try_advisory_lock_shared('audit.change'::regclass::bigint) then
        perform pg_advisory_unlock_shared('audit.change'::regclass::bigint);
        return noted;
    end if;
    return coalesce(string_to_array(nullif(current_setting('hemis.untold', true), ''), ','), '{}');
end $$;
comment on function security.untold() is 'Definer: people take no advisory locks.';
