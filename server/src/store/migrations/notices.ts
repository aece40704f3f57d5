/** What people were told of, and how far in each article they have seen. */
export const notices = `
create table notices (
  id text primary key,
  person text not null references people (id),
  at text not null,
  kind text not null,
  article text not null references articles (id),
  claim text,
  thing text not null,
  actor text,
  detail text not null,
  read_at text
) strict;
create index notices_by_person on notices (person, at, id);
create index notices_unread on notices (person) where read_at is null;
create index notices_by_claim on notices (article, claim, kind);

create table visits (
  person text not null references people (id),
  article text not null references articles (id),
  row integer not null,
  latest integer not null,
  at text not null,
  primary key (person, article)
) strict, without rowid;
`;
