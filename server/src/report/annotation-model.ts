import { type Direction, directionOfBlock, directionOfLanguage } from '@sanad/shared/direction';
import { addressFault } from '@sanad/shared/evidence';
import type { ReportLanguage } from './words.ts';

// As much of the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/) as a report is written in.

export const ANNOTATION_CONTEXT = 'http://www.w3.org/ns/anno.jsonld';

type Motivation =
  | 'assessing'
  | 'classifying'
  | 'commenting'
  | 'describing'
  | 'editing'
  | 'highlighting'
  | 'identifying'
  | 'linking'
  | 'moderating'
  | 'replying';

interface Person {
  readonly type: 'Person';
  readonly name: string;
}

/** A resource by its address; by both where it has one in public besides. */
export type Source = string | { readonly id: string; readonly canonical: string };

type Selector =
  | {
      readonly type: 'TextQuoteSelector';
      readonly exact: string;
      readonly prefix?: string;
      readonly suffix?: string;
    }
  | { readonly type: 'TextPositionSelector'; readonly start: number; readonly end: number };

interface TimeState {
  readonly type: 'TimeState';
  readonly sourceDate?: string;
  readonly cached?: string;
}

interface SpecificResource {
  readonly type: 'SpecificResource';
  readonly source: Source;
  readonly purpose?: Motivation;
  readonly selector?: Selector | readonly Selector[];
  readonly state?: TimeState;
}

interface TextualBody {
  readonly type: 'TextualBody';
  readonly value: string;
  readonly purpose: Motivation;
  readonly format: 'text/plain';
  readonly language?: string;
  readonly textDirection: Direction;
  readonly creator?: Person;
  readonly created?: string;
}

export type Body = TextualBody | SpecificResource;
/** What an annotation is about: words of an article, or another annotation, by its id. */
export type Target = SpecificResource | string;

export interface Annotation {
  readonly id: string;
  readonly type: 'Annotation';
  readonly motivation: Motivation;
  readonly creator: Person;
  readonly created?: string;
  readonly modified?: string;
  readonly body?: readonly Body[];
  readonly target: Target;
}

interface CollectionParts {
  readonly id: string;
  readonly label: readonly string[];
  readonly creator: Person;
  readonly created: string;
  readonly modified: string;
  readonly annotations: readonly Annotation[];
}

/** A collection whose first and last page is the one inside it. */
export function collectionOf({ id, label, creator, created, modified, annotations }: CollectionParts) {
  const page = `${id}/page`;
  return {
    '@context': ANNOTATION_CONTEXT,
    id,
    type: 'AnnotationCollection',
    label,
    creator,
    ...moment('created', created),
    total: annotations.length,
    first: {
      id: page,
      type: 'AnnotationPage',
      partOf: id,
      ...moment('modified', modified),
      startIndex: 0,
      items: annotations,
    },
    last: page,
  };
}

/** A person by name. */
export function named(name: string): Person {
  return { type: 'Person', name };
}

/** Text in the annotation itself, in a language that is known. */
export function inLanguage(value: string, purpose: Motivation, language: ReportLanguage): TextualBody {
  return { ...written(value, purpose, directionOfLanguage(language)), language };
}

/** What somebody wrote: nobody knows in which language, and its letters tell its direction, else `own`. */
export function written(value: string, purpose: Motivation, own: Direction): TextualBody {
  return { type: 'TextualBody', value, purpose, format: 'text/plain', textDirection: directionOfBlock(value, own) };
}

/** A moment in UTC as it is written here already; the last days of a month are left to the calendar. */
const IN_UTC = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;

/** A moment in UTC under a key; nothing where it is no moment. */
export function moment<K extends string>(key: K, iso: string): { readonly [_ in K]?: string } {
  if (IN_UTC.test(iso)) return { [key]: iso.replace('.000Z', 'Z') } as { readonly [_ in K]?: string };
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return {};
  return { [key]: date.toISOString().replace('.000Z', 'Z') } as { readonly [_ in K]?: string };
}

/** An address as a URI, in ASCII; null where it is none that could be followed without harm. */
export function uriOf(address: string): string | null {
  if (address === '' || addressFault(address) !== null) return null;
  const url = URL.parse(address);
  if (!url) return null;
  // A browser leaves signs as they are that no URI may hold; the brackets of an IPv6 host may stay.
  const { origin, href } = url;
  return origin + href.slice(origin.length).replace(/["<>[\\\]^`{|}]/g, encodeURIComponent);
}
