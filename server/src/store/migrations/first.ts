/** The first tables. Strict, so that a value of the wrong kind is refused and not kept. */
export const first = `
create table people (
  id text primary key,
  name text not null,
  role text check (role in ('reader', 'checker', 'editor', 'admin')),
  colour text not null,
  created_at text not null
) strict;

create table sessions (
  id text primary key,
  person text not null references people (id),
  kind text not null check (kind in ('session', 'token')),
  secret_hash text not null unique,
  created_at text not null,
  expires_at text,
  closed integer not null default 0
) strict;
create index sessions_by_person on sessions (person);

create table invitations (
  id text primary key,
  role text not null check (role in ('reader', 'checker', 'editor', 'admin')),
  created_at text not null,
  created_by text references people (id),
  expires_at text not null,
  person text references people (id),
  secret_hash text not null unique,
  ended_at text
) strict;

create table articles (
  id text primary key,
  title text not null,
  language text not null,
  created_at text not null,
  created_by text,
  changed_at text not null,
  head integer not null,
  projected integer not null,
  unchecked integer not null default 0,
  verified integer not null default 0,
  disputed integer not null default 0,
  unsourced integer not null default 0,
  stale integer not null default 0,
  detached integer not null default 0
) strict;
create index articles_by_change on articles (changed_at desc, id desc);

create table snapshots (
  article text primary key references articles (id),
  seq integer not null,
  bytes blob not null
) strict;

create table updates (
  article text not null references articles (id),
  seq integer not null,
  at text not null,
  actor text not null,
  bytes blob not null,
  primary key (article, seq)
) strict;
create trigger updates_never_change before update on updates
begin select raise(abort, 'an update is never changed'); end;

create table history (
  row integer primary key autoincrement,
  article text not null references articles (id),
  seq integer not null,
  at text not null,
  actor text not null,
  kind text not null,
  claim text,
  detail text not null
) strict;
create index history_by_article on history (article, row);
create trigger history_never_changes before update on history
begin select raise(abort, 'history is only ever added to'); end;
create trigger history_never_goes before delete on history
begin select raise(abort, 'history is only ever added to'); end;

create table writers (
  article text not null references articles (id),
  client integer not null,
  person text not null,
  primary key (article, client)
) strict, without rowid;

create table claims (
  article text not null references articles (id),
  id text not null,
  created_at text not null,
  verdict text not null,
  stale integer not null,
  folded text not null,
  view text not null,
  primary key (article, id)
) strict;
create index claims_by_age on claims (created_at desc, id desc);
create index claims_by_verdict on claims (verdict, created_at desc, id desc);
`;
