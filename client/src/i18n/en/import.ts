/** Texts of bringing a text in: what was understood of it, why it was refused, and what it changes. */
export const imports = {
  'import.continue': 'Continue',
  'import.back': 'Back',
  'import.address': 'Web address',
  'import.address.hint': 'The address of a page with one article, such as https://example.org/story.',
  'import.address.choose': 'From a web address…',
  'import.address.leave': 'Leave this address out',
  'import.rich': 'Headings, lists and links are kept as they were pasted.',
  'import.rich.plain': 'Take the plain text',
  'import.phase.received': 'It is on its way…',
  'import.phase.fetching': 'The page is being fetched…',
  'import.phase.unpacking': 'The file is being unpacked…',
  'import.phase.reading': 'The text is being read…',
  'import.phase.laying-out': 'The paragraphs are being laid out…',
  'import.phase.safe': 'Nothing is made before you have seen it.',
  'import.understood': 'This is how it was read. What is wrong can be put right here.',
  'import.direction': 'Direction',
  'import.direction.rtl': 'Right to left',
  'import.direction.ltr': 'Left to right',
  'import.encoding': 'Encoding',
  'import.encoding.hint': 'If the letters below are not right, try another.',
  'import.encoding.failed': 'It cannot be read in that encoding',
  'import.encoding.utf-8': 'Unicode (UTF-8)',
  'import.encoding.utf-16le': 'Unicode (UTF-16, little end first)',
  'import.encoding.utf-16be': 'Unicode (UTF-16, big end first)',
  'import.encoding.windows-1256': 'Arabic (Windows-1256)',
  'import.encoding.iso-8859-6': 'Arabic (ISO 8859-6)',
  'import.encoding.windows-1252': 'Western Europe (Windows-1252)',
  'import.counts':
    '{words, plural, one {# word} other {# words}} in {paragraphs, plural, one {# paragraph} other {# paragraphs}}',
  'import.counts.claims': '{count, plural, one {# claim comes with it} other {# claims come with it}}',
  'import.source': 'Where it comes from',
  'import.source.file': 'File',
  'import.source.site': 'Site',
  'import.source.byline': 'By',
  'import.source.published': 'Published',
  'import.source.address': 'Address',
  'import.remarks': 'Good to know',
  'import.remark.tracked-changes':
    '{count, plural, one {One tracked change was taken as accepted.} other {# tracked changes were taken as accepted.}}',
  'import.remark.footnotes':
    '{count, plural, one {One footnote stands at the end of the text.} other {# footnotes stand at the end of the text.}}',
  'import.remark.comments': '{count, plural, one {One comment became a claim.} other {# comments became claims.}}',
  'import.remark.comments-cut':
    '{count, plural, one {One comment was too long, and was cut.} other {# comments were too long, and were cut.}}',
  'import.remark.comments-without-place':
    '{count, plural, one {One comment stands on no words, and was left out.} other {# comments stand on no words, and were left out.}}',
  'import.remark.claims':
    '{count, plural, one {One claim comes with it, with what was said of it.} other {# claims come with it, with what was said of them.}}',
  'import.remark.pictures': '{count, plural, one {One picture was left out.} other {# pictures were left out.}}',
  'import.remark.tables':
    '{count, plural, one {One table became paragraphs, row by row.} other {# tables became paragraphs, row by row.}}',
  'import.remark.hidden-text':
    '{count, plural, one {Text that was hidden was left out in one place.} other {Text that was hidden was left out in # places.}}',
  'import.remark.hidden-signs':
    '{count, plural, one {It holds one sign that cannot be seen.} other {It holds # signs that cannot be seen.}}',
  'import.remark.links-unsafe':
    '{count, plural, one {One link led somewhere unsafe; its words stayed.} other {# links led somewhere unsafe; their words stayed.}}',
  'import.remark.scripts':
    '{count, plural, one {One piece of program was left out.} other {# pieces of program were left out.}}',
  'import.remark.encoding-guessed': 'The encoding was guessed by the letters.',
  'import.remark.front-matter': 'The notes at its head (front matter) were left out of the text.',
  'import.remark.confidential-left-out':
    '{count, plural, one {One confidential piece of evidence was left out.} other {# confidential pieces of evidence were left out.}}',
  'import.remark.comments-shortened':
    '{count, plural, one {One comment was too long and was shortened.} other {# comments were too long and were shortened.}}',
  'import.remark.comments-resolved':
    '{count, plural, one {One comment was resolved: its claim is settled.} other {# comments were resolved: their claims are settled.}}',
  'import.remark.comments-left-out':
    '{count, plural, one {One comment was left out.} other {# comments were left out.}}',
  'import.remark.page-parts':
    '{count, plural, one {One part of the page that is no article was left out.} other {# parts of the page that are no article were left out.}}',
  'import.remark.report-left-out': 'What a report says around its text was left out.',
  'import.remark.for-subscribers': 'The page says that it is for subscribers: the text may be cut short.',
  'import.hidden':
    '{count, plural, one {One sign that cannot be seen stands in the text} other {# signs that cannot be seen stand in the text}}',
  'import.hidden.why': 'Such signs can hide words or turn their order: {signs}.',
  'import.hidden.remove': 'Take them out',
  'import.preview': 'Preview',
  'import.preview.more': '{count, plural, one {and one more paragraph} other {and # more paragraphs}}',
  'import.expired': 'The text is no longer held here',
  'import.expired.safe': 'What you entered is still here: go back and continue.',
  'import.full': 'Too many texts are waiting here to be taken',
  'import.full.safe': 'Nothing was made. Try again in a few minutes.',
  'import.unread': 'The text could not be read',
  'import.unread.safe': 'Nothing was made, and what you entered is still here.',
  'import.uncertain': 'What you entered is still here. Check the connection and try again.',
  'reimport.open': 'Bring in a corrected text…',
  'reimport.title': 'A corrected text',
  'reimport.text.hint': 'Paste the whole corrected text here.',
  'reimport.explain': 'What changes is shown before anything does. Claims stay with their words.',
  'reimport.apply': 'Change the text',
  'reimport.applying': 'The text is being changed…',
  'reimport.same': 'This is the text of the article already: nothing would change.',
  'reimport.done': 'The text was changed',
  'reimport.undone': 'The text is as it was',
  'reimport.undo-failed':
    'The former text was not put back: the text was changed since, or it is no longer held. It stays as it is now',
  'reimport.changed-meanwhile': 'The text was changed meanwhile',
  'reimport.changed-meanwhile.safe': 'Nothing was changed by you. Below is what would change now.',
  'reimport.failed': 'The text was not changed',
  'reimport.summary':
    '{changed, plural, =0 {No paragraph is reworded} one {One paragraph is reworded} other {# paragraphs are reworded}}, {added} added, {removed} removed, {moved} moved.',
  'reimport.reshaped':
    '{count, plural, one {One paragraph changes its form alone.} other {# paragraphs change their form alone.}}',
  'reimport.shape': 'Only how its paragraphs are set changes.',
  'reimport.kept':
    '{count, plural, =0 {No claim stays as it is} one {One claim stays as it is} other {# claims stay as they are}}',
  'reimport.touched': '{count, plural, one {One claim is touched} other {# claims are touched}}',
  'reimport.becomes.stale': 'to be looked at again',
  'reimport.becomes.detached': 'its words are gone: it waits in the tray',
  'reimport.becomes.recovered': 'found again by its words; its place is to be confirmed',
  'reimport.becomes.restored': 'has its words back',
  'reimport.changes': 'What changes',
  'reimport.row.added': 'Added',
  'reimport.row.removed': 'Removed',
  'reimport.row.changed': 'Reworded',
  'reimport.row.moved': 'Moved',
  'reimport.row.reshaped': 'Other form',
  'reimport.row.same': '{count, plural, one {one paragraph stays} other {# paragraphs stay}}',
  'reimport.row.more': '{count, plural, one {and one more} other {and # more}}',
  'library.refused.empty': 'There is no text in it',
  'library.refused.binary': 'This is not a text file.',
  'library.refused.damaged-file': 'This file is damaged. Open it in the program that made it, and save it anew.',
  'library.refused.damaged':
    'Some letters in this file are damaged, and guessing what they were would not be safe. Save it again as UTF-8.',
  'library.refused.too-large':
    'It is larger than can be read: text up to 2 MB, other files up to 20 MB. Split it into parts.',
  'library.refused.unpacks-too-large':
    'Unpacked it is far larger than an article can be. Save the text alone in a new file.',
  'library.refused.too-many-paragraphs': 'It has more than 20,000 paragraphs. Split it into parts.',
  'library.refused.file-kind':
    'Files of this kind cannot become articles. Save it as .docx, .html, .md or .txt first, or paste its text.',
  'library.refused.disguised': 'This file is not what its name says. Save it anew from the program it was made with.',
  'library.refused.encrypted': 'This file is locked with a password. Save it without one first.',
  'library.refused.forbidden-xml':
    'This file brings definitions of its own, which are never read here. Save it anew from the program it was made with.',
  'library.refused.no-report': 'This JSON is no report of Sanad. Choose the file that a report was saved as.',
  'library.refused.newer-report': 'This report is of a newer version of Sanad than this desk has.',
  'library.refused.no-address': 'This is no web address. It begins with https:// or http://.',
  'library.refused.address-refused':
    'This address cannot be used: only public pages, without names and passwords in the address.',
  'library.refused.private-address':
    'This address leads into a private network, where nothing is fetched. Save the page as a file, and choose that.',
  'library.refused.too-many-redirects': 'The page sends from one address to the next. Give the address it ends at.',
  'library.refused.unreachable': 'The page cannot be reached, or its site does not give it out. Check the address.',
  'library.refused.timed-out': 'The site took too long to answer. Try again, or save the page as a file.',
  'library.refused.page-missing': 'There is no page at this address any more. Check the address.',
  'library.refused.page-closed':
    'The site does not hand this page out to everybody. Save it as a file, and choose that.',
  'library.refused.site-trouble': 'The site is in trouble and gave no page. Try again later.',
  'library.refused.insecure-redirect':
    'The page sends on to an address without encryption. Give that address yourself if you trust it.',
  'library.refused.addresses-off': 'This desk fetches no pages. Save the page as a file, and choose that.',
  'library.refused.no-page':
    'There is no article at this address that could be read. Save the page as a file, and choose that.',
} as const;
