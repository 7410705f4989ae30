import '../require-node.js';
import { InvalidArgumentError } from 'commander';
import { commandNamed, endWith, readUsage } from '../usage.js';
import type { ReaderOptions } from './manage-reader.js';

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

const code = readUsage(command);
if (code !== undefined) process.exit(code);
// Loaded only now: it takes a second, and the usage does not need it.
import('./manage-reader.js')
  .then(({ manageReader }) => manageReader(command.args[0]!, command.opts<ReaderOptions>()))
  .then(
    () => process.exit(0),
    (error: unknown) => endWith(error, 1),
  );
