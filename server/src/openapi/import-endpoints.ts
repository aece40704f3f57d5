import { draftShape, importRequest, readingRequest, textAnswer, textRequest } from '@sanad/shared/import-draft';
import type { Endpoints } from './endpoint.ts';

const lines = { type: 'application/x-ndjson' };

/** Sending texts in: looking at them first, and putting one in the place of an article's text. */
export const importEndpoints: Endpoints = {
  'POST /api/imports': {
    does: 'Reads a text, a file or a page and holds what was understood of it; line by line, how far it is.',
    body: importRequest,
    form: [],
    answer: lines,
  },
  'POST /api/articles/:id/imports': {
    does: 'Reads a text as the coming one of an article, with what it would change; line by line.',
    body: importRequest,
    form: [],
    answer: lines,
  },
  'POST /api/imports/:id/reading': {
    does: 'Reads what is held once more, in another encoding or without signs that cannot be seen.',
    body: readingRequest,
    answer: draftShape,
  },
  'DELETE /api/imports/:id': { does: 'Lets go of what is held.', status: 204 },
  'POST /api/articles/:id/text': {
    does: 'Puts what is held in the place of the text, by difference: claims go where their words went.',
    body: textRequest,
    answer: textAnswer,
  },
};
