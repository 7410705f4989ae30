/**
 * Shows that questions and refreshes cost as much with ten million ledger rows as with ten thousand: fills databases of
 * some sizes by the same refresh that an import does, then asks the four questions of each in turn.
 * Usage: node dist/bench/scale/grow.js [COUNTIESxROWS…].
 */
import { readConfig } from '../../src/config.js';
import { openDatabase } from '../../src/database/open.js';
import { type Country, fillCountry } from '../counties.js';
import { startBenchServer } from '../postgres.js';
import { measureScale } from './measure.js';

const SIZES = ['30x333', '100x1000', '300x3333', '1000x10000'];
const sizes = process.argv.length > 2 ? process.argv.slice(2) : SIZES;
const server = await startBenchServer();
try {
  const urls: string[] = [];
  const rows: number[] = [];
  for (const size of sizes) {
    const url = await server.freshDatabase();
    const country = countryOf(size);
    const { db, close } = await openDatabase(readConfig({ DATABASE_URL: url }), { join: false, log: () => undefined });
    const started = performance.now();
    await fillCountry(db, country);
    await close();
    urls.push(url);
    rows.push(country.counties * country.rowsEach);
    console.log(`filled ${rows.at(-1)} rows in ${Math.round((performance.now() - started) / 1000)} s`);
  }
  const { questions, refresh } = await measureScale(urls, 4);
  const tell = (name: string, ms: readonly number[]) =>
    console.log([name, ...ms.map((each) => each.toFixed(2)), (ms.at(-1)! / ms[0]!).toFixed(2)].join('\t'));
  console.log(['p50 ms', ...rows, 'largest ÷ smallest'].join('\t'));
  for (const { name, p50 } of questions) tell(name, p50);
  tell('refresh after 1,000 rows', refresh);
} finally {
  await server.stop();
}

function countryOf(size: string): Country {
  const [counties, rowsEach] = size.split('x').map(Number);
  if (!counties || !rowsEach) throw new Error(`a size is COUNTIESxROWS, not ${size}`);
  return { counties, rowsEach };
}
