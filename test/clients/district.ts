import pg from 'pg';
import { type OpenReader, openReader } from '../reporting/open-reader.js';
import { startTestServer } from '../test-server.js';

/** The sample district as its readers reach it: a read-only role's connections, and what the server says beside them. */
export interface District extends OpenReader {
  /** The server's address. */
  readonly server: string;
  /** Rows of plain SQL, every value as PostgreSQL writes it. */
  rows(statement: string): Promise<(string | null)[][]>;
  /** An indicator's values of 2021 to 2024 by GraphQL. */
  figures(indicator: string): Promise<(number | null)[]>;
}

/** Opens a database with the sample district, a role that reads it, and a server over it. */
export async function openDistrict(): Promise<District> {
  const reader = await openReader();
  const server = await startTestServer(reader.db);
  const client = new pg.Client({
    connectionString: reader.url,
    types: { getTypeParser: () => (text: string) => text },
  });
  await client.connect();
  return {
    ...reader,
    server: server.url,
    rows: async (statement) => (await client.query<(string | null)[]>({ text: statement, rowMode: 'array' })).rows,
    figures: async (indicator) => {
      const { yearOverYear } = await server.ask<{ yearOverYear: { points: { value: number | null }[] }[] }>(
        'query ($indicator: ID!) { yearOverYear(indicators: [$indicator], from: 2021, to: 2024) { points { value } } }',
        { indicator },
      );
      return yearOverYear[0]!.points.map(({ value }) => value);
    },
    close: async () => {
      await client.end();
      await server.stop();
      await reader.close();
    },
  };
}
