/**
 * Verdicts that nobody is shown before two people have given theirs. `opening`: they have, and it is being written into the
 * article.
 */
export const sealed = `
create table sealed (
  article text not null,
  claim text not null,
  person text not null,
  verdict text not null,
  note text not null,
  quote text not null,
  at text not null,
  opening integer not null default 0,
  primary key (article, claim, person)
) strict, without rowid;
`;
