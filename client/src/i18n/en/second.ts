/** Texts of the second pair of eyes: who stands by a verdict, and what is sealed. */
export const second = {
  'second.language': 'en',
  'second.awaiting': 'Awaiting a second person; {name} gave the first verdict.',
  'second.awaiting.own': 'Awaiting a second person; yours is the first verdict.',
  'second.confirmed': 'Confirmed by {names}',
  'second.conflict': 'In dispute between {names}',
  'second.conflict.agreed': 'This was judged differently before. Now {names} says:',
  'second.blind.first': 'Verdicts are given blind here: nobody sees yours before a second person has given theirs.',
  'second.blind.second': 'Give yours without knowing it; then both are opened.',
  'second.blind.reader': 'Verdicts are sealed here until two people have given theirs.',
  'second.sealed.own': 'Your verdict ({verdict}) is sealed until a second person has given theirs.',
  'second.sealed.void':
    'The words changed, and your sealed verdict ({verdict}) no longer counts. Give it for these words.',
  'second.sealed.others': '{count, plural, one {{names} gave a sealed verdict.} other {Sealed verdicts by {names}.}}',
  'second.sealed.withdraw': 'Take it back',
  'second.sign.awaiting': 'Awaiting a second person',
  'second.sign.confirmed': 'Confirmed by a second person',
  'second.sign.conflict': 'In dispute',
  'second.sign.sealed': 'A sealed verdict was given',
  'second.not-sealed': 'Your verdict was not sealed; the mark is made. Try it again.',
  'second.not-sealed.offline':
    'A sealed verdict needs the connection. The mark is made; give your verdict once you are connected.',
  'second.not-sealed.words': 'A colleague has just changed these words. Read them, and give your verdict for those.',
  'second.opened': 'Your verdict is open by now: a second person has given theirs.',
} as const;
