/**
 * What the queue asks of a claim, as columns with an index for each usual question. `mark` tells whether a row is still
 * what it would be written as; where a claim stands in its text has a table of its own, because an edit moves every claim
 * behind it and changes nothing else of them. `projection` is the version of what an article's rows hold: rows from
 * before are of version 0, and the server makes them anew.
 */
export const queue = `
alter table articles add column projection integer not null default 0;
create index articles_by_projection on articles (projection);

alter table claims add column assignee text;
alter table claims add column settled integer not null default 0;
alter table claims add column attachment text not null default 'exact';
alter table claims add column unbacked integer not null default 0;
alter table claims add column conflict integer not null default 0;
alter table claims add column comments integer not null default 0;
alter table claims add column verdict_at text;
alter table claims add column context text not null default '{"before":"","after":"","direction":"ltr","decided":null}';
alter table claims add column mark text not null default '';

update claims set
  assignee = view ->> '$.assignee',
  settled = (view ->> '$.settlement') is not null,
  attachment = coalesce(view ->> '$.attachment', 'exact'),
  verdict_at = view ->> '$.verdictAt',
  unbacked = verdict = 'verified' and coalesce(json_array_length(view, '$.evidence'), 0) = 0;

create table places (
  article text not null references articles (id),
  claim text not null,
  start integer not null,
  end integer not null,
  primary key (article, claim)
) strict, without rowid;

drop index claims_by_age;
drop index claims_by_verdict;
create index claims_by_age on claims (created_at, id, article);
create index claims_by_verdict on claims (verdict, created_at, id, article);
create index claims_by_article on claims (article, created_at, id);
create index claims_open on claims (verdict, created_at, id, article) where settled = 0;
create index claims_assigned on claims (assignee, settled, article, created_at, id) where assignee is not null;
create index claims_unassigned on claims (created_at, id, article, verdict) where assignee is null and settled = 0;
create index claims_settled on claims (created_at, id, article) where settled = 1;
create index claims_stale on claims (created_at, id, article) where stale = 1;
create index claims_detached on claims (created_at, id, article) where attachment = 'detached';
create index claims_in_conflict on claims (created_at, id, article) where conflict = 1;
create index claims_unbacked on claims (created_at, id, article) where unbacked = 1;
`;
