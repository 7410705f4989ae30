/**
 * Asks a server for `{ __typename }` while it imports a workbook, and prints how long the answers took.
 * Usage: node dist/bench/import/latency.js [ROWS]
 */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateWorkbook } from './generate.js';

const rows = Number(process.argv[2] ?? 100_000);
const folder = join(tmpdir(), 'taizhang-bench');
const path = join(folder, `projects-${rows}.xlsx`);
mkdirSync(folder, { recursive: true });
if (!existsSync(path)) await generateWorkbook(path, rows);

const data = mkdtempSync(join(tmpdir(), 'taizhang-bench-data-'));
chmodSync(data, 0o755);
const root = fileURLToPath(new URL('../../..', import.meta.url));
const child = spawn(process.execPath, [join(root, 'dist/src/main.js')], {
  cwd: root,
  env: { ...process.env, DATABASE_URL: '', DATA_DIR: data, PORT: '0', LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const url = await new Promise<string>((resolve) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /台账已启动：(http:\S+)/u.exec(output);
      if (found !== null) resolve(found[1]!);
    });
  });
  const ask = async <T>(query: string): Promise<T> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return ((await response.json()) as { data: T }).data;
  };
  for (let warm = 0; warm < 50; warm += 1) await ask('{ __typename }');
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(readFileSync(path))]), `projects-${rows}.xlsx`);
  const { id } = (await (
    await fetch(`${url}/imports?division=${encodeURIComponent('990103:示例区')}`, { method: 'POST', body: form })
  ).json()) as { id: string };
  const times: number[] = [];
  let state = 'QUEUED';
  while (state === 'QUEUED' || state === 'RUNNING') {
    for (let asked = 0; asked < 20; asked += 1) {
      const started = performance.now();
      await ask('{ __typename }');
      times.push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    state = (await ask<{ import: { state: string } }>(`{ import(id: "${id}") { state } }`)).import.state;
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  console.log(
    `${state}: ${times.length} answers while importing ${rows} rows; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`,
  );
} finally {
  child.kill('SIGTERM');
  await new Promise((resolve) => child.on('exit', resolve));
  rmSync(data, { recursive: true, force: true });
}
