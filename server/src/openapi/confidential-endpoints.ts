import {
  confidentialChange,
  confidentialRequest,
  confidentialsShape,
  confidentialVersionsShape,
  confidentialView,
} from '@sanad/shared/confidential';
import type { Endpoints } from './endpoint.ts';

const confidential = '/api/articles/:id/claims/:claim/confidential';

/** Evidence that readers may not know of. */
export const confidentialEndpoints: Endpoints = {
  'GET /api/articles/:id/confidential': {
    does: 'The confidential evidence of an article, by claim.',
    answer: confidentialsShape,
  },
  [`POST ${confidential}`]: {
    does: 'Adds confidential evidence; `moves` makes some of a piece that everybody could read.',
    body: confidentialRequest,
    answer: confidentialView,
    status: 201,
  },
  [`GET ${confidential}/:piece`]: {
    does: 'Every version of a piece of confidential evidence, the oldest first.',
    answer: confidentialVersionsShape,
  },
  [`PATCH ${confidential}/:piece`]: {
    does: 'Changes confidential evidence, or brings it back.',
    body: confidentialChange,
    answer: confidentialView,
  },
  [`DELETE ${confidential}/:piece`]: { does: 'Takes confidential evidence away; its versions are kept.', status: 204 },
};
