/** What was not accepted, and what was not sent. */
export const rescue = {
  'rescue.words': 'The words that were not accepted',
  'rescue.no-words': 'It holds no words of the text: marks, verdicts or notes alone.',
  'rescue.more': '{count, plural, one {# more paragraph is} other {# more paragraphs are}} in the rescue copy.',
  'rescue.copy': 'Copy the words',
  'rescue.copied': 'Copied',
  'rescue.unsent.again':
    '{count, plural, one {# change was} other {# changes were}} not sent yet. Kept in this browser, and sent when you sign in here again.',
  'rescue.unsent.reload':
    '{count, plural, one {# change was} other {# changes were}} not sent yet. Kept in this browser, and sent once the page is reloaded.',
  'rescue.unsent.kept': '{count, plural, one {# change was} other {# changes were}} not sent. Kept in this browser.',
  'rescue.unsent.only-here':
    '{count, plural, one {# change was} other {# changes were}} not sent, and could not be kept in this browser.',
} as const;
