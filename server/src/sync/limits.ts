/** What a connection, a person and an article may take up at most. Sizes are in bytes. */
export interface Limits {
  /** One message of a socket. A larger one closes it with 1009. */
  readonly frame: number;
  /** The encoded state of an article. */
  readonly article: number;
  /** What a connection may be behind in reading, before it is closed with 1013. */
  readonly unread: number;
  /** Messages and bytes a second that a connection may send for long; in a burst ten times as many at once. */
  readonly messages: number;
  readonly bytes: number;
  /** Connections of one person, and in one article, at a time. One more is closed with 1013. */
  readonly connectionsOfPerson: number;
  readonly connectionsInArticle: number;
  /** Refused changes of one person in a minute; with more they are let in again only when the minute is over (1013). */
  readonly refusals: number;
}

const MEGABYTE = 1024 * 1024;

/** Far above what people do who write and check; a script that needs more is told so by what it is made to wait. */
export const LIMITS: Limits = {
  frame: 2 * MEGABYTE,
  article: 50 * MEGABYTE,
  unread: 10 * MEGABYTE,
  messages: 200,
  bytes: MEGABYTE,
  connectionsOfPerson: 50,
  connectionsInArticle: 1000,
  refusals: 20,
};
