/** Apollo Client with its default cache and batches: apollo.js URL DIVISION DAY prints what the cache holds at the end. */
import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { BatchHttpLink } from '@apollo/client/link/batch-http';
import { FIGURE, shown, TOTALS, valuesOf } from './question.js';

const [uri, division, day] = process.argv.slice(2);
const client = new ApolloClient({ link: new BatchHttpLink({ uri, batchMax: 10 }), cache: new InMemoryCache() });
const figure = (asOf) => ({ query: gql(FIGURE), variables: { division, asOf } });
const totals = await Promise.all(
  ['FUND_TOTAL', 'HNTE_STOCK'].map((indicator) => client.query({ query: gql(TOTALS), variables: { indicator } })),
);
await client.query(figure(null));
await client.query(figure(day));
console.log(
  JSON.stringify({
    totals: totals.map(({ data }) => valuesOf(data)),
    now: shown(client.readQuery(figure(null))),
    past: shown(client.readQuery(figure(day))),
  }),
);
