/** Texts of where an article comes from, and where it stands in public. */
export const source = {
  'source.title': 'About this article',
  'source.address': 'Public address',
  'source.address.detail': 'Where readers find it. Fact-check data for search engines needs it.',
  'source.site': 'Paper or site',
  'source.byline': 'Byline',
  'source.published': 'Published on',
  'source.published.wrong': 'Give the day as 2026-11-28.',
  'source.too-long': 'At most {most} characters.',
  'source.file': 'Imported from',
  'source.added': 'Added',
  'source.language': 'Language',
  'source.none': 'Nothing has been said of it yet.',
  'source.save': 'Save',
  'source.failed': 'What you wrote could not be saved; it is still here.',
  'source.frozen': 'The article is signed off. This can still be changed; the signed version stays as it is.',
} as const;
