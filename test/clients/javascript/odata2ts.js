/**
 * A client of OData that odata2ts generates from the metadata: odata2ts.js URL FOLDER writes it into FOLDER and prints what
 * it reads.
 */
import { FetchClient } from '@odata2ts/http-client-fetch';
import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [url, folder] = process.argv.slice(2);
const require = createRequire(import.meta.url);
symlinkSync(join(import.meta.dirname, 'node_modules'), join(folder, 'node_modules'));
writeFileSync(join(folder, 'metadata.xml'), await (await fetch(`${url}/$metadata`)).text());
const compilerOptions = { target: 'es2022', module: 'commonjs', moduleResolution: 'node', skipLibCheck: true };
writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
const run = join(import.meta.dirname, 'node_modules/.bin/odata2ts');
const options = '-s metadata.xml -o client -m service -e js -name taizhang'.split(' ');
execFileSync(process.execPath, [run, ...options], { cwd: folder, stdio: 'ignore' });

const { taizhangService } = require(join(folder, 'client/taizhangService.js'));
const service = new taizhangService(new FetchClient(), url);
const totals = {};
for (const indicator of ['FUND_TOTAL', 'HNTE_STOCK']) {
  const { data } = await service.indicator_year().query((options, { indicator: code, is_total: whole, year }) =>
    options
      .filter(code.eq(indicator).and(whole.isTrue()).and(year.ge(2021)).and(year.le(2024)))
      .orderBy(year.asc())
      .select('year', 'value'),
  );
  totals[indicator] = data.value.map(({ value }) => value);
}
const rows = await service.funding().query((options, { level }) => options.count().top(1).filter(level.eq('市')));
console.log(JSON.stringify({ totals, count: rows.data['@odata.count'] }));
