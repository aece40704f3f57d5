/** Who at an identity provider is who of the desk: one person for each subject, one subject of an issuer for each person. */
export const identities = `
create table identities (
  issuer text not null,
  subject text not null,
  person text not null references people (id),
  linked_at text not null,
  primary key (issuer, subject),
  unique (issuer, person)
) strict, without rowid;
`;
