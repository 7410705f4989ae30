import { ODataError } from './error.js';
import type { TokenReader } from './tokens.js';

export type CompareOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

/** A literal: the digits of a number, a checked date or GUID, or the text of a string. */
export interface Literal {
  readonly kind: 'literal';
  readonly type: 'text' | 'decimal' | 'date' | 'uuid' | 'boolean' | 'null';
  readonly value: string;
}

/** An expression of `$filter`, as written. */
export type Expression =
  | Literal
  | { readonly kind: 'property'; readonly name: string; readonly member?: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: 'compare';
      readonly operator: CompareOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly operands: readonly Expression[] }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'in'; readonly operand: Expression; readonly list: readonly Literal[] };

/** How deep brackets, `not` and calls may be nested. */
const MAX_DEPTH = 50;

const COMPARE = new Set<string>(['eq', 'ne', 'gt', 'ge', 'lt', 'le'] satisfies CompareOperator[]);
const NOT_SUPPORTED = new Set(['add', 'sub', 'mul', 'div', 'mod', 'has']);

/** Parses an expression; precedence from the lowest: `or`, `and`, comparisons and `in`, `not`. */
export function readExpression(reader: TokenReader, depth = 0): Expression {
  if (depth > MAX_DEPTH) throw ODataError.invalid(reader.option, `嵌套超过 ${MAX_DEPTH} 层`);
  return readLogic(reader, 'or', () => readLogic(reader, 'and', () => readComparison(reader, depth)));
}

function readLogic(reader: TokenReader, operator: 'and' | 'or', read: () => Expression): Expression {
  const operands = [read()];
  while (reader.accept(operator)) operands.push(read());
  return operands.length === 1 ? operands[0]! : { kind: 'logic', operator, operands };
}

function readComparison(reader: TokenReader, depth: number): Expression {
  const left = readOperand(reader, depth);
  refuseOperator(reader);
  const { kind, text } = reader.peek();
  if (kind !== 'name') return left;
  if (text === 'in') {
    reader.next();
    reader.expect('(');
    const list = reader.list(() => readLiteral(reader) ?? fail(reader, '文字、数值、日期或 null'));
    reader.expect(')');
    return { kind: 'in', operand: left, list };
  }
  if (!COMPARE.has(text)) return left;
  reader.next();
  return { kind: 'compare', operator: text as CompareOperator, left, right: readOperand(reader, depth) };
}

function readOperand(reader: TokenReader, depth: number): Expression {
  if (depth > MAX_DEPTH) throw ODataError.invalid(reader.option, `嵌套超过 ${MAX_DEPTH} 层`);
  if (reader.accept('not')) return { kind: 'not', operand: readOperand(reader, depth + 1) };
  if (reader.accept('(')) {
    const inner = readExpression(reader, depth + 1);
    reader.expect(')');
    return inner;
  }
  const literal = readLiteral(reader);
  if (literal !== null) return literal;
  const name = reader.name('属性、函数或值');
  if (reader.accept('/')) return { kind: 'property', name, member: readMember(reader, name) };
  if (!reader.accept('(')) return { kind: 'property', name };
  const args = reader.isAt(')') ? [] : reader.list(() => readExpression(reader, depth + 1));
  reader.expect(')');
  return { kind: 'call', name, args };
}

/** Throws at an operator of OData that this service lacks. */
export function refuseOperator(reader: TokenReader): void {
  const { kind, text } = reader.peek();
  if (kind === 'name' && NOT_SUPPORTED.has(text)) throw ODataError.notSupported(`运算符 ${text}`);
}

/** The name after the slash of a path; throws for paths of OData that this service lacks. */
function readMember(reader: TokenReader, first: string): string {
  const { text } = reader.next();
  if (['$it', '$root'].includes(first) || ['any', 'all', '$count'].includes(text))
    throw ODataError.notSupported(`${first}/${text}`, '请用本实体集自己的属性');
  return text;
}

/** Throws where a path has more than one name. */
export function refusePath(reader: TokenReader, first: string): void {
  if (reader.accept('/')) throw noPath(reader.option, first, readMember(reader, first));
}

/** The error of a path that leads nowhere. */
export function noPath(option: string, first: string, member: string): ODataError {
  return ODataError.invalid(option, `没有路径 ${first}/${member}，请用本实体集自己的属性`);
}

/** Tools whose dates have a time write a day so. */
const MIDNIGHT = /^(\d{4}-\d\d-\d\d)T00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:\d\d)?$/u;

/** Parses a literal; null where there is none. Throws for a date that the calendar does not have. */
export function readLiteral(reader: TokenReader): Literal | null {
  const { kind, text } = reader.peek();
  const literal = (type: Literal['type'], value: string): Literal => {
    reader.next();
    return { kind: 'literal', type, value };
  };
  const date = (day: string): Literal => {
    if (!isDate(day)) throw ODataError.invalid(reader.option, `没有 ${day} 这一天`);
    return literal('date', day);
  };
  switch (kind) {
    case 'string':
      return literal('text', text);
    case 'number':
      return literal('decimal', text);
    case 'guid':
      return literal('uuid', text);
    case 'date':
      return date(text);
    case 'datetime': {
      const day = MIDNIGHT.exec(text)?.[1];
      if (day !== undefined) return date(day);
      throw ODataError.typeMismatch(reader.option, `${text} 是日期时间，本服务只有日期，请写作 2024-01-31`);
    }
    case 'name':
      if (text === 'true' || text === 'false') return literal('boolean', text);
      return text === 'null' ? literal('null', text) : null;
    default:
      return null;
  }
}

/** Whether a text of the form 2024-02-29 is a day of the calendar. */
export function isDate(text: string): boolean {
  const [year, month, day] = text.split('-').map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year!, month! - 1, day);
  return year! > 0 && date.getUTCMonth() === month! - 1 && date.getUTCDate() === day;
}

function fail(reader: TokenReader, expected: string): never {
  throw reader.unexpected(expected);
}
