import { deskChange, deskShape } from '@sanad/shared/desk';
import { reopenRequest, versionShape, versionsShape } from '@sanad/shared/version';
import type { Endpoints } from './endpoint.ts';

const versions = '/api/articles/:id/versions';

/** What the desk asks for, signing articles off, and the versions that were. */
export const signingEndpoints: Endpoints = {
  'GET /api/desk': { does: 'What the desk asks of an article before it is signed off.', answer: deskShape },
  'PATCH /api/desk': { does: 'Sets what the desk asks for.', body: deskChange, answer: deskShape },
  'POST /api/articles/:id/sign-off': {
    does: 'Signs an article off; 409 with "blockers" where something stands in the way.',
    answer: versionShape,
    status: 201,
    otherwise: { status: 200, when: 'It was signed off already: the version that stands.' },
  },
  'POST /api/articles/:id/reopen': {
    does: 'Lets an article that is signed off be changed again; its version stays.',
    body: reopenRequest,
    answer: versionShape,
  },
  [`GET ${versions}`]: { does: 'The versions that were signed off, newest first.', answer: versionsShape },
  [`GET ${versions}/:number`]: { does: 'One version.', answer: versionShape },
};
