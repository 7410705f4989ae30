import { sql } from 'kysely';
import type { ColumnType } from '../reporting/datasets.js';
import { EDM_TYPES } from './edm.js';
import { ODataError } from './error.js';
import { type CompareOperator, type Expression, type Literal, noPath } from './expression.js';
import { FUNCTIONS, noFunction } from './functions.js';
import type { Link } from './links.js';
import { ref, type Source } from './source.js';
import { type Sql } from '../database/sql.js';

interface Typed {
  readonly type: ColumnType | 'null';
  readonly sql: Sql;
}

const OPERATORS: Readonly<Record<CompareOperator, Sql>> = {
  eq: sql`=`,
  ne: sql`is distinct from`,
  gt: sql`>`,
  ge: sql`>=`,
  lt: sql`<`,
  le: sql`<=`,
};

/** The SQL condition of an expression over a source; every literal is bound. Throws where types do not fit. */
export function condition(expression: Expression, source: Source, option: string): Sql {
  return new Compiler(source, option).boolean(expression, false);
}

/**
 * In OData a comparison with null is false, and `ne` true. In SQL it is unknown, which is false in a `where` but not below
 * a `not`: with `exact` the comparison is never unknown, which an index may not serve.
 */
class Compiler {
  constructor(
    private readonly source: Source,
    private readonly option: string,
  ) {}

  boolean(expression: Expression, exact: boolean): Sql {
    const { type, sql: built } = this.compile(expression, exact);
    if (type !== 'boolean' && type !== 'null') throw this.mismatch(`条件应为真假，却是 ${EDM_TYPES[type]}`);
    return built;
  }

  private compile(expression: Expression, exact: boolean): Typed {
    switch (expression.kind) {
      case 'literal':
        return literal(expression);
      case 'property':
        return this.property(expression.name, expression.member);
      case 'call':
        return this.call(expression.name, expression.args);
      case 'not':
        return { type: 'boolean', sql: sql`(not ${this.boolean(expression.operand, true)})` };
      case 'logic': {
        const operands = expression.operands.map((operand) => this.boolean(operand, exact));
        return {
          type: 'boolean',
          sql: sql`(${sql.join(operands, expression.operator === 'and' ? sql` and ` : sql` or `)})`,
        };
      }
      case 'in':
        return { type: 'boolean', sql: this.isIn(expression.operand, expression.list, exact) };
      case 'compare':
        return { type: 'boolean', sql: this.compare(expression.operator, expression.left, expression.right, exact) };
    }
  }

  private property(name: string, member: string | undefined): Typed {
    const column = this.source.columns.find((each) => each.name === name);
    const link = this.source.links?.find((each) => each.name === name);
    if (link !== undefined && member !== undefined) return this.ofDimension(link, member);
    if (column === undefined) {
      const names = this.source.columns.map((each) => each.name);
      throw ODataError.unknownProperty(this.option, name, names);
    }
    if (column.type === 'list') throw this.mismatch(`${name} 是多值属性，不能用来筛选`);
    if (member === undefined) return { type: column.type, sql: ref(name) };
    if (column.members?.includes(member) !== true) throw noPath(this.option, name, member);
    return { type: 'text', sql: sql`(${ref(name)}::jsonb ->> ${member}::text)` };
  }

  private ofDimension({ name, column, target }: Link, member: string): Typed {
    const found = target.columns.find((each) => each.name === member);
    if (found === undefined) throw noPath(this.option, name, member);
    if (found.type === 'list') throw this.mismatch(`${name}/${member} 是多值属性，不能用来筛选`);
    const value = sql`(select n.${sql.ref(member)} from reporting.${sql.ref(name)} n where n.${sql.ref(target.key[0]!)} = ${ref(column)})`;
    return { type: found.type, sql: value };
  }

  private call(name: string, args: readonly Expression[]): Typed {
    const called = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (called === undefined) throw noFunction(this.option, name);
    const { takes, gives } = called;
    if (args.length !== takes.length) throw ODataError.invalid(this.option, `函数 ${name} 应有 ${takes.length} 个参数`);
    const built = args.map((arg, index) => {
      const wanted = takes[index]!;
      const { type, sql: value } = this.compile(arg, true);
      if (type === 'null') return sql`null::${sql.raw(wanted === 'date' ? 'date' : 'text')}`;
      if (type !== wanted) {
        throw this.mismatch(`函数 ${name} 的第 ${index + 1} 个参数应为 ${EDM_TYPES[wanted]}，却是 ${EDM_TYPES[type]}`);
      }
      return value;
    });
    return { type: gives, sql: called.sql(...built) };
  }

