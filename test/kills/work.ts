import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerProcess } from '../server/process.js';
import { DECISION, fundsLedger, heldLedger, type Ledger } from './ledgers.js';
import type { Random } from './random.js';

const ROOT = join(import.meta.dirname, '../..');
/** The analyst's own indicator: the funds whose item has a certain number. */
export const OWN_CODE = 'OWN_ITEMS';
const ENDED = ['PREVIEWED', 'COMMITTED', 'FAILED', 'UNDONE'];

/** What a program was told of a run, and what it asked since. */
interface Known {
  readonly file: string;
  state: string;
  /** Whether it is not known any more how the run ended. */
  asked: boolean;
}

/**
 * The mixed work of a bureau on one server, and what the programs that do it were told. What fails because the server
 * or its database is away is not an error; what was confirmed must hold.
 */
export class Work {
  readonly ledgers = new Map<string, Ledger>();
  readonly runs = new Map<string, Known>();
  /** Items of the own indicator: the last one confirmed, and those asked for since. */
  items: string[] = [];
  /** Files whose command ended with exit code 0. */
  readonly imported: string[] = [];
  /** What was answered in no language of users. */
  readonly raw: string[] = [];
  command: ChildProcess | undefined;
  #commandEnded: Promise<unknown> = Promise.resolve();
  #stopped = false;
  #operations = 0;
  #defining = false;

  constructor(
    private readonly dataDir: string,
    private readonly random: Random,
  ) {}

  /** How many operations were begun. */
  get operations(): number {
    return this.#operations;
  }

  /** Works until `stop`: a few programs that each do one thing after another. */
  async on(server: ServerProcess, programs: number): Promise<void> {
    this.#stopped = false;
    await Promise.all(Array.from({ length: programs }, () => this.#program(server)));
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Starts an import by the command line beside the server, unless one is under way. */
  startCommand(): void {
    if (this.command !== undefined) return;
    const ledger = this.#know(fundsLedger(this.random));
    const path = join(this.dataDir, ledger.fileName);
    writeFileSync(path, ledger.content);
    const args = [join(ROOT, 'dist/import/cli.js'), path, '--division', ledger.division];
    const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: this.dataDir };
    const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
    this.command = child;
    this.#commandEnded = once(child, 'exit').then(([code]) => {
      if (code === 0) this.imported.push(ledger.fileName);
      this.command = undefined;
    });
  }

  async commandEnded(): Promise<void> {
    await this.#commandEnded;
  }

  async #program(server: ServerProcess): Promise<void> {
    while (!this.#stopped) {
      this.#operations += 1;
      await this.#operation(server).catch(async (error: unknown) => {
        // What fetch itself throws is no answer.
        const { name, message } = error as Error;
        if (name === 'Error' && !/[\u4e00-\u9fff]/u.test(message)) this.raw.push(message);
        // The server may be away for good; whoever stops us knows.
        await sleep(50);
      });
    }
  }

  #operation(server: ServerProcess): Promise<void> {
    const kind = this.random.next();
    if (kind < 0.3) return this.#upload(server, fundsLedger(this.random), false);
    if (kind < 0.45) return this.#upload(server, fundsLedger(this.random), true);
    if (kind < 0.55) return this.#upload(server, heldLedger(this.random), false);
    if (kind < 0.7) return this.#commit(server);
    if (kind < 0.82) return this.#undo(server);
    if (kind < 0.9) return this.#settle(server);
    if (kind < 0.95) return this.#define(server);
    this.startCommand();
    return sleep(20);
  }

  async #upload(server: ServerProcess, ledger: Ledger, dryRun: boolean): Promise<void> {
    this.#know(ledger);
    const query = `division=${ledger.division}&dryRun=${dryRun}`;
    const { status, body } = await server.upload(ledger.fileName, ledger.content, query);
    if (status !== 202) throw new Error(`upload: ${status} ${JSON.stringify(body)}`);
    const known: Known = { file: ledger.fileName, state: 'QUEUED', asked: true };
    this.runs.set(body.id!, known);
    while (!this.#stopped) {
      const { import: run } = await server.ask<{ import: { state: string } }>(`{ import(id: "${body.id}") { state } }`);
      if (ENDED.includes(run.state)) return this.#told(known, run.state);
      await sleep(30);
    }
  }

  async #commit(server: ServerProcess): Promise<void> {
    const one = this.#oneIn(['PREVIEWED', 'FAILED'], '资金');
    if (one === undefined) return;
    await this.#ask(server, one, 'commitImport');
  }

  async #undo(server: ServerProcess): Promise<void> {
    const one = this.#oneIn(['COMMITTED'], '资金');
    if (one === undefined) return;
    await this.#ask(server, one, 'undoImport');
  }

  async #ask(server: ServerProcess, [id, known]: [string, Known], mutation: string): Promise<void> {
    known.asked = true;
    const answer = await server.ask<Record<string, { state: string }>>(
      `mutation { ${mutation}(id: "${id}") { state } }`,
    );
    this.#told(known, answer[mutation]!.state);
  }

  /** Every held ledger is settled by one program at a time. */
  async #settle(server: ServerProcess): Promise<void> {
    const one = this.#oneIn(['FAILED'], '明细');
    if (one === undefined) return;
    const [id, known] = one;
    known.asked = true;
    const sheet = known.file.replace('.csv', '');
    const answer = await server.ask<{ settleSheet: { id: string; state: string } }>(
      `mutation { settleSheet(id: "${id}", sheet: "${sheet}", ${DECISION}) { id state } }`,
    );
    this.runs.set(answer.settleSheet.id, { file: known.file, state: answer.settleSheet.state, asked: false });
  }

  async #define(server: ServerProcess): Promise<void> {
    if (this.#defining) return;
    this.#defining = true;
    const item = `专项${this.random.whole(10)}`;
    this.items.push(item);
    const define = (replace: boolean) =>
      server.ask(`mutation { defineIndicator(replace: ${replace}, definition: {
        code: "${OWN_CODE}", name: "自选专项", englishName: "Chosen funds", unit: "万元", decimals: 2, direction: UP, theme: FUNDING,
        sum: [{ rows: [{ ledger: "funding", where: [{ field: "item", contains: "${item}" }] }], sum: "amount" }]
      }) { code } }`);
    try {
      await define(true).catch((error: unknown) => {
        if (!String(error).includes('没有指标')) throw error;
        return define(false);
      });
      this.items = [item];
    } finally {
      this.#defining = false;
    }
  }

  #oneIn(states: readonly string[], name: string): [string, Known] | undefined {
    const found = [...this.runs].filter(
      ([, known]) => !known.asked && states.includes(known.state) && known.file.startsWith(name),
    );
    return this.random.one(found);
  }

  #told(known: Known, state: string): void {
    known.state = state;
    known.asked = false;
  }

  #know(ledger: Ledger): Ledger {
    this.ledgers.set(ledger.fileName, ledger);
    return ledger;
  }
}
