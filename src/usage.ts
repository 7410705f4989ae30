import { Command, CommanderError } from 'commander';

/** The headings of commander's help. */
const TITLES: Readonly<Record<string, string>> = { 'Usage:': '用法：', 'Arguments:': '参数：', 'Options:': '选项：' };

/** A command with Chinese help, for `readUsage`. */
export function commandNamed(name: string): Command {
  return new Command(name)
    .helpOption('-h, --help', '显示用法')
    .configureHelp({ styleTitle: (title) => TITLES[title] ?? title })
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
}

/** Reads the command line. The exit code if the program must not run: 0 after its help, 2 after a message about wrong usage. */
export function readUsage(command: Command, argv: readonly string[] = process.argv): 0 | 2 | undefined {
  try {
    command.parse(argv);
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    process.stderr.write(`${usageError(error, command)}\n用 --help 查看用法。\n`);
    return 2;
  }
}

/** The fault of the command line, in Chinese. */
function usageError({ code, message }: CommanderError, { registeredArguments }: Command): string {
  const named = /'([^']*)'/u.exec(message)?.[1] ?? '';
  switch (code) {
    case 'commander.missingArgument':
      return `请给出${registeredArguments.find((argument) => argument.name() === named)?.description ?? named}。`;
    case 'commander.excessArguments':
      return `多余的参数：${/got \d+: (.*)\.$/u.exec(message)?.[1] ?? ''}。`;
    case 'commander.unknownOption':
      return `没有参数“${named}”。`;
    case 'commander.optionMissingArgument':
      return `参数“${named}”后面缺少内容。`;
    case 'commander.invalidArgument':
      return `参数“${named}”有误：${message.replace(/^.* is invalid\. ?/u, '')}`;
    default:
      return message;
  }
}

/** Ends a command that failed: prints a fault with a Chinese message as it is, any other error with its stack. */
export function endWith(error: unknown, exitCode: number): never {
  const told = error instanceof Error && /[\u4e00-\u9fff]/u.test(error.message);
  const text = told ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(exitCode);
}
