import { afterAll, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { ended } from '../server/ended.js';
import { dataFolder, type ServerProcess, startProcess } from '../server/process.js';

const ROWS = 60_000;
const DISTRICT = `division=${encodeURIComponent('990103:示例区')}`;
const folder = dataFolder();
let server: ServerProcess | undefined;

afterAll(async () => {
  if (server?.child.exitCode === null && server.child.signalCode === null) await server.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

test('a server killed in the middle of an import loads nothing of it, says so, and imports it when asked again', async () => {
  server = await startProcess({ DATA_DIR: folder });
  const rows = Array.from(
    { length: ROWS },
    (_, index) =>
      `${index + 1},2022,市,下达,专项资金${index},示例第${index % 900}有限公司,${index % 100}.5,示科财字〔2022〕${index}号,2022/3/${(index % 28) + 1}`,
  );
  const csv = `序号,年度,资金级次,资金流向,资金名称,执行单位,金额（万元）,下达文号,下达日期\n${rows.join('\n')}\n`;
  const { body } = await server.upload('资金.csv', csv, DISTRICT);
  const progress = async () =>
    (
      await server!.ask<{ import: { state: string; rowsRead: number } }>(
        `{ import(id: "${body.id}") { state rowsRead } }`,
      )
    ).import;
  while ((await progress()).rowsRead === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await progress()).toMatchObject({ state: 'RUNNING' });
  await server.end('SIGKILL');

  server = await startProcess({ DATA_DIR: folder });
  expect(await server.ask('{ fundings { totalCount } enterprises { totalCount } }')).toEqual({
    fundings: { totalCount: 0 },
    enterprises: { totalCount: 0 },
  });
  expect(await ended(server, body.id!)).toMatchObject({
    state: 'FAILED',
    issues: { nodes: [{ code: 'IMPORT_INTERRUPTED' }] },
  });
  const again = await server.upload('资金.csv', csv, DISTRICT);
  expect(await ended(server, again.body.id!)).toMatchObject({ state: 'COMMITTED', counts: { created: ROWS } });
  expect(await server.ask('{ fundings { totalCount } }')).toEqual({ fundings: { totalCount: ROWS } });
});
