import type { FastifyRequest } from 'fastify';
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';

/** How much a log tells, the most first. `debug` tells every request. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * What may be told of a request. Not what follows the `?`: there is where tokens of sockets and answers of the sign-in
 * provider stand. Headers hold cookies and tokens.
 */
function request({ method, url, ip }: FastifyRequest): object {
  return { method, path: url?.split('?', 1)[0], ip };
}

/** What may be told of a failure. Node hands the bytes of a request on that it could not read, cookies and all. */
function failure(error: Error): object {
  const { rawPacket: _, ...told } = stdSerializers.err(error) as object & { readonly rawPacket?: unknown };
  return told;
}

/** The desk's log: JSON lines, without a secret at any level. */
export function openLog(level: LogLevel = 'info', to: DestinationStream = pino.destination(2)): Logger {
  return pino({ name: 'sanad', level, serializers: { req: request, err: failure, error: failure } }, to);
}
