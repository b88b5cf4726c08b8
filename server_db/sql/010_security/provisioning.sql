-- Logins are made, changed and ended here and nowhere else: by functions of a role that cannot log in, called only
-- by the functions of security, which ask who may. A role that is not a person of ours is never touched.

create function provisioning.require_person(login text) returns void
    language plpgsql stable
as $$
begin
    if not exists (
        select
          from pg_catalog.pg_auth_members m
         where m.member = to_regrole(quote_ident(login))
           and m.roleid = 'hemis_person'::regrole
    ) then
        perform security.refuse('There is no login {login}.', jsonb_build_object('login', login));
    end if;
end $$;

-- A plain password would stand in the log of the server; only the verifier that the client made is taken.
create function provisioning.require_verifier(verifier text) returns void
    language plpgsql immutable
as $$
begin
    if verifier is null or verifier !~ '^SCRAM-SHA-256\$[0-9]{4,6}:[A-Za-z0-9+/]{22,88}={0,2}\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$'
       or split_part(split_part(verifier, '$', 2), ':', 1)::integer not between 4096 and 200000 then
        perform security.refuse('The password was not prepared as this server needs it.');
    end if;
end $$;

create function provisioning.create_login(login text, verifier text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    set createrole_self_grant = ''
as $$
begin
    if login is null or login !~ '^[a-z][a-z0-9_]{1,39}$' or login ~ '^(pg_|hemis|postgres)'
       or login = any ('{public,none,user,all,root,replication,current_user,session_user,current_role}'::text[]) then
        perform security.refuse(
            'A login has 2 to 40 small Latin letters, digits and _, begins with a letter and is not a reserved word.');
    end if;
    if to_regrole(quote_ident(login)) is not null then
        perform security.refuse('The login {login} is already taken.', jsonb_build_object('login', login));
    end if;
    perform provisioning.require_verifier(verifier);
    execute format('create role %I login noinherit connection limit 6 password %L', login, verifier);
    execute format('grant hemis_person to %I with inherit true, set false, admin false', login);
end $$;
comment on function provisioning.create_login(text, text) is 'Definer: only this owner may create roles.';

create function provisioning.set_password(login text, verifier text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform provisioning.require_person(login);
    perform provisioning.require_verifier(verifier);
    execute format('alter role %I password %L', login, verifier);
end $$;
comment on function provisioning.set_password(text, text) is 'Definer: only this owner may alter logins.';

-- The login is a member of exactly these groups.
create function provisioning.align(login text, roles text[]) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    group_role text;
begin
    perform provisioning.require_person(login);
    for group_role in
        select m.roleid::regrole::text
          from pg_catalog.pg_auth_members m
         where m.member = to_regrole(quote_ident(login))
           and m.roleid <> 'hemis_person'::regrole
           and m.roleid::regrole::text <> all (roles)
    loop
        execute format('revoke %I from %I', group_role, login);
    end loop;
    foreach group_role in array roles loop
        execute format('grant %I to %I with inherit false, set true, admin false', group_role, login);
    end loop;
end $$;
comment on function provisioning.align(text, text[]) is 'Definer: only this owner may grant the groups.';

create function provisioning.end_sessions(login text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform provisioning.require_person(login);
    perform pg_terminate_backend(a.pid)
       from pg_stat_get_activity(null) a
      where a.usesysid = to_regrole(quote_ident(login))
        and a.pid <> pg_backend_pid();
end $$;
comment on function provisioning.end_sessions(text) is 'Definer: only this owner may signal sessions.';

create function provisioning.end_login(login text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform provisioning.align(login, '{}');
    execute format('alter role %I nologin password null', login);
    perform provisioning.end_sessions(login);
end $$;
comment on function provisioning.end_login(text) is 'Definer: only this owner may alter logins.';
