import { Document } from 'yaml';
import { authorityOf } from '../reporting/connection.js';
import { SCHEMA } from '../reporting/datasets.js';
import { type Access, PASSWORD_VARIABLE } from './access.js';

/** Grafana's name of its data source for PostgreSQL. */
export const GRAFANA_POSTGRES = 'grafana-postgresql-datasource';

/** The provisioning file of the data source; Grafana takes the password from its environment. */
export function grafanaDatasource({ database, account }: Access): string {
  return commented(
    ` 台账的 PostgreSQL 数据源。放入 Grafana 的 provisioning/datasources/ 目录，
 启动 Grafana 前用环境变量 ${PASSWORD_VARIABLE} 给出账号 ${account} 的密码，密码不写在本文件中。`,
    {
      apiVersion: 1,
      datasources: [
        {
          name: '台账',
          uid: 'taizhang',
          type: GRAFANA_POSTGRES,
          access: 'proxy',
          url: authorityOf(database),
          user: account,
          // The name of the database for Grafana before version 10.
          database: database.database,
          jsonData: {
            database: database.database,
            sslmode: database.sslMode ?? 'disable',
            maxOpenConns: 5,
            maxIdleConns: 2,
            connMaxLifetime: 14400,
            postgresVersion: 1500,
            timescaledb: false,
          },
          secureJsonData: { password: `$${PASSWORD_VARIABLE}` },
          editable: false,
        },
      ],
    },
  );
}

/** The provisioning file by which Grafana reads the dashboard from a folder. */
export function grafanaDashboards(): string {
  return commented(
    ` 台账的仪表板。放入 Grafana 的 provisioning/dashboards/ 目录，
 并把 taizhang-dashboard.json 放入下面 path 所指的目录（数据取自 ${SCHEMA} 模式）。`,
    {
      apiVersion: 1,
      providers: [{ name: '台账', type: 'file', options: { path: '/var/lib/grafana/dashboards/taizhang' } }],
    },
  );
}

function commented(comment: string, content: object): string {
  const document = new Document(content);
  document.commentBefore = comment;
  return document.toString({ lineWidth: 0 });
}
