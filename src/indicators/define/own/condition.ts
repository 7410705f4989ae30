import { RequestError } from '../../../errors.js';
import type { FieldKind, LedgerDeclaration } from '../../../entities/ledger.js';
import type { Condition } from '../definition.js';
import type { ConditionShape } from './shape.js';

/** The most conditions in one list, and the most values in one condition. */
const MAX_CONDITIONS = 20;
const MAX_VALUES = 200;

const WORDS: readonly FieldKind[] = ['text', 'code', 'enum', 'person', 'organisation'];
const FIGURES: readonly FieldKind[] = ['money', 'number'];

/** The conditions of each kind of field. */
const OPERATORS = {
  in: { kinds: [...WORDS, 'list'], of: '文字' },
  notIn: { kinds: [...WORDS, 'list'], of: '文字' },
  contains: { kinds: WORDS, of: '文字' },
  known: { kinds: null, of: '' },
  is: { kinds: ['boolean'], of: '是否' },
  above: { kinds: FIGURES, of: '数值' },
  atLeast: { kinds: FIGURES, of: '数值' },
  below: { kinds: FIGURES, of: '数值' },
  atMost: { kinds: FIGURES, of: '数值' },
} as const satisfies Record<Exclude<keyof ConditionShape, 'field'>, { kinds: readonly FieldKind[] | null; of: string }>;
type Operator = keyof typeof OPERATORS;

/** Compiles an analyst's conditions on a ledger's rows. Throws a RequestError for an invalid one. */
export function compileConditions(
  ledger: LedgerDeclaration,
  shapes: readonly ConditionShape[] | null | undefined,
): Condition[] {
  if ((shapes?.length ?? 0) > MAX_CONDITIONS) throw RequestError.invalidDefinition(`条件最多 ${MAX_CONDITIONS} 个。`);
  return (shapes ?? []).flatMap((shape) => compileCondition(ledger, shape));
}

function compileCondition(ledger: LedgerDeclaration, shape: ConditionShape): Condition[] {
  const field = Object.hasOwn(ledger.fields, shape.field) ? ledger.fields[shape.field] : undefined;
  if (field === undefined) throw RequestError.unknownField(shape.field, ledger.id);
  const asked = (Object.keys(OPERATORS) as Operator[]).filter((name) => (shape[name] ?? null) !== null);
  if (asked.length === 0)
    throw RequestError.invalidDefinition(
      `字段 ${shape.field} 的条件没有内容，请给出 ${Object.keys(OPERATORS).join('、')} 中的一项。`,
    );
  return asked.map((name) => {
    const { kinds, of } = OPERATORS[name];
    if (kinds !== null && !(kinds as readonly FieldKind[]).includes(field.kind))
      throw RequestError.invalidDefinition(`条件 ${name} 只用于${of}字段，${shape.field}（${field.zh}）不是。`);
    const value = shape[name]!;
    if (Array.isArray(value) && (value.length === 0 || value.length > MAX_VALUES))
      throw RequestError.invalidDefinition(`字段 ${shape.field} 的条件 ${name} 应有 1 至 ${MAX_VALUES} 个值。`);
    return { field: shape.field, [name]: value } as unknown as Condition;
  });
}
