import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The command was not given as it has to be. The message is one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What a command reads and writes besides the desk; what it came to goes to `out`, everything else to `error`. */
export interface Terminal {
  readonly in: NodeJS.ReadableStream;
  readonly out: NodeJS.WritableStream;
  readonly error: NodeJS.WritableStream;
}

/**
 * The options and the rest of a command, as `parseArgs` reads them. `more` is how its help is asked for.
 * @throws UsageError for an option that the command does not have, or one without its value.
 */
export function readArguments<T extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: T,
  more: string,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const [first = 'The command cannot be read'] = error instanceof Error ? error.message.split('. ') : [];
    throw new UsageError(`${first.replace(/\.$/, '')}; see ${more}.`);
  }
}

/** All bytes of a stream. */
export async function bytesOf(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array | string));
  return Buffer.concat(chunks);
}

/** Writes to a stream and resolves once it is taken; who reads has gone where that fails. */
export function written(stream: NodeJS.WritableStream, content: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(content, (error) => (error ? reject(error) : resolve()));
  });
}
