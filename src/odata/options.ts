import { ODataError } from './error.js';

/** The supported system query options, by their names without `$`. */
export const OPTIONS = [
  'select',
  'expand',
  'filter',
  'search',
  'orderby',
  'top',
  'skip',
  'count',
  'apply',
  'skiptoken',
  'format',
] as const;

export type OptionName = (typeof OPTIONS)[number];
export type Options = Readonly<Partial<Record<OptionName, string>>>;

/** Options of OData 4.0 that are not supported; any other unknown option is the client's mistake. */
const NOT_SUPPORTED = new Set(['$deltatoken', '$id']);

const NAMES: readonly string[] = OPTIONS.map((name) => `$${name}`);

/**
 * Reads the query string of a request: names and values percent-encoded, `+` a space as forms write it. Options of the
 * standard begin with `$` (or `%24`). Unknown options, also without `$`, and repeated ones are refused.
 */
export function readOptions(query: string): Options {
  const options: Partial<Record<OptionName, string>> = {};
  for (const part of query.split('&')) {
    const [, name, value] = /^([^=]*)=?(.*)$/su.exec(part)!;
    const option = decode(name!).trim();
    if (option.startsWith('@')) throw ODataError.notSupported(`参数别名 ${option}`, '请把值直接写在选项里');
    if (part === '') continue;
    if (NOT_SUPPORTED.has(option)) throw ODataError.notSupported(option);
    const known = OPTIONS.find((each) => `$${each}` === option);
    if (known === undefined) throw ODataError.unknownOption(option, NAMES);
    if (options[known] !== undefined) throw ODataError.invalid(option, '只能写一次');
    options[known] = decode(value!);
  }
  return options;
}

/** Refuses options that do not apply to the resource. */
export function allowOnly(options: Options, allowed: readonly OptionName[], what: string): void {
  const other = OPTIONS.find((name) => options[name] !== undefined && !allowed.includes(name));
  if (other !== undefined) throw ODataError.invalid(`$${other}`, `不能用于${what}`);
}

/** The largest whole number that PostgreSQL's int holds. */
const MOST = 2_147_483_647;

/** A whole number from 0 on, or undefined where the option is absent. */
export function wholeNumber(options: Options, name: OptionName): number | undefined {
  const text = options[name]?.trim();
  if (text === undefined) return undefined;
  if (!/^\d{1,10}$/u.test(text) || Number(text) > MOST)
    throw ODataError.invalid(`$${name}`, `应为 0 至 ${MOST} 的整数`);
  return Number(text);
}

function decode(text: string): string {
  return decodePart(text.replaceAll('+', ' '));
}

/** Decodes percent signs; throws where they are not UTF-8 or contain a NUL, which no text here has. */
export function decodePart(text: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    throw new ODataError(400, 'SYNTAX_ERROR', `地址中的百分号编码有误：${text.slice(0, 50)}`);
  }
  if (decoded.includes('\0')) throw new ODataError(400, 'SYNTAX_ERROR', '地址中不能有空字符（%00）。');
  return decoded;
}
