/** Where an article comes from and where it stands in public, as JSON: nobody asks for articles by a part of it. */
export const sources = `
alter table articles add column source text not null default '{"address":"","site":"","byline":"","publishedAt":"","file":""}';
`;
