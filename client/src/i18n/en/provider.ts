/** Texts of signing in with an account at an identity provider. */
export const provider = {
  'provider.unnamed': 'your sign-in provider',
  'provider.sign-in': 'Sign in with {provider}',
  'provider.sign-in.title': 'Sign in to Sanad',
  'provider.sign-in.linked': 'Your account at {provider} signs you in, once it is linked to you at this desk.',
  'provider.sign-in.admits': 'Your account at {provider} lets you in.',
  'provider.sign-in.else':
    'No account there, or not linked yet? An admin of your desk sends you an invitation link; open it in this browser.',
  'provider.join': 'Come in with {provider}',
  'provider.join.hint': 'Your name is taken from there, and the next time you need no link.',
  'provider.join.back': 'Back to the invitation',
  'provider.or': 'or',
  'provider.failed': 'You could not be sent to {provider}',
  'provider.joined': 'You are in as {name}.',
  'provider.linked': 'Your account at {provider} is linked. From now on you can sign in with it.',
  'provider.not-in': 'You are not signed in',
  'provider.unreachable': '{provider} could not be reached. Try again in a moment.',
  'provider.denied': 'The sign-in was refused or broken off at {provider}. Nothing has changed here.',
  'provider.expired': 'This sign-in took too long, was done already, or began in another browser. Begin anew.',
  'provider.mismatch':
    'The answer from {provider} does not belong to the sign-in that began here, so it was not taken. Begin anew; if it happens again, tell whoever runs the desk.',
  'provider.too-many': 'Too many sign-ins have failed from here. Wait a minute and try again.',
  'provider.unknown':
    'Your account at {provider} is not linked to anybody at this desk. Ask an admin for an invitation link: where it leads you can come in with {provider}.',
  'provider.removed': 'You are no longer at this desk. If that is a mistake, ask an admin.',
  'provider.nameless':
    '{provider} told no name for you. Follow the invitation and write your name there; you can link the account afterwards.',
  'provider.link-unusable':
    'The invitation was used, withdrawn or has expired. Ask an admin of your desk for a new one.',
  'provider.taken': 'This account at {provider} belongs to somebody else at this desk. Use another one there.',
  'provider.signed-out':
    'You were signed out here in the meantime, and the account was not linked. Sign in and link it again.',
  'provider.broken':
    'Something went wrong between this desk and {provider}. Nothing has changed here; try again, and tell whoever runs the desk if it stays so.',
  'provider.account': 'Account at {provider}',
  'provider.account.linked': 'Linked',
  'provider.account.use': 'It signs you in in any browser, without a link.',
  'provider.account.none': 'Link it, and you can sign in with it in any browser, without a link.',
  'provider.account.none-of': 'Not linked.',
  'provider.account.link': 'Link my account',
  'provider.account.unlink': 'Unlink',
  'provider.account.unlink.sure': 'Unlink the account at {provider}?',
  'provider.account.unlink.detail': 'It signs in nobody here from then on. Sessions that are open stay open.',
} as const;
