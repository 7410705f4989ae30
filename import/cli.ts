import '../src/require-node.js';
import { InvalidArgumentError } from 'commander';
import { type DivisionOption, parseDivision } from '../src/config.js';
import { commandNamed, endWith, readUsage } from '../src/usage.js';
import type { ImportOptions } from './command.js';
import { readFact, readMap } from './map-option.js';

const command = commandNamed('npm run import --')
  .description('把工作簿或文件夹中的台账导入数据库')
  .argument('<path...>', '要导入的工作簿或文件夹')
  .option('--division <code[:name]>', '行政区划代码，GB/T 2260 之外的须给名称，如 990103:示例区', readDivision)
  .option('--year <year>', '表中没有年度时采用的年份', readYear)
  .option(
    '--map <sheet=ledger>',
    '确认工作表是哪个台账，如 Sheet1=funding 或 Sheet1=科技专项资金；或某列是什么，如 "Sheet1!数额=金额"，可带单位 金额:万元，不写字段为不读取，表头相同时用列号 "Sheet1!D=金额"；或它属于哪个区划，如 Sheet1=@150103；可多次',
    readMap,
    {},
  )
  .option(
    '--fact <sheet!field=value>',
    '表中没有、但全表各行都一样的内容，如 "立项名单!年度=2022"、"立项名单!项目级别=市"、"立项名单!项目状态=立项"；可多次',
    readFact,
    {},
  )
  .option('--dry-run', '只预览，不写入')
  .option('--json', '在标准输出上给出一个 JSON 数组，每个文件一项');

/** The exit code of wrong usage and of an import that could read nothing. */
const NOTHING_READ = 2;

function readDivision(text: string, before: unknown): DivisionOption {
  refuseTwice(before);
  const division = parseDivision(text);
  if (division === undefined) throw new InvalidArgumentError('应为“代码”或“代码:名称”。');
  return division;
}

function readYear(text: string, before: unknown): number {
  refuseTwice(before);
  const year = Number(text);
  if (!/^\d{4}$/u.test(text) || year < 1900 || year > 2200) throw new InvalidArgumentError('应为四位年份。');
  return year;
}

function refuseTwice(before: unknown): void {
  if (before !== undefined) throw new InvalidArgumentError('只能给一次。');
}

const code = readUsage(command);
if (code !== undefined) process.exit(code);
// Loaded only now: it takes a second, and the usage does not need it.
import('./command.js')
  .then(({ importPaths }) => importPaths(command.args, command.opts<ImportOptions>()))
  .then(
    (exitCode) => process.exit(exitCode),
    (error: unknown) => endWith(error, NOTHING_READ),
  );
