import type { ExportedFile, ExportRequest, ExportStep } from '@sanad/shared/export';
import { useCallback, useEffect, useRef, useState } from 'react';
import { makeExport } from './export-calls.ts';

/** How it stands with a report that is made at the server. */
export type MakingState =
  | { readonly kind: 'idle' | 'cancelled' }
  | { readonly kind: 'making'; readonly step: ExportStep }
  | { readonly kind: 'made'; readonly file: ExportedFile }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface MakingOf {
  readonly state: MakingState;
  /** Begins anew; what was being made is given up. */
  readonly make: (wish: ExportRequest) => void;
  readonly cancel: () => void;
  /** Forgets how it ended. */
  readonly reset: () => void;
}

const IDLE = { kind: 'idle' } as const;

/** Has reports of an article made, one at a time; the one in the making is given up with whoever wanted it. */
export function useMaking(article: string, made: (file: ExportedFile) => void = () => undefined): MakingOf {
  const [state, setState] = useState<MakingState>(IDLE);
  const running = useRef<AbortController | null>(null);
  const tell = useRef(made);
  useEffect(() => {
    tell.current = made;
  });
  const stop = useCallback(() => {
    running.current?.abort();
    running.current = null;
  }, []);
  useEffect(() => stop, [stop]);
  const make = useCallback(
    (wish: ExportRequest) => {
      stop();
      const own = new AbortController();
      running.current = own;
      const say = (next: MakingState) => {
        if (running.current === own) setState(next);
      };
      setState({ kind: 'making', step: { phase: 'waiting' } });
      makeExport(article, wish, { signal: own.signal, tell: (step) => say({ kind: 'making', step }) }).then(
        (file) => {
          if (running.current !== own) return;
          say({ kind: 'made', file });
          tell.current(file);
        },
        (error: unknown) => say({ kind: 'failed', error }),
      );
    },
    [article, stop],
  );
  const cancel = useCallback(() => {
    stop();
    setState({ kind: 'cancelled' });
  }, [stop]);
  const reset = useCallback(() => {
    if (!running.current) setState(IDLE);
    else setState((now) => (now.kind === 'making' ? now : IDLE));
  }, []);
  return { state, make, cancel, reset };
}