  private compare(operator: CompareOperator, left: Expression, right: Expression, exact: boolean): Sql {
    const [a, b] = [this.compile(left, true), this.compile(right, true)];
    if (a.type === 'null' || b.type === 'null') return compareWithNull(operator, a, b);
    const other = this.comparable(a.type, b);
    if (operator === 'eq' && left.kind !== 'literal' && right.kind !== 'literal')
      return sql`(${a.sql} is not distinct from ${other})`;
    const test = sql`(${a.sql} ${OPERATORS[operator]} ${other})`;
    return exact && operator !== 'ne' ? sql`coalesce(${test}, false)` : test;
  }

  /** The operand is written once: in an `in` of an `in` it would double at every level. */
  private isIn(operand: Expression, list: readonly Literal[], exact: boolean): Sql {
    const { type, sql: value } = this.compile(operand, true);
    const items = list.map(literal);
    const hasNull = items.some((item) => item.type === 'null');
    const values = items.flatMap((item) => (item.type === 'null' ? [] : [this.comparable(type, item)]));
    if (type === 'null') return hasNull ? sql`true` : sql`false`;
    if (values.length === 0) return sql`(${value} is null)`;
    const test = sql`(${value} in (${sql.join(values)}))`;
    if (hasNull) return sql`(${test} is not false)`;
    return exact ? sql`(${test} is true)` : test;
  }

  /** The SQL of an operand that is compared with a value of a type; throws where their types differ. */
  private comparable(type: Typed['type'], other: Typed): Sql {
    if (type !== 'null' && other.type !== 'null' && family(type) !== family(other.type)) {
      throw this.mismatch(`${EDM_TYPES[type]} 不能与 ${EDM_TYPES[other.type]} 比较${hint(type, other.type)}`);
    }
    return other.sql;
  }

  private mismatch(message: string): ODataError {
    return ODataError.typeMismatch(this.option, message);
  }
}

function compareWithNull(operator: CompareOperator, a: Typed, b: Typed): Sql {
  if (operator !== 'eq' && operator !== 'ne') return sql`false`;
  if (a.type === 'null' && b.type === 'null') return operator === 'eq' ? sql`true` : sql`false`;
  const value = a.type === 'null' ? b.sql : a.sql;
  return operator === 'eq' ? sql`(${value} is null)` : sql`(${value} is not null)`;
}

function family(type: ColumnType): string {
  return type === 'integer' || type === 'decimal' ? 'number' : type;
}

function hint(...types: ColumnType[]): string {
  if (types.includes('flags')) return '（请写到其中一项，如 flags/amount）';
  if (!types.includes('text')) return '';
  if (types.includes('date')) return '（日期不加引号，如 2024-01-31）';
  return types.includes('uuid') || family(types.find((type) => type !== 'text')!) === 'number'
    ? '（文字要加单引号，数值和 Guid 不加）'
    : '';
}

/** A literal that fits PostgreSQL's int is bound as int, so that an index on an int column serves the comparison. */
function literal({ type, value }: Literal): Typed {
  switch (type) {
    case 'null':
      return { type, sql: sql`null` };
    case 'boolean':
      return { type, sql: value === 'true' ? sql`true` : sql`false` };
    case 'decimal':
      return isInt(value) ? { type: 'integer', sql: sql`${value}::int` } : { type, sql: sql`${value}::numeric` };
    case 'date':
      return { type, sql: sql`${value}::date` };
    case 'uuid':
      return { type, sql: sql`${value}::uuid` };
    case 'text':
      return { type, sql: sql`${value}::text` };
  }
}

/** Whether digits are a whole number that fits PostgreSQL's int. */
export function isInt(digits: string): boolean {
  return /^-?\d{1,10}$/u.test(digits) && Math.abs(Number(digits)) <= 2_147_483_647;
}
