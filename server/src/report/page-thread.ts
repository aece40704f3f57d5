import type { ReportClaim, ReportJudgement } from '@sanad/shared/report';
import type { ThreadEntry } from '@sanad/shared/thread';
import { escapeHtml } from './markup.ts';
import { moment, type Page, quoted } from './page.ts';
import { initials, person } from './page-ledger.ts';
import { sign } from './signs.ts';

/** The verdicts of a claim as they were given, where there was more than one; by age. */
export function verdictsOf({ judgements, quote }: ReportClaim, page: Page): string {
  if (judgements.length < 2) return '';
  const items = judgements.map((judgement, index) => given(judgement, quote, index === judgements.length - 1, page));
  return `<div class="judged"><b>${page.more.verdicts}</b><ol>${items.join('')}</ol></div>`;
}

function given(
  { verdict, by, at, quote, note, imported }: ReportJudgement,
  now: string,
  holds: boolean,
  page: Page,
): string {
  const { words, more } = page;
  const about = `${initials(by, page)}${person(by, imported, page)} · ${moment(at, words, 'short')}`;
  // What holds stands in the row above, with its note and its words.
  const was =
    holds || quote === now ? '' : `<div class="was"><span>${more.givenFor}</span>${quoted(quote, page)}</div>`;
  const said = holds || !note ? '' : `<div class="note" dir="auto">${escapeHtml(note)}</div>`;
  return `<li class="${verdict}"><span class="verdict-name">${sign(verdict)} ${words.verdicts[verdict]}</span> <span class="soft">· ${about}</span>${said}${was}</li>`;
}

/** What was said of a claim, by age, with what was settled and reopened; nothing where that is the settlement alone. */
export function threadOf({ comments, settlement }: ReportClaim, page: Page): string {
  if (comments.length === 0 || (comments.length === 1 && settlement !== null)) return '';
  const items = comments.map((entry) => told(entry, page));
  return `<div class="thread"><b>${page.more.thread}</b><ol>${items.join('')}</ol></div>`;
}

function told(entry: ThreadEntry, page: Page): string {
  const { words, more } = page;
  const by = `${person(entry.by, undefined, page)} · ${moment(entry.at, words, 'short')}`;
  const line = (what: string) => `<div class="soft">${what}${by}</div>`;
  const text = (said: string) => `<div class="note" dir="auto">${escapeHtml(said)}</div>`;
  switch (entry.kind) {
    case 'comment': {
      const edited = entry.editedAt === null ? '' : ` · ${more.edited}`;
      const reply = entry.replyTo === null ? '' : ' class="reply"';
      return `<li${reply}><div class="soft">${by}${edited}</div>${text(entry.text)}</li>`;
    }
    case 'deleted':
      return `<li${entry.replyTo === null ? '' : ' class="reply"'}>${line(`${more.deleted} · `)}</li>`;
    case 'settlement':
      return `<li>${line(`${sign('settled')} ${words.settlements[entry.how]} · `)}${text(entry.reason)}</li>`;
    case 'reopening':
      return `<li>${line(`${more.reopened} · `)}${text(entry.reason)}</li>`;
  }
}
