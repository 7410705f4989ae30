import '../require-node.js';
import { InvalidArgumentError } from 'commander';
import { readConfig } from '../config.js';
import { type OpenDatabase, openDatabase } from '../database/open.js';
import { commandNamed, readUsage } from '../usage.js';
import { connectionOf } from './connection.js';
import { grantReader, removeReader } from './reader.js';

interface Options {
  readonly timeout: number;
  readonly connections: number;
  readonly remove?: true;
}

const command = commandNamed('npm run bi-user --')
  .description('建立供 BI 工具使用的只读账号：只能读取 reporting 模式；账号已有时给它一个新密码')
  .argument('<name>', '账号名：小写字母、数字和下划线')
  .option('--timeout <seconds>', '一条查询最多运行多少秒', whole, 60)
  .option('--connections <count>', '同时最多多少个连接', whole, 10)
  .option('--remove', '断开并删除这个账号');

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 86_400) throw new InvalidArgumentError('应为正整数。');
  return value;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The exit code: 0 done, 1 not done, 2 wrong usage. */
async function main(): Promise<number> {
  const code = readUsage(command);
  if (code !== undefined) return code;
  const config = readConfig(process.env);
  const open = await openDatabase(config, { join: true, log: (line) => process.stderr.write(`${line}\n`) });
  process.on('exit', () => open.abandon());
  try {
    await run(open, command.args[0]!, command.opts<Options>(), config.databaseUrl === undefined);
    return 0;
  } finally {
    await open.close();
  }
}

async function run({ db, url }: OpenDatabase, name: string, options: Options, bundled: boolean): Promise<void> {
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

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const told = error instanceof Error && /[\u4e00-\u9fff]/u.test(error.message);
    process.stderr.write(
      `${told ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(1);
  },
);
