/** Texts of the notices: the bell, and what it tells of. */
export const notices = {
  'notices.title': 'Notices',
  'notices.open.unread': '{count, plural, one {Notices: # unread} other {Notices: # unread}}',
  'notices.list': 'Notices by article',
  'notices.unread': 'Unread:',
  'notices.read': 'Mark as read',
  'notices.read-all': 'Mark all as read',
  'notices.older': 'Older notices',
  'notices.none': 'Nothing for you yet',
  'notices.none.detail':
    'You are told here when somebody mentions you, gives you a claim, or gives another verdict than yours.',
  'notices.claim-gone': 'The claim was removed.',
  'notices.mentioned': '{name} mentioned you in a comment',
  'notices.assigned': '{name} gave you a claim to check',
  'notices.verdict-disputed': '{name} gave another verdict than you: {verdict}',
  'notices.verdict-stale': '{name} changed words that you had judged',
  'notices.verdict-stale.somebody': 'Words that you had judged were changed',
  'notices.signed-off': '{name} signed the article off',
  'notices.reopened': '{name} reopened the article',
} as const;
