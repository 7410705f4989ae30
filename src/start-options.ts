import { commandNamed, readUsage } from './usage.js';

/** The options of the server's command line. */
export interface StartOptions {
  /** Imports the sample ledgers first. */
  readonly demo: boolean;
}

/** Reads the command line of the server; the exit code if the server must not start. */
export function readStart(argv: readonly string[]): StartOptions | 0 | 2 {
  const command = commandNamed('npm start --')
    .description('启动台账服务；设置都用环境变量，见 README 的 Configuration')
    .option('--demo', '导入示例台账并打印同比表，即 npm run demo');
  const code = readUsage(command, argv);
  return code ?? { demo: command.opts<{ demo?: true }>().demo === true };
}
