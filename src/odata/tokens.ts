import { ODataError } from './error.js';

/** The kind of a token; `end` follows the last. */
export type TokenKind = 'string' | 'guid' | 'datetime' | 'date' | 'number' | 'name' | 'symbol' | 'end';

/** A token of a query option: a string without its quotes, anything else as written. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Its offset, from 0. */
  readonly at: number;
}

const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['string', /'(?:[^']|'')*'/uy],
  ['guid', /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-])/iuy],
  ['datetime', /\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?(?!\w)/uy],
  ['date', /\d{4}-\d\d-\d\d(?![\w-])/uy],
  ['number', /-?\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?(?![\w.])/iuy],
  ['name', /\$?[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/uy],
  ['symbol', /[(),/=:*]/uy],
];

/** Reads the tokens of one query option from left to right; throws an ODataError naming the option and the place. */
export class TokenReader {
  private index = 0;
  private readonly tokens: readonly Token[];

  constructor(
    readonly option: string,
    private readonly text: string,
  ) {
    this.tokens = tokenize(option, text);
  }

  peek(): Token {
    return this.tokens[this.index]!;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.index += 1;
    return token;
  }

  /** Consumes the next token if it is this name or symbol. */
  accept(text: string): boolean {
    if (!this.isAt(text)) return false;
    this.index += 1;
    return true;
  }

  isAt(text: string): boolean {
    const { kind, text: found } = this.peek();
    return (kind === 'name' || kind === 'symbol') && found === text;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw this.unexpected(`“${text}”`);
  }

  name(what: string): string {
    if (this.peek().kind !== 'name') throw this.unexpected(what);
    return this.next().text;
  }

  /** One or more items of `read`, separated by commas. */
  list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.accept(',')) items.push(read());
    return items;
  }

  end(): void {
    if (this.peek().kind !== 'end') throw this.unexpected('末尾');
  }

  unexpected(expected: string): ODataError {
    return ODataError.syntax(this.option, this.text, this.peek().at, expected);
  }
}

function tokenize(option: string, text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (text[at] === ' ' || text[at] === '\t') at += 1;
    if (at >= text.length) return [...tokens, { kind: 'end', text: '', at: text.length }];
    const token = tokenAt(text, at);
    if (token === null) throw ODataError.syntax(option, text, at, '名称、数值或带单引号的文字');
    at += token.length;
    tokens.push(token.token);
  }
}

function tokenAt(text: string, at: number): { token: Token; length: number } | null {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    const meant = kind === 'string' ? found.slice(1, -1).replaceAll("''", "'") : found;
    return { token: { kind, text: meant, at }, length: found.length };
  }
  return null;
}
