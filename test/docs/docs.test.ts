import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENVIRONMENT } from '../../src/config.js';
import { dataFolder, type ServerProcess, startProcess } from '../server/process.js';

const ROOT = join(import.meta.dirname, '../..');
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const DOCUMENTS = ['README.md', 'docs/bi.md', 'docs/queries.md'];

/** Commands that this suite does not run, each with the reason. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'npm ci && npm run demo': 'installs software; the demo itself is what everything here is asked of',
  'npm ci && npm test': 'installs software; the tests are what runs here',
};

/** Languages of what programs paste, which test/clients runs. */
const PASTED = ['r', 'python', 'js', 'sql', 'bash'];

interface Block {
  readonly language: string;
  readonly text: string;
  /** The answer that is shown below it. */
  readonly answer: string | undefined;
}

/** The code of a document: its fenced blocks, and the requests within sentences. */
function blocksOf(document: string): Block[] {
  const fenced = [...document.matchAll(/^```(\w+)\n(.*?)^```$/gmsu)].map(([, language = '', text = '']) => ({
    language,
    text: text.trimEnd(),
  }));
  const answered = fenced.map((block, index) => {
    const next = fenced[index + 1];
    return { ...block, answer: next?.language === 'json' ? next.text : undefined };
  });
  const inline = [...document.matchAll(/`(curl [^`]+)`/gu)].map(([, text = '']) => ({
    language: 'sh',
    text,
    answer: undefined,
  }));
  return [...answered.filter(({ language }) => language !== 'json'), ...inline];
}

/** The commands of a shell block without their comments; one that spans lines stays whole. */
function commandsOf(text: string): string[] {
  if (text.startsWith('curl')) return [text];
  return text.split('\n').map((line) => line.replace(/\s+#.*$/u, '').trim());
}

let folder: string;
let away: string;
let server: ServerProcess;
beforeAll(async () => {
  folder = dataFolder();
  away = mkdtempSync(join(tmpdir(), 'taizhang-docs-'));
  server = await startProcess({ DATA_DIR: folder }, ['--demo']);
});
afterAll(async () => {
  await server.end('SIGTERM');
  for (const each of [folder, away]) rmSync(each, { recursive: true, force: true });
});

/** Runs a command as a reader of the documents does, but for the address, the data folder and compiling first. */
function shell(command: string): Promise<{ code: number; out: string; err: string }> {
  const built = command
    .replaceAll('http://127.0.0.1:4000', server.url)
    .replace(/^npm run import --/u, `"${process.execPath}" dist/import/cli.js`)
    .replace(/^npm run bi-user --/u, `"${process.execPath}" dist/src/reporting/bi-user.js`);
  const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: join(folder, 'demo') };
  // What is downloaded goes elsewhere.
  const cwd = built.includes(' -sOJ ') ? away : ROOT;
  return new Promise((resolve) => {
    execFile('sh', ['-c', built], { cwd, env, maxBuffer: 2 ** 26 }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

/** An answer without what differs each time: the port and the numbers of runs. */
function comparable(text: string): unknown {
  return JSON.parse(
    text
      .replaceAll(server.url, 'http://127.0.0.1:4000')
      .replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gu, 'UUID'),
  );
}

async function runCommand(command: string, answer: string | undefined): Promise<void> {
  if (command in NOT_RUN) return;
  expect(command).toMatch(/^(?:curl|npm run (?:import|bi-user) --) /u);
  const { code, out, err } = await shell(command);
  // The samples have faults on purpose, so that their import ends with 1.
  expect([command, code, err.slice(0, 500)]).toEqual([
    command,
    command.startsWith('npm run import') ? 1 : 0,
    expect.any(String),
  ]);
  if (answer !== undefined) expect(comparable(out)).toEqual(comparable(answer));
  else if (command.startsWith('curl') && !command.includes(' -sOJ '))
    expect(JSON.parse(out)).not.toHaveProperty('error');
}

async function runQuery(query: string): Promise<void> {
  const data = await server.ask<Record<string, unknown>>(query);
  for (const value of Object.values(data)) {
    expect(value).not.toBeNull();
    expect(value).not.toEqual([]);
    expect(value).not.toMatchObject({ totalCount: 0 });
  }
}

describe.each(DOCUMENTS)('%s', (file) => {
  const blocks = blocksOf(textOf(file));

  test('has code of the kinds that are run here', () => {
    expect(blocks.length).toBeGreaterThan(1);
    expect(blocks.filter(({ language }) => !['sh', 'graphql', ...PASTED].includes(language))).toEqual([]);
  });

  test.each(blocks.filter(({ language }) => !PASTED.includes(language)))(
    '$language: $text',
    async ({ language, text, answer }) => {
      if (language === 'graphql') await runQuery(text);
      else for (const command of commandsOf(text)) await runCommand(command, answer);
    },
  );

  test('names scripts that there are', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const named = [...textOf(file).matchAll(/npm run (?:--silent )?([\w:-]+)/gu)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

test('the export that is shown is a workbook of the name that the server gives it', () => {
  expect(existsSync(join(away, 'funding.xlsx'))).toBe(true);
});

test('the demo keeps its data in a folder of its own', () => {
  expect(existsSync(join(folder, 'demo', 'postgres.json'))).toBe(true);
  expect(existsSync(join(folder, 'postgres.json'))).toBe(false);
});

test('the table of settings has every setting, with its default, and no other', () => {
  const section = textOf('README.md').split('## Configuration')[1]!.split('\n## ')[0]!;
  const shown = [...section.matchAll(/^\| (`[A-Z_` ]+`) \|([^|]*)\|/gmu)].flatMap(([, names = '', defaults = '']) => {
    const values = [...defaults.matchAll(/`([^`]*)`/gu)].map(([, value]) => value!);
    return [...names.matchAll(/`(\w+)`/gu)].map(([, name], index) => [name!, values[index] ?? ''] as const);
  });
  const defaults: Readonly<Record<string, unknown>> = ENVIRONMENT.parse({});
  const settings = Object.keys(ENVIRONMENT.shape).map((name) => [name, String(defaults[name] ?? '')]);
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(settings));
});
