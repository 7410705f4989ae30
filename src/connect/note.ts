import { connectionTo } from '../reporting/connection.js';
import { SCHEMA } from '../reporting/datasets.js';
import type { Access } from './access.js';
import { accountStep, ADVICE, type Guide } from './guides.js';

/** The values that a tool without a file to open asks for, in order, without the password. */
export function parameters({ database, account, odata }: Access): readonly (readonly [name: string, value: string])[] {
  const { url, jdbc, odbc } = connectionTo(database, { name: account });
  return [
    ['主机', database.host],
    ['端口', String(database.port)],
    ['数据库', database.database],
    ['模式', SCHEMA],
    ['账号', account],
    ['JDBC', jdbc],
    ['URL', url],
    ['ODBC', odbc],
    ['OData', odata],
  ];
}

/** A guide as a text file, with a byte order mark for the editors of Windows. */
export function noteText(access: Access, { tool, purpose, steps }: Guide): string {
  const lines = [
    `用 ${tool} 连接台账`,
    '',
    purpose,
    '',
    '步骤',
    ...[accountStep(access), ...steps].map((step, index) => `${index + 1}. ${step}`),
    '',
    '连接参数',
    ...parameters(access).map(([name, value]) => `${name}：${value}`),
    '',
    '看数须知',
    ...ADVICE.map((line) => `- ${line}`),
    '',
  ];
  return `\uFEFF${lines.join('\r\n')}`;
}
