import { buffer } from 'node:stream/consumers';
import { v5 as uuid } from 'uuid';
import { stringify } from 'yaml';
import { ZipFile } from 'yazl';
import { authorityOf, connectionTo } from '../reporting/connection.js';
import { type ColumnType, type Dataset, type DatasetColumn, DATASETS, SCHEMA, titleOf } from '../reporting/datasets.js';
import type { Access } from './access.js';

/** The placeholder for a password in Superset's own exports; its import asks for the real one. */
const PASSWORD_MASK = 'XXXXXXXXXX';

/** A fixed time, so that equal content gives an equal file. */
const MADE = new Date(2000, 0, 1);

const NAMESPACE = 'b4a4a4b8-6c0e-5d3c-9a55-0b6a3f0c1d27';
const VERSION = '1.0.0';

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'TEXT',
  uuid: 'UUID',
  boolean: 'BOOLEAN',
  integer: 'INTEGER',
  date: 'DATE',
  decimal: 'NUMERIC',
  list: 'TEXT[]',
  flags: 'TEXT',
};

/**
 * An archive that Superset imports as datasets: the database, and every dataset with Chinese titles and descriptions, in
 * the form of its own exports. The ids are derived from the database, so that importing again replaces the datasets.
 */
export async function supersetZip(access: Access): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of supersetFiles(access)) {
    zip.addBuffer(Buffer.from(stringify(content, { lineWidth: 0 })), `taizhang/${path}`, { mtime: MADE });
  }
  zip.end();
  return buffer(zip.outputStream);
}

function supersetFiles(access: Access): [path: string, content: object][] {
  const { database } = access;
  const databaseId = uuid(`${authorityOf(database)}/${database.database}`, NAMESPACE);
  return [
    ['metadata.yaml', { version: VERSION, type: 'SqlaTable' }],
    ['databases/taizhang.yaml', databaseFile(access, databaseId)],
    ...DATASETS.map((dataset): [string, object] => [
      `datasets/taizhang/${dataset.name}.yaml`,
      datasetFile(dataset, databaseId),
    ]),
  ];
}

function databaseFile({ database, account }: Access, id: string): object {
  const { url } = connectionTo(database, { name: account, password: PASSWORD_MASK });
  return {
    database_name: '台账',
    sqlalchemy_uri: url.replace(/^postgresql:/u, 'postgresql+psycopg2:'),
    cache_timeout: null,
    expose_in_sqllab: true,
    allow_run_async: false,
    allow_ctas: false,
    allow_cvas: false,
    allow_dml: false,
    allow_csv_upload: false,
    extra: { metadata_params: {}, engine_params: {}, allows_virtual_table_explore: true },
    uuid: id,
    version: VERSION,
  };
}

function datasetFile(dataset: Dataset, databaseId: string): object {
  return {
    table_name: dataset.name,
    main_dttm_col: dataset.columns.find(({ type }) => type === 'date')?.name ?? null,
    description: dataset.zh,
    default_endpoint: null,
    offset: 0,
    cache_timeout: null,
    schema: SCHEMA,
    sql: null,
    params: null,
    template_params: null,
    filter_select_enabled: true,
    fetch_values_predicate: null,
    extra: null,
    uuid: uuid(dataset.name, databaseId),
    metrics: [
      {
        metric_name: 'count',
        verbose_name: '行数',
        metric_type: 'count',
        expression: 'COUNT(*)',
        description: null,
        d3format: null,
        extra: null,
        warning_text: null,
      },
    ],
    columns: dataset.columns.map(columnOf),
    version: VERSION,
    database_uuid: databaseId,
  };
}

function columnOf(column: DatasetColumn): object {
  return {
    column_name: column.name,
    verbose_name: titleOf(column),
    is_dttm: column.type === 'date',
    is_active: true,
    type: TYPES[column.type],
    groupby: column.type !== 'decimal',
    filterable: true,
    expression: null,
    description: column.zh,
    python_date_format: null,
  };
}
