import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Submission } from '../../import/runs/jobs.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { type RawAnswer, requestText, sendRaw } from './raw.js';
import { serveWhole, type WholeServer } from './serve.js';

let database: TestDatabase;
let server: WholeServer;
/** What was taken, with the content of its file. */
let taken: (Submission & { content: string })[];
/** Uploads wait here once they are received, as long as a test wants. */
let gate: Promise<void>;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await serveWhole(
    database.url,
    {
      submit: async (file) => {
        taken.push({ ...file, content: readFileSync(file.path, 'utf8') });
        await gate;
        return 'the-run';
      },
    },
    { maxBytes: 100_000, atOnce: 2 },
  );
});
afterAll(async () => {
  await server.stop();
  await database.close();
});
beforeEach(() => {
  taken = [];
  gate = Promise.resolve();
});

interface Part {
  readonly name: string;
  readonly fileName?: string;
  readonly content: string;
}

const FILE: Part = { name: 'file', fileName: '台账.csv', content: 'a,b\n1,2\n' };

function form(parts: readonly Part[], boundary = 'b'): string {
  const texts = parts.map(
    ({ name, fileName, content }) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: text/csv`}\r\n\r\n${content}\r\n`,
  );
  return `${texts.join('')}--${boundary}--\r\n`;
}

const post = (
  body: string | Buffer,
  query = '',
  headers: Readonly<Record<string, string>> = { 'Content-Type': 'multipart/form-data; boundary=b' },
): Promise<RawAnswer | null> =>
  sendRaw(server.url, requestText(server.url, { method: 'POST', target: `/imports${query}`, headers, body }));

async function refusalOf(answer: Promise<RawAnswer | null>) {
  const given = await answer;
  const { error } = JSON.parse(given!.body) as { error: { code: string; message: string; remedy: string } };
  expect(error.message).toMatch(/[\u4e00-\u9fff].*。$/u);
  expect(error.remedy).toMatch(/[\u4e00-\u9fff].*。$/u);
  expect(given!.headers['content-type']).toBe('application/json; charset=utf-8');
  // None of them is a fault of the program's.
  expect(server.lines).toEqual([]);
  return { status: given!.status, code: error.code, message: error.message };
}

test('one file is taken, with what the address says of it', async () => {
  const answer = await post(form([FILE]), '?division=150103&year=2024&dryRun=true');
  expect([answer!.status, JSON.parse(answer!.body)]).toEqual([202, { id: 'the-run', url: '/imports/the-run' }]);
  expect(taken).toMatchObject([
    { fileName: '台账.csv', content: FILE.content, dryRun: true, year: 2024, division: { code: '150103' } },
  ]);
});

describe('nothing is imported where the address', () => {
  test.each([
    ['?dryrun=true', 'UNKNOWN_PARAMETER', '没有参数 dryrun，可用的参数：division、dryRun、year、by。'],
    ['?DryRun=true', 'UNKNOWN_PARAMETER', 'DryRun'],
    ['?dry-run=true', 'UNKNOWN_PARAMETER', 'dry-run'],
    ['?dryRun=true&Division=150103', 'UNKNOWN_PARAMETER', 'Division'],
    ['?=1', 'UNKNOWN_PARAMETER', '没有参数'],
    ['?__proto__=1', 'UNKNOWN_PARAMETER', '__proto__'],
    ['?dryRun=true&dryRun=false', 'REPEATED_PARAMETER', 'dryRun'],
    ['?dryRun=yes', 'BAD_UPLOAD', 'dryRun'],
    ['?dryRun=', 'BAD_UPLOAD', 'dryRun'],
    ['?year=24', 'BAD_UPLOAD', 'year'],
    ['?year=2024.0', 'BAD_UPLOAD', 'year'],
    ['?year=0x7e8', 'BAD_UPLOAD', 'year'],
    ['?division=abc', 'BAD_UPLOAD', 'division'],
    ['?division=', 'BAD_UPLOAD', 'division'],
  ])('says %s', async (query, code, named) => {
    expect(await refusalOf(post(form([FILE]), query))).toEqual({
      status: 400,
      code,
      message: expect.stringContaining(named),
    });
    expect(taken).toEqual([]);
  });
});

