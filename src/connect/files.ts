import { DATASETS } from '../reporting/datasets.js';
import type { Access } from './access.js';
import { odataOdc, odbcOdc } from './excel.js';
import { grafanaDashboard } from './grafana-dashboard.js';
import { grafanaDashboards, grafanaDatasource } from './grafana.js';
import { guides } from './guides.js';
import { noteText } from './note.js';
import { databasePbids, odataPbids } from './power-bi.js';
import { supersetZip } from './superset.js';
import { tableauSource } from './tableau.js';

/** A file to download, made for each request. */
export interface ConnectFile {
  /** Its file name. */
  readonly name: string;
  readonly type: string;
  make(access: Access): string | Promise<Buffer>;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const YAML_TYPE = 'application/yaml; charset=utf-8';
const ODC_TYPE = 'text/x-ms-odc; charset=utf-8';

/** Every file, by its path below /connect/. */
export const FILES: ReadonlyMap<string, ConnectFile> = new Map<string, ConnectFile>([
  ['power-bi/database.pbids', { name: 'taizhang-database.pbids', type: JSON_TYPE, make: databasePbids }],
  ['power-bi/odata.pbids', { name: 'taizhang-odata.pbids', type: JSON_TYPE, make: odataPbids }],
  ['superset.zip', { name: 'taizhang-superset.zip', type: 'application/zip', make: supersetZip }],
  ['grafana/datasource.yaml', { name: 'taizhang-datasource.yaml', type: YAML_TYPE, make: grafanaDatasource }],
  ['grafana/dashboards.yaml', { name: 'taizhang-dashboards.yaml', type: YAML_TYPE, make: grafanaDashboards }],
  ['grafana/dashboard.json', { name: 'taizhang-dashboard.json', type: JSON_TYPE, make: grafanaDashboard }],
  ...['metabase', 'finebi', 'dataease'].map((id): [string, ConnectFile] => [
    `${id}.txt`,
    {
      name: `taizhang-${id}.txt`,
      type: 'text/plain; charset=utf-8',
      make: (access) =>
        noteText(
          access,
          guides(access).find((guide) => guide.id === id)!,
        ),
    },
  ]),
  ...DATASETS.flatMap((dataset): [string, ConnectFile][] => [
    [
      `excel/odata/${dataset.name}.odc`,
      {
        name: `taizhang-${dataset.name}-odata.odc`,
        type: ODC_TYPE,
        make: (access) => odataOdc(access, dataset),
      },
    ],
    ...(['64', '32'] as const).map((bits): [string, ConnectFile] => [
      `excel/odbc-${bits}/${dataset.name}.odc`,
      {
        name: `taizhang-${dataset.name}-odbc-${bits}.odc`,
        type: ODC_TYPE,
        make: (access) => odbcOdc(access, dataset, bits),
      },
    ]),
    [
      `tableau/${dataset.name}.tds`,
      {
        name: `taizhang-${dataset.name}.tds`,
        type: 'application/xml; charset=utf-8',
        make: (access) => tableauSource(access, dataset),
      },
    ],
  ]),
]);
