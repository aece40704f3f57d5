import { noticesQuery, noticesRead, noticesShape, unreadShape, visitShape } from '@sanad/shared/notice';
import type { Endpoints } from './endpoint.ts';

/** What concerns whoever asks, and what is new to them. */
export const noticeEndpoints: Endpoints = {
  'GET /api/events': {
    does: 'That something of the desk has changed, as it happens (server-sent events): by ids alone, never what.',
    answer: { type: 'text/event-stream' },
  },
  'GET /api/notices': { does: 'One’s own notices, newest first.', query: noticesQuery, answer: noticesShape },
  'POST /api/notices/read': {
    does: 'Marks some of one’s own notices as read, or all up to a time.',
    body: noticesRead,
    answer: unreadShape,
  },
  'POST /api/articles/:id/visit': {
    does: 'Says that one is in an article; answers with the comments that came since one was there before.',
    answer: visitShape,
  },
};
