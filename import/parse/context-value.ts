import type { Recognition } from '../recognize/recognition.js';
import type { FieldReading } from '../ledgers/ledger.js';
import { batchIn } from '../text/batch.js';
import { wordIn } from '../text/enumeration.js';
import type { Plan } from './plan.js';

/** Values that rows take from the words around the table, by field; null where nothing there states one. */
export function contextValues(
  plan: Plan,
  recognition: Recognition,
  sheetName: string,
  fileName: string,
): Map<string, string | null> {
  const values = new Map<string, string | null>();
  for (const [field, told] of Object.entries(plan.reading.without ?? {})) {
    if (plan.byField.has(field)) continue;
    for (const [other, value] of Object.entries(told ?? {}))
      if (value !== undefined && !plan.byField.has(other)) values.set(other, value);
  }
  const texts = contextTexts(plan, recognition, sheetName, fileName);
  for (const [field, reading] of Object.entries(plan.reading.fields)) {
    if (
      reading === undefined ||
      values.has(field) ||
      plan.byField.has(field) ||
      plan.parts.some((part) => field in part.set)
    )
      continue;
    const valueIn = valueReader(reading);
    if (valueIn !== null) values.set(field, texts.map(valueIn).find((value) => value !== null) ?? null);
  }
  return values;
}

/** How a field's value is found in the words around the table; null for a field that is not told by them. */
function valueReader({ fromContext, vocabulary, shape }: FieldReading): ((text: string) => string | null) | null {
  if (shape === 'batch') return batchIn;
  return fromContext === true && vocabulary !== undefined ? (text) => wordIn(vocabulary, text) : null;
}

/** The words to search, the nearest first: the heading of the spread figure, the sheet's name, its title, the file's name. */
export function contextTexts(plan: Plan, recognition: Recognition, sheetName: string, fileName: string): string[] {
  if (recognition.exported === true) return [];
  const figure = plan.byField.get(plan.reading.spreads?.[0]?.field ?? '')?.heading;
  return [figure ?? '', sheetName, recognition.title ?? '', fileName];
}
