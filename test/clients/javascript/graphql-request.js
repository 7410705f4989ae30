/** graphql-request with a batch: graphql-request.js URL DIVISION DAY. */
import { GraphQLClient } from 'graphql-request';
import { FIGURE, shown, TOTALS, valuesOf } from './question.js';

const [url, division, day] = process.argv.slice(2);
const answers = await new GraphQLClient(url).batchRequests([
  ...['FUND_TOTAL', 'HNTE_STOCK'].map((indicator) => ({ document: TOTALS, variables: { indicator } })),
  ...[null, day].map((asOf) => ({ document: FIGURE, variables: { division, asOf } })),
]);
const data = answers.map((answer) => answer.data);
console.log(JSON.stringify({ totals: data.slice(0, 2).map(valuesOf), now: shown(data[2]), past: shown(data[3]) }));
