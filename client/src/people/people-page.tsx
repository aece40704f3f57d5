import type { MadeInvitation, Person } from '@sanad/shared/person';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../i18n/language.tsx';
import { PageTitle } from '../notices/page-title.tsx';
import { Problem } from '../problem.tsx';
import { peopleQuery } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import { Skeleton, SkeletonLine } from '../ui/skeleton.tsx';
import { DeskRules } from './desk-rules.tsx';
import { InviteDialog, LinkDialog } from './invite-dialog.tsx';
import { OpenInvitations } from './open-invitations.tsx';
import { PageFrame } from './page-frame.tsx';
import styles from './people-page.module.css';
import { type Listed, PersonRow } from './person-row.tsx';
import { ScriptTokens } from './script-tokens.tsx';
import { SessionsDialog } from './sessions-dialog.tsx';

/** Everyone of the desk. An admin invites, changes roles and takes people off; the others read. */
export function PeoplePage({ person }: { readonly person: Person }) {
  const text = useText();
  const people = useQuery(peopleQuery);
  const [inviting, setInviting] = useState(false);
  const [made, setMade] = useState<{ readonly link: MadeInvitation; readonly name: string | null } | null>(null);
  const [looking, setLooking] = useState<{ readonly of: Listed; readonly isOpen: boolean } | null>(null);
  const admin = person.role === 'admin';
  const here = people.data?.people.filter((each) => each.role !== null) ?? [];
  const left = people.data?.people.filter((each) => each.role === null) ?? [];
  const row = (each: Listed) => (
    <PersonRow
      key={each.id}
      person={each}
      me={each.id === person.id}
      admin={admin}
      onLink={(link) => setMade({ link, name: each.name })}
      onSessions={() => setLooking({ of: each, isOpen: true })}
    />
  );

  return (
    <PageFrame person={person}>
      <PageTitle>{`${text('frame.people')} · ${text('frame.sanad')}`}</PageTitle>
      <div className={styles.top}>
        <h1 className={styles.heading}>{text('frame.people')}</h1>
        {admin ? (
          <Button look="primary" icon={<PlusIcon />} onPress={() => setInviting(true)}>
            {text('people.invite')}
          </Button>
        ) : null}
      </div>
      {people.error ? <Problem error={people.error} onRetry={() => void people.refetch()} /> : null}
      {people.data ? (
        <ul className={styles.list}>{here.map(row)}</ul>
      ) : people.error ? null : (
        <Skeleton>
          <div className={styles.waiting}>
            <SkeletonLine width="40%" height="1.75rem" />
            <SkeletonLine width="50%" height="1.75rem" />
            <SkeletonLine width="35%" height="1.75rem" />
          </div>
        </Skeleton>
      )}
      {admin ? (
        <OpenInvitations nameOf={(id) => people.data?.people.find((each) => each.id === id)?.name ?? null} />
      ) : null}
      {admin ? <ScriptTokens /> : null}
      {admin ? <DeskRules /> : null}
      {left.length > 0 ? (
        <section className={styles.section}>
          <h2 className={styles.subheading}>{text('people.left')}</h2>
          <p className={styles.explain}>{text('people.left.why')}</p>
          <ul className={styles.list}>{left.map(row)}</ul>
        </section>
      ) : null}
      {admin ? (
        <InviteDialog
          isOpen={inviting}
          onOpenChange={setInviting}
          onMade={(link) => {
            setInviting(false);
            setMade({ link, name: null });
          }}
        />
      ) : null}
      {looking ? <SessionsDialog {...looking} onOpenChange={(isOpen) => setLooking({ ...looking, isOpen })} /> : null}
      <LinkDialog made={made} onClose={() => setMade(null)} />
    </PageFrame>
  );
}
