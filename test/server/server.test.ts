import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { ended } from './ended.js';
import { dataFolder, type ServerProcess, startProcess } from './process.js';

const DISTRICT = `division=${encodeURIComponent('990103:示例区')}`;
const FUNDS = readFileSync(join(import.meta.dirname, '../fixtures/district/02科技专项资金台账.xlsx'));
const FIGURE =
  '{ yearOverYear(indicators: ["FUND_TOTAL"], from: 2021, to: 2022) { division { code name } points { year value flags text } } }';

/** The command lines of the processes that name the folder. */
function processesOn(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        // It ended while we looked.
        return '';
      }
    })
    .filter((line) => line.includes(folder));
}

describe('a server', () => {
  const folder = dataFolder();
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startProcess({ DATA_DIR: folder, MAX_COLUMNS: '40' });
  });
  afterAll(async () => {
    if (server.child.exitCode === null) await server.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  test('takes an upload, previews it, loads it, and takes it back', async () => {
    const { status, body } = await server.upload('02科技专项资金台账.xlsx', FUNDS, `${DISTRICT}&dryRun=true`);
    expect([status, body.url]).toEqual([202, `/imports/${body.id}`]);
    const preview = await ended(server, body.id!);
    const answered = await fetch(server.url + body.url!);
    expect([answered.status, await answered.json()]).toMatchObject([
      200,
      { id: body.id, state: 'PREVIEWED', counts: preview.counts },
    ]);
    expect(preview).toMatchObject({ state: 'PREVIEWED', dryRun: true, counts: { created: 63, rejected: 0 } });
    expect(await server.ask(FIGURE)).toEqual({ yearOverYear: [] });

    await server.ask(`mutation { commitImport(id: "${body.id}") { state } }`);
    expect(await ended(server, body.id!)).toMatchObject({ state: 'COMMITTED', dryRun: false, counts: preview.counts });
    expect(await server.ask(FIGURE)).toEqual({
      yearOverYear: [
        {
          division: { code: '990103', name: '示例区' },
          points: [
            { year: 2021, value: 1056.43, flags: [], text: '1056.43万元，同比下降24%' },
            {
              year: 2022,
              value: 1443.81,
              flags: ['PARTIAL'],
              text: '1443.81万元（另有部分数据未填列或未公开），同比增长36.7%',
            },
          ],
        },
      ],
    });

    const undone = await server.ask(`mutation { undoImport(id: "${body.id}") { state } }`);
    expect(undone).toEqual({ undoImport: { state: 'UNDONE' } });
    expect(await server.ask(FIGURE)).toEqual({ yearOverYear: [] });
    expect(await server.ask('{ fundings { totalCount } enterprises { totalCount } }')).toEqual({
      fundings: { totalCount: 0 },
      enterprises: { totalCount: 0 },
    });
  });

  test('gives the uploaded workbook back with its faults marked, and takes it again', async () => {
    const faulty = readFileSync(join(import.meta.dirname, '../../samples/ledgers/技术合同认定登记台账.xlsx'));
    const query = `division=${encodeURIComponent('990204:青峪区')}`;
    const { body } = await server.upload('技术合同认定登记台账.xlsx', faulty, query);
    const run = await ended(server, body.id!);
    expect(run).toMatchObject({ state: 'COMMITTED', counts: { rejected: 1 } });
    const annotated = await fetch(`${server.url}/imports/${body.id}/annotated.xlsx`);
    expect(annotated.status).toBe(200);
    const again = await server.upload('技术合同认定登记台账.xlsx', Buffer.from(await annotated.arrayBuffer()), query);
    expect(await ended(server, again.body.id!)).toMatchObject({
      state: 'COMMITTED',
      counts: { created: 0, updated: 0, unchanged: run.counts['created'], rejected: 1 },
    });
  });

  test('keeps who uploaded: what the login proxy says goes before what the uploader says', async () => {
    const importer = async (query: string, headers: Record<string, string> = {}) => {
      const { status, body } = await server.upload('a.csv', 'a,b', `${DISTRICT}&dryRun=true${query}`, headers);
      expect(status).toBe(202);
      await ended(server, body.id!);
      const { import: run } = await server.ask<{ import: { importedBy: string | null } }>(
        `{ import(id: "${body.id}") { importedBy } }`,
      );
      return run.importedBy;
    };
    const proxied = { 'X-Forwarded-User': Buffer.from('李某某').toString('latin1') };
    expect(await importer('')).toBeNull();
    expect(await importer(`&by=${encodeURIComponent('王某某')}`)).toBe('王某某');
    expect(await importer(`&by=${encodeURIComponent('王某某')}`, proxied)).toBe('李某某');
    expect(await importer(`&by=${encodeURIComponent(` ${'长'.repeat(300)}`)}`)).toBe('长'.repeat(100));
    expect(await importer(`&by=${encodeURIComponent('\n\u0000\u202e')}`)).toBeNull();
    expect((await server.upload('a.csv', 'a,b', `${DISTRICT}&by=a&by=b`)).status).toBe(400);
  });

  test('refuses a workbook beyond a limit that was set, in the thread that reads it', async () => {
    const wide = Array.from({ length: 41 }, (_, column) => `列${column}`).join(',');
    const { body } = await server.upload('宽表.csv', wide, DISTRICT);
    expect(await ended(server, body.id!)).toMatchObject({
      state: 'FAILED',
      issues: { nodes: [{ code: 'TOO_MANY_COLUMNS', message: '列数超过上限。上限为 40 列（MAX_COLUMNS）。' }] },
    });
  });

  test('gives a template of a ledger', async () => {
    const template = await fetch(`${server.url}/ledgers/funding/template.xlsx`);
    expect([template.status, template.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringContaining('xlsx'),
    ]);
    expect((await fetch(`${server.url}/ledgers/nothing/template.xlsx`)).status).toBe(404);
  });

  test('says it is alive and ready', async () => {
    for (const path of ['/healthz', '/readyz']) expect((await fetch(server.url + path)).status).toBe(200);
  });

  test('refuses a request that is meant for another host, or comes from another site', async () => {
    const { port } = new URL(server.url);
    const status = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        request({ host: '127.0.0.1', port, path: '/healthz', headers }, (response) =>
          resolve(response.resume().statusCode),
        )
          .on('error', reject)
          .end();
      });
    expect(await status({ host: `127.0.0.1:${port}` })).toBe(200);
    expect(await status({ host: `evil.example:${port}` })).toBe(403);
    expect(await status({ host: `127.0.0.1:${port}`, origin: 'http://evil.example' })).toBe(403);
  });

  test('says in Chinese what is wrong with an upload', async () => {
    const wrong = await server.upload('a.xlsx', FUNDS, 'division=abc');
    expect([wrong.status, wrong.body]).toEqual([
      400,
      {
        error: {
          code: 'BAD_UPLOAD',
          message: expect.stringContaining('division'),
          remedy: expect.stringContaining('division'),
        },
      },
    ]);
    const { body } = await server.upload('不是表格.xlsx', 'hello', DISTRICT);
    const run = await ended(server, body.id!);
    expect(run.state).toBe('FAILED');
    expect(run.issues.nodes).toHaveLength(1);
    const unnamed = await server.upload('资金.xlsx', FUNDS, 'division=990777');
    expect(await ended(server, unnamed.body.id!)).toMatchObject({
      state: 'FAILED',
      issues: { nodes: [{ code: 'DIVISION_UNNAMED' }] },
    });
  });

  test('stopped by Ctrl-C leaves no process behind', async () => {
    expect(processesOn(folder)).not.toHaveLength(0);
    expect(await server.end('SIGINT')).toBe(130);
    expect(processesOn(folder)).toEqual([]);
  });
});
