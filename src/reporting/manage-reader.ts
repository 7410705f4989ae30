import { readConfig } from '../config.js';
import { type OpenDatabase, openDatabase } from '../database/open.js';
import { connectionOf } from './connection.js';
import { grantReader, removeReader } from './reader.js';

/** The command line's options for a read-only account. */
export interface ReaderOptions {
  readonly timeout: number;
  readonly connections: number;
  readonly remove?: true;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Makes, renews or removes a read-only account and prints how to connect with it. */
export async function manageReader(name: string, options: ReaderOptions): Promise<void> {
  const config = readConfig(process.env);
  const open = await openDatabase(config, { join: true, log: (line) => process.stderr.write(`${line}\n`) });
  process.on('exit', () => open.abandon());
  try {
    await run(open, name, options, config.databaseUrl === undefined);
  } finally {
    await open.close();
  }
}

async function run({ db, url }: OpenDatabase, name: string, options: ReaderOptions, bundled: boolean): Promise<void> {
  if (options.remove === true) {
    await removeReader(db, name);
    say(`已删除只读账号 ${name}。`);
    return;
  }
  const { timeout: timeoutSeconds, connections } = options;
  const reader = await grantReader(db, { name, timeoutSeconds, connections, exclusive: bundled });
  const connection = connectionOf(url, reader);
  say(`${reader.renewed ? '已为只读账号换了新密码' : '已建立只读账号'}：${name}`);
  say(`  密码   ${reader.password}（只显示这一次；忘记了再运行本命令，会换一个新的）`);
  say(`  URL    ${connection.url}`);
  say(`  JDBC   ${connection.jdbc}`);
  say(`  ODBC   ${connection.odbc}`);
  say(`  范围   只读 reporting 模式；一条查询最多 ${timeoutSeconds} 秒，同时最多 ${connections} 个连接`);
  if (bundled) say('  数据库随 npm start 运行，只接受本机连接。');
  if (reader.excess.length > 0)
    say(
      `  注意   这台 PostgreSQL 上人人都有的权限，这个账号也有：${reader.excess.join('、')}。不需要的请由管理员收回。`,
    );
}