describe('nothing is imported where the form', () => {
  const twice = '一次只能上传一个文件，现有多个 file 字段。';
  test.each<[string, string, string]>([
    ['has two files', form([FILE, { ...FILE, fileName: '另一个.csv' }]), twice],
    ['has three files', form([FILE, FILE, FILE]), twice],
    ['has a field besides', form([FILE, { name: 'division', content: '150103' }]), '没有字段 division'],
    ['has a field in front', form([{ name: 'dryRun', content: 'true' }, FILE]), '没有字段 dryRun'],
    ['has a file of another name', form([{ ...FILE, name: 'workbook' }]), '没有字段 workbook'],
    ['has a file of another name besides', form([FILE, { ...FILE, name: 'File' }]), '没有字段 File'],
    ['has a text in place of the file', form([{ name: 'file', content: 'a,b' }]), '字段 file 应为文件'],
    ['has no part', '--b--\r\n', '没有 file 字段'],
    ['is empty', '\r\n', '不完整'],
    ['is cut', form([FILE]).slice(0, -12), '不完整'],
    ['is cut within the file', form([FILE]).slice(0, -20), '不完整'],
    ['is cut within the head of a part', form([FILE]).slice(0, 40), '不完整'],
    ['has another boundary', form([FILE], 'c'), '不完整'],
    ['has a part without a head', '--b\r\n\r\nx\r\n--b--\r\n', ''],
    ['has a part of a reserved name', form([FILE, { ...FILE, name: '__proto__' }]), '不完整'],
    ['has many parts', form(Array.from({ length: 50 }, (_, n) => ({ name: `n${n}`, content: 'x' }))), '没有字段 n0'],
  ])('%s', async (_what, body, named) => {
    expect(await refusalOf(post(body))).toEqual({
      status: 400,
      code: 'BAD_UPLOAD',
      message: expect.stringContaining(named),
    });
    expect(taken).toEqual([]);
  });

  test.each([
    ['has no boundary', 'multipart/form-data'],
    ['has an empty boundary', 'multipart/form-data; boundary='],
    ['has a boundary of 10,000 characters', `multipart/form-data; boundary=${'x'.repeat(10_000)}`],
  ])('%s', async (_what, type) => {
    expect(await refusalOf(post(form([FILE]), '', { 'Content-Type': type }))).toMatchObject({
      status: 400,
      code: 'BAD_UPLOAD',
    });
    expect(taken).toEqual([]);
  });
});

test.each([
  ['application/json', '{}'],
  ['application/json', '{'],
  ['text/plain', 'x'],
  ['application/x-www-form-urlencoded', 'file=x'],
  ['multipart/mixed; boundary=b', form([FILE])],
  ['multipart/form-datax; boundary=b', form([FILE])],
  ['', form([FILE])],
])('a body of type %j is no upload', async (type, body) => {
  const headers: Record<string, string> = type === '' ? {} : { 'Content-Type': type };
  expect(await refusalOf(post(body, '', headers))).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
});

test('a file beyond the limit is refused with the setting', async () => {
  const content = 'x'.repeat(100_001);
  expect(await refusalOf(post(form([{ ...FILE, content }])))).toMatchObject({ status: 413, code: 'TOO_LARGE' });
  expect((await post(form([{ ...FILE, content: 'x'.repeat(100_000) }])))!.status).toBe(202);
});

test('a large body that is refused early is read to its end, so that the sender gets the answer', async () => {
  const content = 'x'.repeat(20_000_000);
  expect(await refusalOf(post(form([{ ...FILE, content }])))).toMatchObject({ status: 413 });
  expect(await refusalOf(post(form([{ ...FILE, name: 'other', content }])))).toMatchObject({ status: 400 });
  expect(await refusalOf(post(form([{ ...FILE, content }]), '?nope=1'))).toMatchObject({ status: 400 });
});

test('uploads beyond those that are received at once are told to come later', async () => {
  let open = () => {};
  gate = new Promise((resolve) => {
    open = resolve;
  });
  const first = [post(form([FILE])), post(form([FILE]))];
  while (taken.length < 2) await setTimeout(5);
  const third = await post(form([FILE]));
  expect([third!.status, third!.headers['retry-after']]).toEqual([503, '10']);
  expect(await refusalOf(Promise.resolve(third))).toMatchObject({ code: 'TOO_MANY_UPLOADS' });
  open();
  expect((await Promise.all(first)).map((answer) => answer!.status)).toEqual([202, 202]);
  expect((await post(form([FILE])))!.status).toBe(202);
  expect(taken).toHaveLength(3);
});
