import { authorityOf } from '../reporting/connection.js';
import type { Access } from './access.js';

/** A Power BI data source file of the database; Power BI Desktop asks for the account and shows the tables. */
export function databasePbids({ database }: Access): string {
  return pbids({ protocol: 'postgresql', address: { server: authorityOf(database), database: database.database } });
}

/** A Power BI data source file of the OData service. */
export function odataPbids({ odata }: Access): string {
  return pbids({ protocol: 'odata', address: { url: odata } });
}

/** A .pbids file holds one connection, whose answers are imported. */
function pbids(source: { readonly protocol: string; readonly address: object }): string {
  const details = { ...source, authentication: null, query: null };
  return JSON.stringify({ version: '0.1', connections: [{ details, options: {}, mode: 'Import' }] }, null, 2);
}
