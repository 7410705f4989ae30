/**
 * A bare node:http server over pg: for each question it runs the SQL that the GraphQL server comes to run, prepared, and
 * answers with its rows. Usage: node dist/bench/query/bare.js URL SQL…
 */
import { createServer } from 'node:http';
import pg from 'pg';
const [url = '', file = ''] = process.argv.slice(2);
import { readFileSync } from 'node:fs';
const st = JSON.parse(readFileSync(file, 'utf8')) as { text: string; values: unknown[] }[];
const pool = new pg.Pool({ connectionString: url, max: 10 });
createServer((request, response) => {
  const n = Number(request.url!.slice(1));
  request.resume();
  request.on('end', async () => {
    const { rows } = await pool.query({ name: `q${n}`, ...st[n]! });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(rows));
  });
}).listen(5999, '127.0.0.1', () => console.log('ready'));
