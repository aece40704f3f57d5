import type { Judgement } from '@sanad/shared/claim';
import { readsAlike } from '@sanad/shared/fold';
import { type ReactNode, useMemo, useState } from 'react';
import type { PlacedMark } from '../editor/article-editor.ts';
import { Sentence } from '../history/sentence.tsx';
import type { Told } from '../history/telling.ts';
import { useHistory } from '../history/use-history.ts';
import { useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Skeleton, SkeletonLine } from '../ui/skeleton.tsx';
import styles from './claim-history.module.css';
import { useClaimsDesk } from './claims-desk.ts';
import { VerdictSign } from './verdict-sign.tsx';

/** How much of it a card shows, and how much more each time it is asked for: a card does not scroll in itself. */
const SHOWN = 8;

/**
 * What was done to a claim, the latest first, folded away: the server is asked once it is opened. Who and when are the
 * server's; the words that a verdict was given for are the document's, which alone has them. Without the server it is the
 * verdicts as the document has them.
 */
export function ClaimHistory({ mark }: { readonly mark: PlacedMark }) {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const earlier = Math.max(0, mark.claim.judgements.length - 1);
  return (
    <details className={styles.history} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>{text('claims.history', { count: earlier })}</summary>
      {isOpen ? <Done mark={mark} /> : null}
    </details>
  );
}

function Done({ mark }: { readonly mark: PlacedMark }) {
  const { articleId, doc } = useClaimsDesk();
  const text = useText();
  const { id, judgements } = mark.claim;
  const wish = useMemo(() => ({ claim: id }), [id]);
  const { pages, told } = useHistory(articleId, doc, wish);
  const [shown, setShown] = useState(SHOWN);
  const judged = useMemo(() => judgementsOf(told ?? [], judgements), [told, judgements]);
  if (!told && !pages.error) return <Waiting />;
  if (!told || pages.error) return <AsTheArticleHasIt mark={mark} />;
  return (
    <>
      <ol className={styles.list}>
        {told.slice(0, shown).map((each) => (
          <Entry
            key={each.row}
            at={each.at}
            words={wordsThen(judged.get(each), judgements)}
            note={'note' in each.what ? each.what.note : ''}
          >
            <Sentence told={each} />
          </Entry>
        ))}
      </ol>
      {shown < told.length || pages.hasNextPage ? (
        <Button
          look="quiet"
          size="small"
          isPending={pages.isFetchingNextPage}
          onPress={() => {
            setShown(shown + SHOWN);
            if (shown + SHOWN >= told.length && pages.hasNextPage) void pages.fetchNextPage();
          }}
        >
          {text('history.older')}
        </Button>
      ) : null}
    </>
  );
}

/** The entry of the document that a row tells of, where it still is there: by its giver, verdict and note. */
function judgementsOf(told: readonly Told[], judgements: readonly Judgement[]): ReadonlyMap<Told, Judgement> {
  const left = [...judgements];
  const found = new Map<Told, Judgement>();
  for (const each of told) {
    const { actor, what } = each;
    if (actor === 'server' || !('note' in what)) continue;
    const at = left.findLastIndex(
      ({ by, verdict, note }) => by === actor.id && verdict === what.verdict && note === what.note,
    );
    const judgement = left[at];
    if (!judgement) continue;
    found.set(each, judgement);
    left.splice(at, 1);
  }
  return found;
}

/** The words a verdict was given for, where they are others than those of the one that holds. */
function wordsThen(judgement: Judgement | undefined, judgements: readonly Judgement[]): string | null {
  const last = judgements.at(-1);
  return !judgement || !last || readsAlike(last.quote, judgement.quote) ? null : judgement.quote;
}

function AsTheArticleHasIt({ mark }: { readonly mark: PlacedMark }) {
  const { nameOf } = useClaimsDesk();
  const text = useText();
  const { judgements } = mark.claim;
  return (
    <>
      <p className={styles.unreachable} role="status">
        {text('history.unreachable')}
      </p>
      <ol className={styles.list}>
        {judgements
          .slice(-SHOWN)
          .reverse()
          .map((judgement) => (
            <Entry
              key={`${judgement.at} ${judgement.by}`}
              at={judgement.at}
              words={wordsThen(judgement, judgements)}
              note={judgement.note}
            >
              <bdi>{nameOf(judgement.by)}</bdi>: <VerdictSign of={judgement.verdict} />{' '}
              {text(`claims.verdict.${judgement.verdict}`)}
            </Entry>
          ))}
      </ol>
    </>
  );
}

function Entry({
  at,
  words,
  note,
  children,
}: {
  readonly at: string;
  readonly words: string | null;
  readonly note: string;
  readonly children: ReactNode;
}) {
  const { language } = useClaimsDesk();
  const text = useText();
  return (
    <li className={styles.entry}>
      <p className={styles.line}>
        <span>{children}</span>{' '}
        <span className={styles.when}>
          · <RelativeTime at={at} />
        </span>
      </p>
      {words === null ? null : (
        <p className={styles.words}>
          {text('claims.stale.then')}: <bdi lang={language}>{words}</bdi>
        </p>
      )}
      {note ? (
        <p className={styles.note}>
          <bdi>{note}</bdi>
        </p>
      ) : null}
    </li>
  );
}

function Waiting() {
  return (
    <Skeleton>
      <div className={styles.list}>
        <SkeletonLine width="80%" />
        <SkeletonLine width="60%" />
      </div>
    </Skeleton>
  );
}
