import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** The kernel's ticks in a second of CPU, as Linux tells them in /proc. */
const TICKS = 100;

/** A server under measurement, in a process of its own. */
export class ServerProcess {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  private constructor(child: ChildProcess, port: number, ended: Promise<unknown>) {
    this.#child = child;
    this.port = port;
    this.#ended = ended;
  }

  /**
   * Starts a script of the house with Node; resolves when it says a line that names its port.
   * @throws Error with what it said when it ends before that.
   */
  static async start(
    script: string,
    env: Readonly<Record<string, string>> = {},
    flags: readonly string[] = [],
  ): Promise<ServerProcess> {
    const child = spawn(process.execPath, [...flags, script], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const orphaned = () => child.kill('SIGKILL');
    process.once('exit', orphaned);
    child.once('exit', () => process.off('exit', orphaned));
    const said: string[] = [];
    const ended = once(child, 'exit');
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (said.length < 20) said.push(line);
    });
    const opened = new Promise<number>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (said.length < 20) said.push(line);
        const [, port] = /(?::|port )(\d{4,5})\b/.exec(line) ?? [];
        if (port) resolve(Number(port));
      });
    });
    const port = await Promise.race([
      opened,
      ended.then(([code]) => Promise.reject(new Error(`${script} ended with ${code}:\n${said.join('\n')}`))),
    ]);
    ended.catch(() => undefined);
    return new ServerProcess(child, port, ended);
  }

  /** Seconds of CPU it has used, all its threads together. */
  cpu(): number {
    const fields = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  }

  /** Bytes of memory it holds. */
  memory(): number {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.#child.pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  }

  /** Asks it to end; kills it when it does not. */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 8000);
    await this.#ended;
    clearTimeout(late);
  }
}
