import { parentPort } from 'node:worker_threads';
import { claimsRoot, textRoot } from '@sanad/shared/article';
import * as Y from 'yjs';
import { articleMade } from '../articles/creation.ts';
import { comparisonOf } from '../reimport/comparison.ts';
import { cleared, hiddenSignsOf } from './cleared.ts';
import { draftFacts, type ReadWhole } from './draft-facts.ts';
import type { Against, DraftMade, ImportAnswer, ImportJob } from './import-job.ts';
import { type Material, readMaterial } from './readers.ts';
import { Unimportable } from './unimportable.ts';

// What a thread of `workshop.ts` runs: one text after the other is read here, and nowhere else.

const post = (answer: ImportAnswer, transfer: readonly ArrayBuffer[] = []) =>
  parentPort?.postMessage(answer, [...transfer]);

function answered(job: ImportJob): void {
  try {
    // Its bytes are shared with whoever asked, and no decoder reads from there.
    const material: Material = { ...job.material, bytes: Uint8Array.from(job.material.bytes) };
    const asRead = readMaterial(material, {
      about: job.reading,
      encoding: job.reading.encoding,
      told: (phase) => post({ kind: 'progress', phase }),
    });
    const hiddenSigns = hiddenSignsOf(asRead.imported.content);
    const read = job.reading.withoutHiddenSigns ? { ...asRead, imported: cleared(asRead.imported) } : asRead;
    post({ kind: 'progress', phase: 'laying-out' });
    if (job.kind === 'article') {
      const { file } = material;
      const { source, ...imported } = read.imported;
      const value = articleMade({ ...imported, source: { ...source, ...(file ? { file } : {}) } }, job.by, job.at);
      post({ kind: 'done', value }, [value.update.buffer as ArrayBuffer]);
    } else post({ kind: 'done', value: draftMade(material, { ...read, hiddenSigns }, job) });
  } catch (error) {
    if (error instanceof Unimportable) post({ kind: 'refused', why: error.why });
    else post({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function draftMade(
  material: Material,
  read: ReadWhole,
  { reading, against }: Extract<ImportJob, { kind: 'draft' }>,
): DraftMade {
  const facts = draftFacts(material, read, reading);
  if (!against) return { facts, rewriting: null, former: null };
  const doc = opened(against);
  const { difference, rewriting, former } = comparisonOf(doc, read.imported.content);
  doc.destroy();
  return { facts: { ...facts, difference }, rewriting, former };
}

function opened({ state }: Against): Y.Doc {
  const doc = new Y.Doc();
  textRoot(doc);
  claimsRoot(doc);
  Y.applyUpdate(doc, state);
  return doc;
}

parentPort?.on('message', answered);
