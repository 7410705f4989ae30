/**
 * The load generator, a process of its own: posts to some targets in turn, a quarter of a second each, over a few
 * connections that stay open, so that whatever else the machine does befalls all of them alike. Reads a LoadOrder as
 * JSON from stdin and prints the targets' LoadFigures as a line of JSON. It writes its requests straight to sockets: the
 * clients there are take more time for a request than the servers that are measured, on the same processors.
 */
import { connect, type Socket } from 'node:net';
import { json } from 'node:stream/consumers';

export interface LoadOrder {
  readonly targets: readonly { readonly url: string; readonly body: string }[];
  readonly connections: number;
  /** Of each target, in all. */
  readonly seconds: number;
  /** Of each target, before anything is measured. */
  readonly warmSeconds: number;
}

export interface LoadFigures {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const SLICE_MS = 250;

/** One connection, which asks for the same thing again and again. */
class Connection {
  readonly #socket: Socket;
  readonly #request: Buffer;
  #answered: ((error?: Error) => void) | undefined;
  /** Bytes of the answer that have not come yet; null before its head has. */
  #left: number | null = null;

  constructor(url: string, body: string) {
    const { host, hostname, port, pathname } = new URL(url);
    this.#request = Buffer.from(
      `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    this.#socket = connect(Number(port), hostname)
      .setNoDelay(true)
      .on('data', (chunk: Buffer) => this.#take(chunk))
      .on('error', (error) => this.#answered?.(error))
      .on('close', () => this.#answered?.(new Error(`${url} closed the connection`)));
  }

  ask(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#answered = (error) => (error === undefined ? resolve() : reject(error));
      this.#socket.write(this.#request);
    });
  }

  close(): void {
    this.#answered = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    let left = this.#left;
    if (left === null) {
      const head = chunk.toString('latin1', 0, 2048);
      const end = head.indexOf('\r\n\r\n');
      const length = /\r\ncontent-length: (\d+)/iu.exec(head)?.[1];
      if (end < 0 || length === undefined || !head.startsWith('HTTP/1.1 200'))
        return this.#answered?.(new Error(`unexpected answer: ${head}`));
      left = end + 4 + Number(length);
    }
    left -= chunk.length;
    this.#left = left > 0 ? left : null;
    if (left <= 0) this.#answered?.();
  }
}

class Target {
  readonly #connections: readonly Connection[];
  readonly #times: number[] = [];
  #elapsed = 0;

  constructor(url: string, body: string, connections: number) {
    this.#connections = Array.from({ length: connections }, () => new Connection(url, body));
  }

  async slice(ms: number): Promise<void> {
    const started = performance.now();
    const until = started + ms;
    await Promise.all(
      this.#connections.map(async (connection) => {
        for (let begun = performance.now(); begun < until; begun = performance.now()) {
          await connection.ask();
          this.#times.push(performance.now() - begun);
        }
      }),
    );
    this.#elapsed += performance.now() - started;
  }

  /** What was measured since the last time. */
  take(): LoadFigures {
    const times = this.#times.splice(0).toSorted((a, b) => a - b);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
    const perSecond = (times.length / this.#elapsed) * 1000;
    this.#elapsed = 0;
    return { perSecond, p50: at(0.5), p99: at(0.99) };
  }

  close(): void {
    for (const connection of this.#connections) connection.close();
  }
}

const order = (await json(process.stdin)) as LoadOrder;
const targets = order.targets.map(({ url, body }) => new Target(url, body, order.connections));
const inTurn = async (seconds: number) => {
  for (let slice = 0; slice * SLICE_MS < seconds * 1000; slice += 1)
    for (const target of targets) await target.slice(SLICE_MS);
};
await inTurn(order.warmSeconds);
for (const target of targets) target.take();
await inTurn(order.seconds);
console.log(JSON.stringify(targets.map((target) => target.take())));
for (const target of targets) target.close();
