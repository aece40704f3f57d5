import type { Doer } from '@sanad/shared/protocol';
import type { Verdict } from '@sanad/shared/verdict';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { VerdictSign } from '../claims/verdict-sign.tsx';
import { useText } from '../i18n/language.tsx';
import type { MessageId } from '../i18n/messages.ts';
import { peopleQuery } from '../queries.ts';
import { Avatar } from '../ui/avatar.tsx';
import styles from './sentence.module.css';
import type { Told, What } from './telling.ts';

/** Who did it, as a disc. The sentence beside it has the name. */
export function DoerDisc({ actor }: { readonly actor: Doer }) {
  const text = useText();
  const server = { id: 'server', name: text('history.server'), colour: 'var(--accent)' };
  return (
    <span aria-hidden="true">
      <Avatar face={actor === 'server' ? server : actor} />
    </span>
  );
}

/** What somebody did, in one sentence. */
export function Sentence({ told: { actor, what } }: { readonly told: Told }) {
  const text = useText();
  const name = (
    <strong className={styles.name}>
      <bdi>{actor === 'server' ? text('history.server') : actor.name}</bdi>
    </strong>
  );
  const followed = what.kind === 'text-edited' && what.claims.length > 0 ? what.claims.length : 0;
  return (
    <>
      <FormattedMessage
        id={messageOf(what, actor === 'server')}
        values={{
          name,
          letters: <Letters what={what} />,
          verdict: <Given what={what} />,
          count: countOf(what),
          what: 'about' in what ? <bdi>{what.about}</bdi> : null,
          person: what.kind === 'claim-assigned' ? <PersonName id={what.assignee} /> : null,
          version: 'version' in what ? what.version : 0,
        }}
      />
      {followed > 0 ? <span className={styles.followed}> {text('history.followed', { count: followed })}</span> : null}
    </>
  );
}

function messageOf(what: What, byServer: boolean): MessageId {
  switch (what.kind) {
    case 'claim-made':
      return what.verdict === null ? 'history.claim-made' : 'history.claim-made.judged';
    case 'claim-moved':
      return byServer ? 'history.claim-healed' : 'history.claim-moved';
    case 'claim-assigned':
      return what.assignee === null ? 'history.claim-assigned.nobody' : 'history.claim-assigned';
    case 'claim-settled':
      return `history.claim-settled.${what.how}`;
    case 'note-written':
      return what.note === '' ? 'history.note-cleared' : 'history.note-written';
    default:
      return `history.${what.kind}`;
  }
}

function PersonName({ id }: { readonly id: string | null }) {
  const people = useQuery(peopleQuery);
  const person = people.data?.people.find((one) => one.id === id);
  return <bdi>{person?.name ?? '…'}</bdi>;
}

function countOf(what: What): number {
  return what.kind === 'claim-moved' ? what.claims.length : 1;
}

function Letters({ what }: { readonly what: What }): ReactNode {
  const text = useText();
  if (what.kind !== 'text-edited') return null;
  const { inserted, deleted } = what;
  if (inserted > 0 && deleted > 0) return text('history.letters.both', { inserted, deleted });
  if (inserted > 0) return text('history.letters.inserted', { inserted });
  return deleted > 0 ? text('history.letters.deleted', { deleted }) : text('history.letters.none');
}

function Given({ what }: { readonly what: What }): ReactNode {
  return 'verdict' in what && what.verdict !== null ? <NamedVerdict verdict={what.verdict} /> : null;
}

function NamedVerdict({ verdict }: { readonly verdict: Verdict }) {
  const text = useText();
  return (
    <span className={styles.verdict}>
      <VerdictSign of={verdict} />
      {text(`claims.verdict.${verdict}`)}
    </span>
  );
}
