import type { Sample } from './sample.ts';

/** A story of our own, with a contradiction to find: the number of boats and of berths do not agree. */
export const english: Sample = {
  language: 'en',
  title: 'Harbour town votes to bring back its night ferry',
  paragraphs: [
    'SALTMERE – The town council voted 9 to 4 on Tuesday to bring back the night ferry to Corran Island, eleven years after the last boat tied up for good. “People here have waited long enough,” said the mayor, Ruth Adeyemi, to applause from a packed gallery.',
    'Under the plan, two electric boats built by the Norwegian yard Fjellstad will make six crossings a night from April. Each carries 140 passengers and 12 cars. The town will pay £3.8 million, about a third of the cost; the rest is to come from a regional transport fund.',
    'Shopkeepers on the island expect a busier spring. Tom Vickers, who runs the only bakery, said bookings at guesthouses were already up by half. Economists say the ferry will create 200 jobs within a year.',
    'Not everybody is persuaded. Councillor Hugh Bell, who voted against, said that the old service had lost money every year it ran. According to the harbour’s own accounts, it made a small profit in 2009 and 2010.',
    'The harbour office said that work on the pier would take ten weeks and be finished before the three new boats arrive. The first crossing is planned for Friday 3 April at 21:15, and tickets will cost £4 each way.',
  ],
  claims: [
    {
      quote: 'voted 9 to 4 on Tuesday',
      verdict: 'verified',
      note: 'Minutes of the council meeting, item 7. Thirteen members present.',
    },
    {
      quote: 'two electric boats',
      verdict: 'disputed',
      note: 'The last paragraph speaks of three. The harbour office has been asked which it is.',
    },
    {
      quote: 'Economists say the ferry will create 200 jobs within a year.',
      verdict: 'unsourced',
      note: 'Which economists? The council’s own paper gives no number.',
    },
    {
      quote: 'the old service had lost money every year it ran',
      verdict: 'disputed',
      note: 'The accounts show a profit in 2009 and 2010. Keep it as his words, with the figures next to them.',
    },
    {
      quote: 'Friday 3 April at 21:15',
      verdict: 'unchecked',
      note: 'Check the weekday, and the tide at that hour.',
    },
  ],
};
