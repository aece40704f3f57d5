import { addressFault } from '@sanad/shared/evidence';
import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import { type ArticleDetail, articleShape } from '@sanad/shared/protocol';
import { type Source, sourceChange } from '@sanad/shared/source';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-aria-components';
import { useIntl } from 'react-intl';
import { call } from '../api.ts';
import { articleQuery } from '../article/article-queries.ts';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { desk } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { Skeleton, SkeletonLine } from '../ui/skeleton.tsx';
import styles from './source-dialog.module.css';

export interface SourceDialogProps {
  readonly articleId: string;
  readonly person: Person;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Where an article comes from and where it stands in public: an editor says it, others read it. */
export function SourceDialog({ articleId, person, isOpen, onOpenChange }: SourceDialogProps) {
  const text = useText();
  return (
    <Dialog title={text('source.title')} isOpen={isOpen} onOpenChange={onOpenChange}>
      <About articleId={articleId} person={person} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function About({
  articleId,
  person,
  onClose,
}: Pick<SourceDialogProps, 'articleId' | 'person'> & { readonly onClose: () => void }) {
  const text = useText();
  const { data, error, refetch } = useQuery({ ...articleQuery(articleId), staleTime: 0, refetchOnMount: 'always' });
  if (!data) return error ? <Problem error={error} onRetry={() => void refetch()} /> : <Waiting />;
  const maySay = atLeast(person.role, 'editor');
  return (
    <div className={styles.about}>
      <Facts article={data} />
      {maySay && data.signed ? <p className={styles.frozen}>{text('source.frozen')}</p> : null}
      {maySay ? <SourceForm article={data} onClose={onClose} /> : <Told source={data.source} />}
    </div>
  );
}

function Waiting() {
  return (
    <Skeleton>
      <div className={styles.facts}>
        <SkeletonLine width="60%" />
        <SkeletonLine width="75%" />
        <SkeletonLine height="var(--target)" />
      </div>
    </Skeleton>
  );
}

/** What nobody says of it: it is so. */
function Facts({ article }: { readonly article: ArticleDetail }) {
  const text = useText();
  const intl = useIntl();
  const name = intl.formatDisplayName(article.language, { type: 'language' }) ?? article.language;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{text('source.language')}</dt>
        <dd>{name}</dd>
      </div>
      <div>
        <dt>{text('source.added')}</dt>
        <dd>
          <time dateTime={article.createdAt}>
            {intl.formatDate(article.createdAt, { dateStyle: 'long', timeStyle: 'short' })}
          </time>
        </dd>
      </div>
      {article.source.file ? (
        <div>
          <dt>{text('source.file')}</dt>
          <dd>
            <bdi>{article.source.file}</bdi>
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

function Told({ source }: { readonly source: Source }) {
  const text = useText();
  const { address, site, byline, publishedAt } = source;
  const isLink = address !== '' && addressFault(address) === null;
  const rows = [
    [
      text('source.address'),
      isLink ? (
        <Link key="to" href={address} target="_blank" rel="noopener noreferrer" className={styles.link ?? ''}>
          <bdi dir="ltr">{address}</bdi>
        </Link>
      ) : null,
    ],
    [text('source.site'), site],
    [text('source.byline'), byline],
    [text('source.published'), publishedAt],
  ] as const;
  const said = rows.filter(([, value]) => value);
  if (said.length === 0) return <p className={styles.none}>{text('source.none')}</p>;
  return (
    <dl className={styles.facts}>
      {said.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{typeof value === 'string' ? <bdi>{value}</bdi> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Field = 'address' | 'site' | 'byline' | 'publishedAt';
/** The longest that a field may be, in UTF-16 units, as `sourceShape` has it. */
const MOST = { site: 200, byline: 300 } as const;

/** What could not be saved stays written. Only what was changed is sent: a colleague may write the rest. */
function SourceForm({ article, onClose }: { readonly article: ArticleDetail; readonly onClose: () => void }) {
  const text = useText();
  const [first] = useState(article.source);
  const [said, setSaid] = useState(first);
  const [faults, setFaults] = useState<Partial<Record<Field, string>>>({});
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const field = (name: Field) => ({
    value: said[name],
    onChange: (value: string) => {
      setSaid((known) => ({ ...known, [name]: value }));
      setFaults(({ [name]: _, ...others }) => others);
    },
    error: faults[name] ?? null,
  });

  const faultsOf = (tried: Partial<Source>) => {
    const found: Partial<Record<Field, string>> = {};
    const fault = tried.address ? addressFault(tried.address) : null;
    if (fault) found.address = text(`evidence.fault.${fault}`);
    for (const [name, most] of Object.entries(MOST) as [keyof typeof MOST, number][]) {
      if ((tried[name]?.length ?? 0) > most) found[name] = text('source.too-long', { most });
    }
    const other = sourceChange.safeParse(tried).error?.issues[0]?.path[0];
    if (other === 'publishedAt') found.publishedAt = text('source.published.wrong');
    return found;
  };

  const save = async () => {
    const trimmed = { ...said, address: said.address.trim(), site: said.site.trim(), byline: said.byline.trim() };
    const source = Object.fromEntries(
      Object.entries(trimmed).filter(([name, value]) => value !== first[name as keyof Source]),
    ) as Partial<Source>;
    const found = faultsOf(source);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    if (Object.keys(source).length === 0) return onClose();
    setSaving(true);
    setError(null);
    try {
      const path = `/api/articles/${encodeURIComponent(article.id)}`;
      const detail = await call(path, articleShape, { method: 'PATCH', json: { source } });
      desk.setQueryData(articleQuery(article.id).queryKey, detail);
      onClose();
    } catch (failure) {
      setError(failure);
      setSaving(false);
    }
  };

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={text('source.address')}
        description={text('source.address.detail')}
        dir="ltr"
        inputMode="url"
        autoFocus
        {...field('address')}
      />
      <TextField label={text('source.site')} {...field('site')} />
      <TextField label={text('source.byline')} {...field('byline')} />
      <TextField
        label={text('source.published')}
        dir="ltr"
        // A moment, which a page may have said, is more than a field for days can hold.
        {...(first.publishedAt.includes('T') ? {} : { type: 'date' as const })}
        {...field('publishedAt')}
      />
      {error ? <Problem error={error} what={text('source.failed')} /> : null}
      <div className={styles.acts}>
        <Button onPress={onClose}>{text('frame.cancel')}</Button>
        <Button look="primary" type="submit" isPending={isSaving}>
          {text('source.save')}
        </Button>
      </div>
    </form>
  );
}
