/** urql with Graphcache, which sends short queries by GET: urql.js URL DIVISION DAY prints what the cache holds at the end. */
import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { FIGURE, shown, TOTALS, valuesOf } from './question.js';

const [url, division, day] = process.argv.slice(2);
const embedded = () => null;
const byCode = ({ code }) => code;
const methods = [];
const client = new Client({
  url,
  exchanges: [
    cacheExchange({
      keys: {
        Indicator: byCode,
        Division: byCode,
        IndicatorSeries: embedded,
        YearPoint: embedded,
        LedgerRowConnection: embedded,
        LedgerCell: embedded,
      },
    }),
    fetchExchange,
  ],
  fetch: (address, options) => {
    methods.push(options.method);
    return fetch(address, options);
  },
});
const ask = async (query, variables, requestPolicy = 'network-only') => {
  const { data, error } = await client.query(query, variables, { requestPolicy }).toPromise();
  if (error !== undefined) throw error;
  return data;
};
const totals = [];
for (const indicator of ['FUND_TOTAL', 'HNTE_STOCK']) totals.push(valuesOf(await ask(TOTALS, { indicator })));
await ask(FIGURE, { division, asOf: null });
await ask(FIGURE, { division, asOf: day });
console.log(
  JSON.stringify({
    totals,
    now: shown(await ask(FIGURE, { division, asOf: null }, 'cache-only')),
    past: shown(await ask(FIGURE, { division, asOf: day }, 'cache-only')),
    methods,
  }),
);
