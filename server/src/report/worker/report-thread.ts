import { getPriority, setPriority } from 'node:os';
import { type MessagePort, parentPort } from 'node:worker_threads';
import type { ReportJob, Told } from './report-job.ts';
import { madeReport } from './report-making.ts';

// What a thread of `report-pool.ts` runs: one report after the other.

/** How far a report stands back behind those who type, as `nice` has it. */
const STANDS_BACK = 5;
/** The least priority there is. */
const LEAST = 19;

function serve(port: MessagePort): void {
  standBack();
  const tell = (told: Told, transfer: ArrayBuffer[] = []) => port.postMessage(told, transfer);
  port.on('message', (job: ReportJob) => {
    madeReport(job, (phase) => tell({ kind: 'step', step: { phase } })).then(
      (report) => tell({ kind: 'made', report }, [report.bytes.buffer]),
      (error: unknown) => {
        const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
        tell({ kind: 'failed', message, stack });
      },
    );
  });
}

/** On Linux a priority is a thread's own; elsewhere it would be that of the whole server. */
function standBack(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.min(LEAST, getPriority() + STANDS_BACK));
  } catch {
    // It works as well with the priority it has.
  }
}

if (parentPort) serve(parentPort);
