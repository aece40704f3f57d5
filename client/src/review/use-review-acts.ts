import type { ClaimView } from '@sanad/shared/protocol';
import type { QueuedClaim } from '@sanad/shared/queue';
import type { SealedVerdict } from '@sanad/shared/sealed';
import type { SettlementHow } from '@sanad/shared/thread';
import type { Verdict } from '@sanad/shared/verdict';
import { useMemo } from 'react';
import { ApiProblem } from '../api.ts';
import { useText } from '../i18n/language.tsx';
import type { MessageId } from '../i18n/messages.ts';
import { desk } from '../queries.ts';
import { giveSealed, withdrawSealed } from '../second-person/sealed-calls.ts';
import { notify } from '../ui/toast.tsx';
import * as api from './review-api.ts';

/** What an editor closes a claim with. */
export interface Decision {
  readonly how: SettlementHow;
  readonly reason: string;
  readonly wording: string | null;
}

/**
 * What is done to claims of the queue, one after the other as it was asked for. `changed` hears of a claim as it is after
 * each act; `back` where one was taken back.
 */
export interface ReviewActs {
  judge(claim: QueuedClaim, verdict: Verdict): Promise<void>;
  settle(claim: QueuedClaim, decision: Decision): Promise<void>;
  reopen(claim: QueuedClaim, reason: string): Promise<void>;
  assign(claims: readonly QueuedClaim[], person: string | null, name: string): Promise<void>;
}

export interface ActsOptions {
  readonly changed: (claim: ClaimView) => void;
  readonly back: (claim: ClaimView) => void;
  /** Something is not as it was read: it is to be read again. */
  readonly old: () => void;
}

/** How many claims are given to somebody at the same time. */
const AT_ONCE = 4;
const SHOWN = 60;
const shortened = (words: string) =>
  words.length <= SHOWN ? words : `${words.slice(0, SHOWN).replace(/\s\S*$/, '')}…`;

const FAILURES: Readonly<Record<string, MessageId>> = {
  'words-changed': 'review.failed.words',
  'not-standing': 'review.failed.standing',
  'settled-already': 'review.failed.settled',
  frozen: 'review.failed.frozen',
  unreachable: 'error.unreachable',
};

/** What to say of an act that was not done. */
export function failureId(error: unknown): MessageId {
  const code = error instanceof ApiProblem ? error.code : '';
  return FAILURES[code] ?? 'review.failed';
}

export function useReviewActs({ changed, back, old }: ActsOptions): ReviewActs {
  const text = useText();
  return useMemo(() => {
    const tellFailure = (error: unknown) => {
      notify({ text: text(failureId(error)) });
      old();
    };
    const undo = (take: () => Promise<ClaimView>) => () => {
      take().then((claim) => {
        back(claim);
        void desk.invalidateQueries({ queryKey: ['queue'] });
      }, tellFailure);
    };
    const done = (claim: ClaimView) => {
      changed(claim);
      void desk.invalidateQueries({ queryKey: ['queue', 'count'] });
    };
    /** Where the desk has verdicts given blind, the server takes no first one openly: it is sealed instead. */
    const seal = async (claim: QueuedClaim, verdict: SealedVerdict) => {
      await giveSealed(claim.articleId, claim.id, { verdict, quote: claim.quote });
      old();
      notify({
        text: text('review.sealed', {
          verdict: text(`claims.verdict.${verdict}`),
          words: shortened(claim.quote),
        }),
        undo: () => void withdrawSealed(claim.articleId, claim.id).then(old, tellFailure),
      });
    };
    return {
      async judge(claim, verdict) {
        try {
          const judged = await api.giveVerdict(claim, verdict, claim.quote);
          done(judged);
          const at = judged.verdictAt;
          const words = shortened(judged.quote);
          notify({
            text: text('review.judged', { verdict: text(`claims.verdict.${verdict}`), words }),
            ...(at === null ? {} : { undo: undo(() => api.withdrawVerdict(claim, at)) }),
          });
        } catch (error) {
          const blind = error instanceof ApiProblem && error.code === 'blind-verdicts';
          if (blind && verdict !== 'unchecked') await seal(claim, verdict).catch(tellFailure);
          else tellFailure(error);
        }
      },
      // Rejects: the dialog keeps what was written, and says what is wrong.
      async settle(claim, decision) {
        let settled: ClaimView;
        try {
          settled = await api.settleClaim(claim, decision, claim.quote);
        } catch (error) {
          old();
          throw error;
        }
        done(settled);
        const { settlement } = settled;
        notify({
          text: text('review.settled', { words: shortened(settled.quote) }),
          ...(settlement === null ? {} : { undo: undo(() => api.withdrawSettlement(claim, settlement)) }),
        });
      },
      async reopen(claim, reason) {
        const open = await api.reopenClaim(claim, reason);
        done(open);
        notify({ text: text('review.reopened', { words: shortened(open.quote) }) });
      },
      async assign(claims, person, name) {
        const before = claims.map((claim) => ({ claim, assignee: claim.assignee }));
        const give = async (wishes: typeof before) => {
          let missed = 0;
          const waiting = [...wishes];
          const hand = async () => {
            for (let next = waiting.shift(); next; next = waiting.shift()) {
              try {
                done(await api.assignClaim(next.claim, next.assignee));
              } catch {
                missed++;
              }
            }
          };
          await Promise.all(Array.from({ length: AT_ONCE }, hand));
          if (missed > 0) notify({ text: text('review.assign.some', { count: missed }) });
          return wishes.length - missed;
        };
        const count = await give(before.map(({ claim }) => ({ claim, assignee: person })));
        if (count === 0) return;
        notify({
          text: person === null ? text('review.unassigned', { count }) : text('review.assigned', { count, name }),
          undo: () => void give(before).then(old),
        });
      },
    };
  }, [text, changed, back, old]);
}
