import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ReportPool } from '../report/worker/report-pool.ts';
import type { Meter } from '../sync/meter.ts';
import type { Rooms } from '../sync/rooms.ts';

/** What a desk counts, in Prometheus' terms, and the meter that the live articles report to. */
export class Metrics {
  readonly registry = new Registry();
  readonly meter: Meter;
  /** Counts a report that was asked for, by what became of it. */
  readonly reported: (outcome: string) => void;

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry }); // the loop's delay, memory, processor time
    const updates = new Counter({ name: 'sanad_updates_total', help: 'Updates taken by the gate.', registers });
    const stored = new Counter({ name: 'sanad_updates_stored_total', help: 'Updates on disk.', registers });
    const failures = new Counter({
      name: 'sanad_store_failures_total',
      help: 'Times the store took nothing and was tried again.',
      registers,
    });
    const damaged = new Counter({
      name: 'sanad_damaged_updates_total',
      help: 'Stored updates found damaged when an article was opened.',
      registers,
    });
    const commits = new Histogram({
      name: 'sanad_commit_seconds',
      help: 'How long the first update of a group waited until it was on disk.',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    });
    const refusals = new Counter({
      name: 'sanad_refusals_total',
      help: 'Connections and requests turned away, by close code or HTTP status.',
      labelNames: ['code', 'reason'],
      registers,
    });
    const reports = new Counter({
      name: 'sanad_reports_total',
      help: 'Reports asked for, by what became of them.',
      labelNames: ['outcome'],
      registers,
    });
    this.reported = (outcome) => reports.inc({ outcome });
    this.meter = {
      accepted: () => updates.inc(),
      committed: (count, milliseconds) => {
        stored.inc(count);
        commits.observe(milliseconds / 1000);
      },
      failed: () => failures.inc(),
      refused: (code, reason) => refusals.inc({ code, reason }),
      damaged: (count) => damaged.inc(count),
    };
  }

  /** Adds what is counted when it is asked for. */
  watch(rooms: Rooms, reports: Pick<ReportPool, 'waiting'>): void {
    const gauge = (name: string, help: string, value: () => number) =>
      new Gauge({
        name,
        help,
        registers: [this.registry],
        collect() {
          this.set(value());
        },
      });
    gauge('sanad_connections', 'Open sockets of people.', () => rooms.counts().connections);
    gauge('sanad_rooms', 'Articles in memory.', () => rooms.counts().rooms);
    gauge('sanad_updates_waiting', 'Updates taken and not on disk yet.', () => rooms.counts().waiting);
    gauge('sanad_reports_waiting', 'Reports that wait for their turn.', () => reports.waiting);
    gauge('sanad_rooms_unsaved', 'Articles that the store takes nothing of now.', () => rooms.health().size);
  }
}

/**
 * `/metrics`, for the secret `token` and for an admin: how busy a desk is, is nobody else's to know. Who collects figures
 * needs no more than that secret, which opens nothing else.
 */
export function metricsRoutes(app: FastifyInstance, { registry }: Metrics, token: string | null): void {
  app.get('/metrics', { config: { least: 'admin', token } }, async (_request, reply) => {
    reply.type(registry.contentType);
    return await registry.metrics();
  });
}
