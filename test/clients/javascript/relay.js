/**
 * relay-compiler and Relay's runtime: relay.js URL SCHEMA FOLDER writes queries into FOLDER, compiles them against the
 * schema, and prints the pages of a connection that the store put together, and a row that was asked for again by its id.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [url, schema, folder] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const runtime = require('relay-runtime');
const artifacts = join(folder, '__generated__');
mkdirSync(artifacts, { recursive: true });
copyFileSync(schema, join(folder, 'schema.graphql'));
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
writeFileSync(
  join(folder, 'Rows.js'),
  `graphql\`
    query RowsQuery($count: Int!, $cursor: String) {
      fundings(first: $count, after: $cursor, orderBy: [{ field: amount, direction: DESC }])
        @connection(key: "Rows_fundings") {
        edges { node { id amount enterpriseRef { id name } source { id workbook sheet row } ...Rows_funding } }
      }
    }\`;
  graphql\`
    fragment Rows_funding on Funding @refetchable(queryName: "RowsAgainQuery") { amount organisation }\`;
  graphql\`
    query RowsLastQuery($count: Int!, $cursor: String) {
      fundings(last: $count, before: $cursor, orderBy: [{ field: amount, direction: DESC }])
        @connection(key: "RowsLast_fundings") { edges { node { id } } }
    }\`;`,
);
writeFileSync(
  join(folder, 'relay.config.json'),
  JSON.stringify({
    src: '.',
    schema: 'schema.graphql',
    language: 'javascript',
    artifactDirectory: '__generated__',
    eagerEsModules: true,
    customScalarTypes: { LocalDate: 'string', DateTime: 'string' },
  }),
);
execFileSync(process.execPath, [require.resolve('relay-compiler/cli.js'), 'relay.config.json'], { cwd: folder });
const artifact = async (name) => (await import(pathToFileURL(join(artifacts, `${name}.graphql.js`)))).default;

const warnings = [];
console.error = console.warn = (...words) => warnings.push(words.map(String).join(' '));
const environment = new runtime.Environment({
  network: runtime.Network.create(async ({ text }, variables) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: text, variables }) })).json();
  }),
  store: new runtime.Store(new runtime.RecordSource()),
});

/** All pages of a query's connection, as the store holds them. */
async function pages(query, count) {
  let connection;
  for (let cursor = null, more = true; more;) {
    const operation = runtime.createOperationDescriptor(query, { count, cursor });
    environment.retain(operation);
    await runtime.fetchQuery(environment, query, { count, cursor }).toPromise();
    connection = environment.lookup(operation.fragment).data.fundings;
    const { pageInfo } = connection;
    const backward = pageInfo.startCursor !== undefined;
    more = backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
    cursor = backward ? pageInfo.startCursor : pageInfo.endCursor;
  }
  return connection.edges.map(({ node }) => node);
}

const rows = await pages(await artifact('RowsQuery'), 25);
const last = await pages(await artifact('RowsLastQuery'), 25);
const again = await runtime.fetchQuery(environment, await artifact('RowsAgainQuery'), { id: rows[0].id }).toPromise();
const types = Object.values(environment.getStore().getSource().toJSON()).map(({ __typename }) => __typename);
console.log(
  JSON.stringify({
    rows: rows.map(({ id, amount, source }) => ({
      id,
      amount,
      place: `${source.workbook} ${source.sheet} ${source.row}`,
    })),
    last: last.map(({ id }) => id),
    again: again.node.__id,
    types: [...new Set(types)].toSorted(),
    warnings,
  }),
);
