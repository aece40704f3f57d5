import type { Events } from '../events/events.ts';
import type { Notices } from '../notices/notices.ts';
import type { Store } from '../store/store.ts';
import type { Meter } from '../sync/meter.ts';
import type { Rooms } from '../sync/rooms.ts';
import type { Guesses } from './guesses.ts';

/** What the routes work with. */
export interface Parts {
  readonly store: Store;
  readonly rooms: Rooms;
  /** Tells browsers that something of the desk has changed. */
  readonly events: Events;
  /** Tells people what concerns them, and keeps it until they read it. */
  readonly notices: Notices;
  readonly guesses: Guesses;
  readonly meter: Meter;
  readonly now: () => Date;
  /** The address people reach the desk at, without a final slash. Known once the server listens. */
  readonly url: () => string;
}
