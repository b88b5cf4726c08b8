-- Keys in a demonstration: the one that signed until two years ago, the one that signs now (its private part is in the program, so that
-- last summer's diplomas can be signed), and one that waits for the administrator.
insert into signing.key (key_id, algorithm, public_key, proof, kept, place, state, valid_from, ended_on, end_kind, end_reason,
                         registered_by, registered_at, decided_by, decided_at, ended_by, ended_at)
select k.key_id, 'ed25519', k.public_key, k.proof, k.kept, k.place, k.state, d.valid_from, d.ended_on,
       case when d.ended_on is not null then 'rolled_over' end, case when d.ended_on is not null then 'Kompyuter almashtirildi' end,
       'registrar', coalesce(d.valid_from + time '09:20', now() - interval '2 hours'),
       case when d.valid_from is not null then 'admin' end, d.valid_from + time '10:05',
       case when d.ended_on is not null then 'admin' end, d.ended_on + time '17:30'
  from (values
        (6, 2, '0ea5e88bf062cd35', 'l7Sn9WWm6E4JKAK7uyxzjTawdXr6Z6s7KFK4ViANbQ8',
         '9EyGZUDYrUwgzbyJQROfLY0nFzWExqKmxPesueHMfsmd0SeqEcYmd6932n7RXM9X2hLWf8Rv9mBmaeD3kntiDw', 'file',
         'Registrator kompyuteri', 'ended'),
        (2, null, 'cd39fcfa091e943a', 'R-GcYmmIy0cd0rflHYaxQUBTi2AiFGXjautb73SII60',
         'z0jZRz_G34cwcmd2tUqJWqSiGAfDso5-QPpm4bo4_QaPj5cAPfTfszKzddVxIYEXikecKrRv0JzJsqsJVS-QBA', 'safe',
         'Namoyish', 'admitted'),
        (null, null, '4dc7cfefe7a941b5', 'fCo0u3Wl4NjKgoQcYCFmnJsUjDIKJf57jHJM-tJB6lc',
         'QKzQZe0A6x4q7-XWRCpZdxdKdZ6fXWEACGdXuz05ZOSPLgiroEnxigLPwrMB17pAAWL6D8D7DYjjdKz6Kk66Ag', 'safe',
         'REG-KOMP-2', 'proposed')) k (since, upto, key_id, public_key, proof, kept, place, state)
 cross join lateral (
       select make_date(extract(year from security.today())::integer - k.since, 1, 15) as valid_from,
              make_date(extract(year from security.today())::integer - k.upto, 1, 15) as ended_on) d
 order by k.since desc nulls last;
