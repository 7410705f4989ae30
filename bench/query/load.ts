/**
 * The load generator, a process of its own: posts to some targets in turn, a slice of a second each, over a few
 * connections that stay open, so that whatever else the machine does befalls all of them alike. Reads a LoadOrder as JSON
 * from stdin and prints the targets' LoadFigures as a line of JSON.
 */
import { Agent, request } from 'node:http';
import { json } from 'node:stream/consumers';

export interface LoadOrder {
  readonly targets: readonly { readonly url: string; readonly body: string }[];
  readonly connections: number;
  /** Of each target, in all. */
  readonly seconds: number;
}

export interface LoadFigures {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const SLICE_MS = 250;

class Target {
  readonly #times: number[] = [];
  #elapsed = 0;
  readonly #agent: Agent;

  constructor(
    private readonly url: string,
    private readonly body: string,
    private readonly connections: number,
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  async slice(ms: number): Promise<void> {
    const started = performance.now();
    const until = started + ms;
    await Promise.all(
      Array.from({ length: this.connections }, async () => {
        for (let begun = performance.now(); begun < until; begun = performance.now()) {
          await this.#ask();
          this.#times.push(performance.now() - begun);
        }
      }),
    );
    this.#elapsed += performance.now() - started;
  }

  /** What was measured since the last time; closes nothing. */
  take(): LoadFigures {
    const times = this.#times.splice(0).toSorted((a, b) => a - b);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
    const perSecond = (times.length / this.#elapsed) * 1000;
    this.#elapsed = 0;
    return { perSecond, p50: at(0.5), p99: at(0.99) };
  }

  close(): void {
    this.#agent.destroy();
  }

  #ask(): Promise<void> {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(this.body) };
    return new Promise((resolve, reject) => {
      const post = request(this.url, { method: 'POST', agent: this.#agent, headers }, (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode === 200) resolve();
          else reject(new Error(`${this.url} answered ${response.statusCode}`));
        });
      });
      post.on('error', reject);
      post.end(this.body);
    });
  }
}

const order = (await json(process.stdin)) as LoadOrder;
const targets = order.targets.map(({ url, body }) => new Target(url, body, order.connections));
for (const target of targets) {
  await target.slice(1000);
  target.take();
}
for (let slice = 0; slice * SLICE_MS < order.seconds * 1000; slice += 1)
  for (const target of targets) await target.slice(SLICE_MS);
console.log(JSON.stringify(targets.map((target) => target.take())));
for (const target of targets) target.close();
