import { DESK_EVENTS, type DeskEvent, deskEventOf } from '@sanad/shared/desk-event';
import type { Member } from './desk.ts';

/** A browser's side of the desk's events, over a real socket. */
export interface EventStream {
  readonly response: Response;
  /** What has been told so far, in order. */
  readonly told: readonly DeskEvent[];
  /** Whether the server has ended it. */
  readonly ended: boolean;
  /** Everything that came, as it came. */
  readonly raw: string;
  close(): Promise<void>;
}

/** Opens the events of a desk as a member; resolves when the stream has begun. @throws when it does not. */
export async function openEvents(url: string, { cookie }: Pick<Member, 'cookie'>): Promise<EventStream> {
  const abort = new AbortController();
  const response = await fetch(`${url}/api/events`, { headers: { cookie }, signal: abort.signal });
  const body = response.body;
  if (!response.ok || !body) throw new Error(`${response.status}: ${await response.text()}`);
  const state = { told: [] as DeskEvent[], ended: false, raw: '' };
  const read = async () => {
    let rest = '';
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      state.raw += text;
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const kind = DESK_EVENTS.find((each) => block.startsWith(`event: ${each}\n`));
        const event = kind && deskEventOf(kind, /^data: (.*)$/m.exec(block)?.[1] ?? '');
        if (event) state.told.push(event);
      }
    }
  };
  const done = read().then(
    () => {
      state.ended = true;
    },
    () => {
      state.ended = true; // cut off
    },
  );
  return {
    response,
    get told() {
      return state.told;
    },
    get ended() {
      return state.ended;
    },
    get raw() {
      return state.raw;
    },
    close: async () => {
      abort.abort();
      await done;
    },
  };
}
