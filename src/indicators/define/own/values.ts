import { RequestError } from '../../../errors.js';
import { ledgerOf } from '../../../entities/ledgers/index.js';
import type { IndicatorDefinition } from '../definition.js';
import { fieldOf, measuresOf, rowsOf } from '../measures.js';

/** The values that a field of a ledger may have, where there is a fixed list of them; else none. */
export type ValuesOf = (ledger: string, field: string) => readonly string[];

/** Checks that conditions on fields with a fixed list of values name values of it. Throws a RequestError. */
export function checkValues(indicator: IndicatorDefinition, valuesOf: ValuesOf): void {
  for (const rows of measuresOf(indicator).flatMap(rowsOf)) {
    for (const condition of [...(rows.scope ?? []), ...(rows.where ?? [])]) {
      const field = fieldOf(ledgerOf(rows.ledger), condition.field);
      const asked = 'in' in condition ? condition.in : 'notIn' in condition ? condition.notIn : [];
      const known = field.kind === 'enum' ? valuesOf(rows.ledger, condition.field) : [];
      const unknown = known.length === 0 ? [] : asked.filter((value) => !known.includes(value));
      if (unknown.length > 0)
        throw RequestError.invalidDefinition(
          `字段 ${condition.field}（${field.zh}）没有取值“${unknown.join('”、“')}”，可用：${known.join('、')}。`,
        );
    }
  }
}
