import { DESK_EVENTS, type DeskEvent, deskEventOf } from '@sanad/shared/desk-event';
import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** How long a page that nobody looks at keeps its stream, in milliseconds: a browser opens only six to one place. */
const HIDDEN = 20_000;
/** How often such a page asks by itself, in milliseconds: its tab shows how much is unread. */
const ASKING = 60_000;
/** When a stream that the server refused is tried again, in milliseconds. */
const AGAIN = 30_000;

/** What a page knows of what an event is about: it begins with one of these. Whatever is told of is asked for anew. */
function keyOf(event: DeskEvent): QueryKey {
  switch (event.kind) {
    case 'notice':
      return ['notices'];
    case 'confidential':
    case 'sealed':
      return [event.kind, event.article];
    case 'desk':
    case 'queue':
      return [event.kind];
  }
}

/** Follows the events of the desk while the page is looked at. Answers with what ends that. */
function follow(client: QueryClient): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: ReturnType<typeof setInterval> | undefined;
  const askFor = (key: QueryKey) => void client.invalidateQueries({ queryKey: key });

  const close = () => {
    source?.close();
    source = null;
  };
  const open = () => {
    clearTimeout(timer);
    clearInterval(asking);
    if (source) return;
    source = new EventSource('/api/events');
    // Nothing is kept for who is not there: what came before is asked for.
    source.onopen = () => {
      for (const kind of DESK_EVENTS) askFor([kind === 'notice' ? 'notices' : kind]);
    };
    source.onerror = () => {
      // A browser comes back by itself where the connection was lost, and not where it was refused.
      if (source?.readyState !== EventSource.CLOSED) return;
      close();
      askFor(['notices']); // who is not signed in any more learns it by this
      timer = setTimeout(open, AGAIN);
    };
    for (const kind of DESK_EVENTS) {
      source.addEventListener(kind, ({ data }: MessageEvent<string>) => {
        const event = deskEventOf(kind, data);
        if (event) askFor(keyOf(event));
      });
    }
  };
  const look = () => {
    if (document.visibilityState === 'visible') open();
    else {
      clearTimeout(timer);
      clearInterval(asking);
      timer = setTimeout(() => {
        close();
        asking = setInterval(() => askFor(['notices']), ASKING);
      }, HIDDEN);
    }
  };
  look();
  document.addEventListener('visibilitychange', look);
  // A page that is kept to be come back to keeps no stream.
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('pagehide', close);
    window.removeEventListener('pageshow', look);
    clearTimeout(timer);
    clearInterval(asking);
    close();
  };
}

/** Keeps what this page knows up with the desk: once, around all pages of whoever is signed in. */
export function useDeskEvents(): void {
  const client = useQueryClient();
  useEffect(() => follow(client), [client]);
}
