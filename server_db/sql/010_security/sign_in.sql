-- What a client says when it has connected and when a role is chosen; the server notes whence and when.

create function security.note_sign_in(workstation text, version text) returns void
    language sql security definer
    set search_path = pg_catalog, pg_temp
as $$
    insert into security.sign_in (login, role, address, workstation, version)
    values (security.me(), security.my_role(), host(inet_client_addr()),
            nullif(btrim(left(workstation, 128)), ''), nullif(btrim(left(version, 32)), ''))
$$;
comment on function security.note_sign_in(text, text) is 'Definer: the log of sign-ins is written only here.';

create function security.sign_in(workstation text, version text) returns jsonb
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform security.note_sign_in(workstation, version);
    return (
        select jsonb_build_object(
                   'login', a.login, 'display_name', a.display_name, 'employee_id', a.employee_id,
                   'must_change_password', a.must_change_password, 'now', clock_timestamp(),
                   'revision', (select version_num from migration.alembic_version))
          from security.account a
         where a.login = security.me()
           and a.ended_at is null);
end $$;
comment on function security.sign_in(text, text) is 'Definer: own account, before a role gives any right; notes the sign-in.';

create function security.acted(workstation text, version text) returns void
    language sql security definer
    set search_path = pg_catalog, pg_temp
as 'select security.note_sign_in(workstation, version)';
comment on function security.acted(text, text) is 'Definer: notes the switch to the acting role.';
