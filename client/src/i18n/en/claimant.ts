/** Texts of who outside the desk says what a claim says. */
export const claimant = {
  'claimant.ask': 'Who says so?',
  'claimant.is': 'Said by {name}',
  'claimant.where': 'where',
  'claimant.name': 'Name',
  'claimant.kind': 'A person or an organisation',
  'claimant.kind.person': 'A person',
  'claimant.kind.organization': 'An organisation',
  'claimant.address': 'Address of where they said it (optional)',
  'claimant.nameless': 'Give the name of whoever said it.',
  'claimant.nobody': 'Remove',
  'claimant.save': 'Save',
  'claimant.keys.name': 'Name who says it',
  'claimant.toast.named': 'Claim {number} is said by {name}',
  'claimant.toast.nobody': 'Nobody is named for claim {number}',
} as const;
