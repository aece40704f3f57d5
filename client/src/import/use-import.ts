import type { ImportDraft, ImportPhase, readingRequest } from '@sanad/shared/import-draft';
import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { Entered } from './entered.ts';
import { dropImport, readAgain, sendImport } from './import-calls.ts';

/** How far an import is. `error` is why the last step of it failed. */
export type ImportState =
  | { readonly step: 'entering'; readonly error: unknown }
  | { readonly step: 'reading'; readonly phase: ImportPhase }
  | { readonly step: 'understood'; readonly draft: ImportDraft; readonly busy: boolean; readonly error: unknown };

/** An import on its way, and what can be done about it. */
export interface Importing {
  readonly state: ImportState;
  readonly begin: (entered: Entered) => void;
  /** Calls reading off. */
  readonly cancel: () => void;
  /** Reads what is held once more, otherwise. */
  readonly again: (wish: z.input<typeof readingRequest>) => void;
  /** Goes back to what was entered, which is changed there. */
  readonly back: () => void;
  /** The draft as the server has it now, of a problem's telling. */
  readonly show: (draft: ImportDraft, error: unknown) => void;
  /** What was made of it needs no letting go. */
  readonly done: () => void;
}

const BEGINNING: ImportState = { step: 'entering', error: null };

/** Brings a text in: for an article that is to be made, or (`article`) as the text of one. Lets go of it when left. */
export function useImport(article: string | null): Importing {
  const [state, setState] = useState<ImportState>(BEGINNING);
  const running = useRef<AbortController | null>(null);
  const held = useRef<string | null>(null);
  useEffect(
    () => () => {
      running.current?.abort();
      if (held.current !== null) dropImport(held.current);
    },
    [],
  );

  const stop = () => {
    running.current?.abort();
    running.current = null;
  };
  const letGo = () => {
    if (held.current !== null) dropImport(held.current);
    held.current = null;
  };
  const run = () => {
    stop();
    const controller = new AbortController();
    running.current = controller;
    return controller.signal;
  };

  return {
    state,
    begin: (entered) => {
      const signal = run();
      letGo();
      setState({ step: 'reading', phase: 'received' });
      sendImport(entered, article, signal, (phase) => {
        if (!signal.aborted) setState({ step: 'reading', phase });
      }).then(
        (draft) => {
          if (signal.aborted) return dropImport(draft.id);
          held.current = draft.id;
          setState({ step: 'understood', draft, busy: false, error: null });
        },
        (error: unknown) => {
          if (!signal.aborted) setState({ step: 'entering', error });
        },
      );
    },
    cancel: () => {
      stop();
      setState(BEGINNING);
    },
    again: (wish) => {
      if (state.step !== 'understood') return;
      const { draft } = state;
      const signal = run();
      setState({ ...state, busy: true, error: null });
      readAgain(draft.id, wish, signal).then(
        (read) => {
          if (!signal.aborted) setState({ step: 'understood', draft: read, busy: false, error: null });
        },
        (error: unknown) => {
          if (!signal.aborted) setState({ step: 'understood', draft, busy: false, error });
        },
      );
    },
    back: () => {
      stop();
      letGo();
      setState(BEGINNING);
    },
    show: (draft, error) => setState({ step: 'understood', draft, busy: false, error }),
    done: () => {
      held.current = null;
    },
  };
}
