import type { ArticleSession } from '../sync/session.ts';

/**
 * The same session, as somebody has it who only reads: of an article that is signed off nothing may be offered that would
 * be refused, whatever a person's role allows otherwise.
 */
export function readingSession(session: ArticleSession): ArticleSession {
  return {
    articleId: session.articleId,
    person: { ...session.person, role: 'reader' },
    get doc() {
      return session.doc;
    },
    get awareness() {
      return session.awareness;
    },
    get glance() {
      return session.glance;
    },
    state: session.state,
    subscribe: session.subscribe,
    sentBack: session.sentBack,
    rescues: () => session.rescues(),
    dismiss: (seen) => session.dismiss(seen),
    destroy: () => session.destroy(),
  };
}
