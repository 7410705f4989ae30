import { lackingFields, partlyTold } from '../../src/checks/lacking.js';
import type { Issue } from '../issues/issue.js';
import type { LedgerReading } from '../ledgers/ledger.js';
import type { SheetLimits } from '../parse/draft.js';
import { examplesOf, isStatable } from '../parse/stated.js';

/** Names the columns that a sheet lacks, each with the indicators that its rows cannot count in without it. */
export function absentFields(
  sheet: string,
  reading: LedgerReading,
  { limits, texts }: { readonly limits: SheetLimits; readonly texts: readonly string[] },
): Issue[] {
  const { ledger, fields } = reading;
  const lacking = lackingFields(ledger.id, limits);
  const elsewhere = stepsElsewhere(reading, limits, texts);
  return Object.entries(ledger.fields).flatMap(([field, { zh }]): Issue[] => {
    if (limits[field]?.length !== 0) return [];
    const names = lacking.get(field)?.map((name) => `“${name}”`);
    if (names === undefined && fields[field]?.fromContext !== true) return [];
    const stated: Record<string, string> = isStatable(reading, field)
      ? { id: field, ledgerId: ledger.id, values: examplesOf(reading, field) }
      : {};
    const params = { field: zh, indicators: names?.join('') ?? `按${zh}统计的指标`, ...stated };
    return [{ code: elsewhere.includes(field) ? 'FIELD_NOT_LISTED' : 'FIELD_ABSENT', sheet, params }];
  });
}

/** Names what a sheet is about alone, each with the indicators that count the rest as well. */
export function partialFields(sheet: string, { ledger }: LedgerReading, limits: SheetLimits): Issue[] {
  return [...partlyTold(ledger.id, limits)].map(([field, indicators]) => {
    const params = {
      field: ledger.fields[field]!.zh,
      value: limits[field]!.join('、'),
      indicators: indicators.map((name) => `“${name}”`).join(''),
    };
    return { code: 'FIELD_LIMITED', sheet, params };
  });
}

/**
 * The fields of steps that the sheet is not about: the words around the table name other steps, or, where they name none,
 * its columns tell others.
 */
function stepsElsewhere({ steps = [] }: LedgerReading, limits: SheetLimits, texts: readonly string[]): string[] {
  const named = steps.filter(({ words }) => words.some((word) => texts.some((text) => text.includes(word))));
  const about = named.length > 0 ? named : steps.filter(({ tells }) => tells.some((field) => !(field in limits)));
  if (about.length === 0) return [];
  return steps.filter((step) => !about.includes(step)).flatMap(({ tells }) => tells);
}
