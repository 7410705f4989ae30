import { sql } from 'kysely';
import type { Sql } from '../database/sql.js';
import { ODataError } from './error.js';
import { ref, type Source } from './source.js';

const OPTION = '$search';
const MAX_TERMS = 20;

/** The condition of a `$search`: words and "phrases" that a text of the row contains, with AND, OR, NOT and brackets. */
export function search(text: string, source: Source): Sql {
  const terms = text.match(/"(?:[^"\\]|\\.)*"|[()]|[^\s()"]+|"/gu) ?? [];
  if (terms.length > MAX_TERMS) throw ODataError.invalid(OPTION, `最多 ${MAX_TERMS} 个词和符号`);
  const reader = new SearchReader(terms, textOf(source));
  const condition = reader.either();
  if (!reader.isAtEnd()) throw reader.unexpected();
  return condition;
}

/** All texts of a row, one a line. */
function textOf({ columns }: Source): Sql {
  const texts = columns.filter(({ type }) => type === 'text').map(({ name }) => ref(name));
  return texts.length === 0 ? sql`''` : sql`lower(concat_ws(E'\n', ${sql.join(texts)}))`;
}

/** Reads terms from left to right; AND may be left out and binds more than OR. */
class SearchReader {
  private at = 0;

  constructor(
    private readonly terms: readonly string[],
    private readonly text: Sql,
  ) {}

  isAtEnd(): boolean {
    return this.at === this.terms.length;
  }

  either(): Sql {
    const parts = [this.all()];
    while (this.accept('OR')) parts.push(this.all());
    return sql`(${sql.join(parts, sql` or `)})`;
  }

  private all(): Sql {
    const parts = [this.one()];
    while (!this.isAtEnd() && !['OR', ')'].includes(this.terms[this.at]!)) {
      this.accept('AND');
      parts.push(this.one());
    }
    return sql`(${sql.join(parts, sql` and `)})`;
  }

  private one(): Sql {
    if (this.accept('NOT')) return sql`not ${this.one()}`;
    if (this.accept('(')) {
      const inner = this.either();
      if (!this.accept(')')) throw this.unexpected();
      return inner;
    }
    const term = this.terms[this.at];
    if (term === undefined || ['AND', 'OR', ')', '"'].includes(term)) throw this.unexpected();
    this.at += 1;
    const meant = term.startsWith('"') ? term.slice(1, -1).replaceAll(/\\(.)/gu, '$1') : term;
    return sql`strpos(${this.text}, lower(${meant}::text)) > 0`;
  }

  private accept(term: string): boolean {
    if (this.terms[this.at] !== term) return false;
    this.at += 1;
    return true;
  }

  unexpected(): ODataError {
    const found = this.isAtEnd() ? '已到末尾' : `却是“${this.terms[this.at]!.slice(0, 20)}”`;
    return ODataError.invalid(OPTION, `第 ${this.at + 1} 个词处应为词、"短语"、NOT 或括号，${found}`);
  }
}
