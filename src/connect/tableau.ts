import { type ColumnType, type Dataset, type DatasetColumn, SCHEMA, titleOf } from '../reporting/datasets.js';
import { element, escapeXml } from '../xml.js';
import type { Access } from './access.js';

const CONNECTION = 'postgres.taizhang';

/** Tableau's type of a column, and whether Tableau sums it. */
const FIELDS: Readonly<Record<Exclude<ColumnType, 'list'>, Readonly<Record<'datatype' | 'role' | 'type', string>>>> = {
  text: { datatype: 'string', role: 'dimension', type: 'nominal' },
  flags: { datatype: 'string', role: 'dimension', type: 'nominal' },
  uuid: { datatype: 'string', role: 'dimension', type: 'nominal' },
  boolean: { datatype: 'boolean', role: 'dimension', type: 'nominal' },
  // Whole numbers are years, months and row numbers, which are not summed.
  integer: { datatype: 'integer', role: 'dimension', type: 'ordinal' },
  date: { datatype: 'date', role: 'dimension', type: 'ordinal' },
  decimal: { datatype: 'real', role: 'measure', type: 'quantitative' },
};

/** A Tableau data source of one dataset, its fields under their Chinese titles; Tableau asks for the password. */
export function tableauSource({ database, account }: Access, dataset: Dataset): string {
  const connection = {
    authentication: 'username-password',
    class: 'postgres',
    dbname: database.database,
    'one-time-sql': '',
    port: String(database.port),
    schema: SCHEMA,
    server: database.host,
    ...(database.sslMode === undefined || database.sslMode === 'disable' ? {} : { sslmode: 'require' }),
    username: account,
  };
  const source = element(
    'datasource',
    { caption: `台账：${dataset.zh}`, 'formatted-name': `federated.${dataset.name}`, inline: 'true', version: '18.1' },
    [
      element('connection', { class: 'federated' }, [
        element('named-connections', {}, [
          element('named-connection', { caption: database.host, name: CONNECTION }, [
            element('connection', connection),
          ]),
        ]),
        element('relation', {
          connection: CONNECTION,
          name: dataset.name,
          table: `[${SCHEMA}].[${dataset.name}]`,
          type: 'table',
        }),
      ]),
      element('aliases', { enabled: 'yes' }),
      ...dataset.columns.flatMap(field),
    ],
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n${source}\n`;
}

/** Tableau does not read arrays: they are left out. */
function field(column: DatasetColumn): string[] {
  if (column.type === 'list') return [];
  return [
    element('column', { caption: titleOf(column), ...FIELDS[column.type], name: `[${column.name}]` }, [
      element('desc', {}, [element('formatted-text', {}, [element('run', {}, [escapeXml(column.zh)])])]),
    ]),
  ];
}
