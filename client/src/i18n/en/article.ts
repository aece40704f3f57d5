/** Texts of the article page around text and margin: header, saved state, export, keys, and where a session ends. */
export const article = {
  'article.back': 'All articles',
  'article.untitled': 'Untitled',
  'article.loading': 'Opening the article',
  'article.text': 'The text',

  'article.people': 'Here now',
  'article.person.here': '{name} is here',
  'article.person.you': '{name} (you)',
  'article.person.reading': '{name} reads paragraph {paragraph}',
  'article.person.holding': '{name} is on claim {numbers}',

  'article.saved': 'Saved',
  'article.saving': 'Saving…',
  'article.offline': 'Offline',
  'article.offline.unsaved': 'Offline · {count, plural, one {# change kept here} other {# changes kept here}}',
  'article.offline.short': 'Offline',
  'article.offline.detail':
    'There is no connection. You can go on working: everything is kept in this browser and sent when the connection is back.',
  'article.offline.only-here':
    'Offline · {count, plural, one {# change in this page alone} other {# changes in this page alone}}',
  'article.offline.only-here.detail':
    'The connection is gone, and the browser has not stored anything yet. Keep this page open until it is back.',
  'article.not-saving': 'Not saved on the server',
  'article.not-saving.unsaved':
    'Not saved on the server · {count, plural, one {# change kept here} other {# changes kept here}}',
  'article.not-saving.short': 'Not saved',
  'article.not-saving.detail': 'The server cannot save at the moment. It goes on trying; nothing is lost.',
  'article.not-saving.only-here':
    'Not saved on the server · {count, plural, one {# change in this page alone} other {# changes in this page alone}}',
  'article.not-saving.only-here.detail':
    'The server cannot save at the moment, and the browser has not stored anything yet. Keep this page open.',
  'article.waiting.short': 'Waiting',
  'article.waiting': 'Waiting for the server',
  'article.waiting.unsaved':
    'Waiting for the server · {count, plural, one {# change kept here} other {# changes kept here}}',
  'article.waiting.only-here':
    'Waiting for the server · {count, plural, one {# change in this page alone} other {# changes in this page alone}}',

  'article.hindrance.not-saving': 'The server cannot save at the moment',
  'article.hindrance.not-saving.safe':
    'It goes on trying. Keep working: everything is kept in this browser, and colleagues see it once it is saved. If this lasts, tell whoever looks after the server; its disk may be full.',
  'article.hindrance.not-saving.only-here':
    'It goes on trying. What you do now is in this page alone: keep it open until it says “Saved”, and tell whoever looks after the server; its disk may be full.',
  'article.hindrance.not-saving.loading':
    'The article comes by itself as soon as it can. If this lasts, tell whoever looks after the server; its disk may be full.',
  'article.hindrance.refused': 'Too many changes were refused',
  'article.hindrance.refused.do':
    'The server takes this page in again within a minute. If it happens again, tell an admin.',
  'article.hindrance.too-many': 'Too many pages are open',
  'article.hindrance.too-many.do':
    'You have more pages open than the server allows, or too many people are in this article. Close pages you do not need; this one tries again by itself.',
  'article.hindrance.too-slow': 'The connection cannot keep up with the article',
  'article.hindrance.too-slow.do':
    'The server sent more than this page could take, and let it go. It comes back by itself; where the network is slow it helps to close other pages.',
  'article.hindrance.not-loaded': 'The server cannot open the article at the moment',
  'article.hindrance.not-loaded.do':
    'This page tries again by itself. If this lasts, tell whoever looks after the server.',
  'article.hindrance.kept': 'You can go on working: everything is kept in this browser and sent as soon as it can be.',
  'article.hindrance.only-here': 'What you do now is in this page alone: keep it open.',

  'article.saved.detail': 'Everything is on the server.',
  'article.saving.detail': '{count, plural, one {# change is} other {# changes are}} on the way to the server.',
  'article.refused': 'Not accepted',

  'article.refused.title': 'A change was not accepted',
  'article.refused.text-needs-editor': 'The text is changed by editors; your role does not allow it.',
  'article.refused.claims-need-checker': 'Claims are marked and judged by checkers; your role does not allow it.',
  'article.refused.in-another-name': 'A verdict was given in somebody else’s name.',
  'article.refused.another-persons-claim': 'A claim is removed by the one who marked it, or by an editor.',
  'article.refused.another-persons-comment': 'A comment is edited or deleted by its writer alone.',
  'article.refused.another-persons-evidence': 'Evidence is changed by the one who added it, or by an editor.',
  'article.refused.settling-needs-editor': 'Claims are settled and reopened by editors.',
  'article.refused.blind-verdicts':
    'Verdicts are sealed at this desk until two people have given theirs; give yours again while you are connected, and it is sealed.',
  'article.refused.frozen.title': 'The article was signed off while you were at it',
  'article.refused.frozen':
    'What you see is what was signed off; the last of your changes is not part of it. Bring it in once an editor reopens the article.',
  'article.refused.malformed': 'The server could not read the change.',
  'article.refused.too-big':
    'It is larger than what can be sent at once, about a million letters: bring it in as an article of its own, or in parts.',
  'article.refused.out-of-step': 'This browser’s copy had fallen out of step with the server’s and was fetched anew.',
  'article.refused.safe':
    'The article on the server is whole, and what you see is its text again. What was not accepted is in the rescue copy.',
  'article.refused.safe.no-copy': 'The article on the server is whole, and what you see is its text again.',
  'article.refused.download': 'Download the rescue copy',
  'article.refused.dismiss': 'I have seen it',

  'article.export': 'Export',

  'article.legend': 'Legend of the marks',
  'article.keys': 'Keys',
  'article.keys.anywhere': 'Anywhere',
  'article.keys.text': 'In the text',
  'article.keys.claims': 'Among the claims',
  'article.keys.open': 'This list of keys',
  'article.keys.history': 'Who did what, and when',
  'article.keys.switch': 'From the text to the claims, and back',
  'article.keys.verified': 'Verified',
  'article.keys.disputed': 'Disputed',
  'article.keys.unsourced': 'Unsourced',
  'article.keys.leave': 'Leave the selection or the claim',
  'article.keys.undo': 'Undo',
  'article.keys.redo': 'Redo',
  'article.keys.bold': 'Bold',
  'article.keys.italic': 'Italic',
  'article.keys.next': 'Next claim',
  'article.keys.previous': 'Previous claim',
  'article.keys.choose': 'Choose the claim, or close it',
  'article.keys.note': 'Write a note',
  'article.keys.save-note': 'Save the note',
  'article.keys.remove': 'Remove the claim',
  'article.keys.first': 'First claim',
  'article.keys.last': 'Last claim',

  'article.ended.sign-in': 'You are signed out',
  'article.ended.sign-in.detail':
    'What was saved is safe. To go on, open a sign-in link; an admin of the desk can make you one.',
  'article.ended.not-allowed': 'This article is closed to you',
  'article.ended.not-allowed.detail': 'Your access to this desk was changed. An admin can say why, and change it back.',
  'article.ended.no-such-article': 'There is no such article',
  'article.ended.no-such-article.detail': 'It may have been taken away, or the link is incomplete.',
  'article.ended.newer-schema': 'This page is older than the article',
  'article.ended.newer-schema.detail':
    'The article holds something that this version cannot show. Nothing is lost; reload the page to get the new version.',
  'article.undo.unsafe':
    'A colleague has rebuilt this passage since: taking your step back would lose words, so it stays.',
  'article.undo.overtaken': 'What you did last was changed since then, so it stays as it is.',
} as const;
