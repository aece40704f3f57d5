import { evidenceChange, evidenceRequest } from '@sanad/shared/evidence';
import { articleOfImportRequest } from '@sanad/shared/import-draft';
import {
  articleChange,
  articleRequest,
  articleShape,
  articlesShape,
  claimChange,
  claimRequest,
  claimShape,
  claimsShape,
  historyQuery,
  historyShape,
  madeArticleShape,
  readyShape,
  sampleRequest,
} from '@sanad/shared/protocol';
import { queueQuery, queueShape } from '@sanad/shared/queue';
import { sealedListShape, sealedRequest } from '@sanad/shared/sealed';
import { commentChange, commentRequest } from '@sanad/shared/thread';
import { z } from 'zod';
import { pageQuery } from '../articles/routes.ts';
import type { Endpoints } from './endpoint.ts';

const claim = '/api/articles/:id/claims/:claim';

/** Articles, their claims, what gathers around these, and what is made of them. */
export const articleEndpoints: Endpoints = {
  'GET /healthz': { does: 'Whether the server runs.', answer: z.record(z.string(), z.unknown()) },
  'GET /readyz': { does: 'Whether every part of it is well: 503 when one is not.', answer: readyShape },
  'GET /metrics': { does: 'Figures for Prometheus.', answer: { type: 'text/plain' } },
  'GET /api/report.schema.json': {
    does: 'What a report in JSON is, as a JSON Schema.',
    answer: z.record(z.string(), z.unknown()),
  },
  'GET /api/openapi.json': { does: 'This description.', answer: z.record(z.string(), z.unknown()) },
  'GET /api/articles': { does: 'Articles, newest change first.', query: pageQuery, answer: articlesShape },
  'POST /api/articles': {
    does: 'Makes an article of a text, or of what is held of an import; as multipart of a file.',
    body: z.union([articleRequest, articleOfImportRequest]),
    form: ['title', 'language'],
    answer: madeArticleShape,
    status: 201,
  },
  'POST /api/articles/samples': {
    does: 'Makes the small sample article.',
    body: sampleRequest,
    answer: madeArticleShape,
    status: 201,
  },
  'GET /api/articles/:id': { does: 'An article with its plain text.', answer: articleShape },
  'PATCH /api/articles/:id': {
    does: 'Says where an article comes from or stands in public.',
    body: articleChange,
    answer: articleShape,
  },
  'GET /api/articles/:id/claims': { does: 'Its claims, in the order of the text.', answer: claimsShape },
  'POST /api/articles/:id/claims': {
    does: 'Makes a claim on words of the article.',
    body: claimRequest,
    answer: claimShape,
    status: 201,
  },
  [`PATCH ${claim}`]: {
    does: 'Judges a claim, writes the note, gives it to somebody, names who says it, settles or reopens it.',
    body: claimChange,
    answer: claimShape,
  },
  [`POST ${claim}/comments`]: { does: 'Adds a comment.', body: commentRequest, answer: claimShape, status: 201 },
  [`PATCH ${claim}/comments/:part`]: { does: 'Edits one’s own comment.', body: commentChange, answer: claimShape },
  [`DELETE ${claim}/comments/:part`]: { does: 'Deletes one’s own comment.', answer: claimShape },
  [`POST ${claim}/evidence`]: { does: 'Adds evidence.', body: evidenceRequest, answer: claimShape, status: 201 },
  [`PATCH ${claim}/evidence/:part`]: { does: 'Changes evidence.', body: evidenceChange, answer: claimShape },
  [`DELETE ${claim}/evidence/:part`]: { does: 'Takes evidence away.', answer: claimShape },
  [`DELETE ${claim}/verdict/:part`]: { does: 'Takes back the verdict one gave at that time.', answer: claimShape },
  [`DELETE ${claim}/settlement/:part`]: { does: 'Takes back one’s own settlement.', answer: claimShape },
  'GET /api/articles/:id/sealed': {
    does: 'Who has given a verdict that is sealed until a second person gives theirs, and what one gave oneself.',
    answer: sealedListShape,
  },
  [`POST ${claim}/sealed`]: {
    does: 'Gives a verdict that nobody is shown before a second person has given theirs.',
    body: sealedRequest,
    answer: sealedListShape,
  },
  [`DELETE ${claim}/sealed`]: { does: 'Takes one’s own sealed verdict back.', answer: sealedListShape },
  'GET /api/claims': { does: 'Claims across all articles.', query: queueQuery, answer: queueShape },
  'GET /api/articles/:id/history': {
    does: 'Who did what in an article, newest first.',
    query: historyQuery,
    answer: historyShape,
  },
};
