import { noticesQuery, noticesRead, noticesShape, unreadShape, visitShape } from '@sanad/shared/notice';
import type { Endpoints } from './endpoint.ts';

/** What concerns one, and what the desk asks. */
export const deskEndpoints: Endpoints = {
  'GET /api/events': {
    does: 'What happens on the desk, as it happens: names and ids alone.',
    answer: { type: 'text/event-stream' },
  },
  'GET /api/notices': {
    does: 'What one was told of, newest first.',
    query: noticesQuery,
    answer: noticesShape,
  },
  'POST /api/notices/read': {
    does: 'Says that one has read some of it, or all.',
    body: noticesRead,
    answer: unreadShape,
  },
  'POST /api/articles/:id/visit': {
    does: 'Says that one is in an article; answers which comments are new since one was there.',
    answer: visitShape,
  },
};
