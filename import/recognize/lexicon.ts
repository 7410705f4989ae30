import type { FieldKind } from '../../src/entities/ledger.js';
import type { ColumnRole } from './recognition.js';
import { ANY_LEDGER } from '../ledgers/any-ledger.js';
import type { FieldReading, LedgerReading } from '../ledgers/ledger.js';
import { normalise } from '../text/normalise.js';
import { type Concepts, conceptsOf } from './words.js';

/** A meaning that a column of a ledger may have. */
export interface Meaning {
  readonly role: ColumnRole;
  readonly field: string | null;
  /** The second field of a span of time. */
  readonly end?: string;
  /** Values that the column gives to other fields, for a figure spread over columns. */
  readonly set?: Readonly<Record<string, string>>;
  readonly kind: FieldKind | null;
  readonly reading: FieldReading | null;
  /** Its Chinese name. */
  readonly zh: string;
  /** Normalised spellings with the score of an equal heading. */
  readonly spellings: ReadonlyMap<string, number>;
  readonly concepts: readonly (readonly [Concepts, number])[];
  /** Whether several columns may have it. */
  readonly many: boolean;
  /** For numbers that are not stored: the date whose year they tell. */
  readonly tells?: string;
}

/** The score of an equal spelling that other fields share. */
export const WEAK = 0.72;
const cache = new Map<LedgerReading, readonly Meaning[]>();

/** The meanings that a column of the ledger may have, compiled once. */
export function meaningsOf(reading: LedgerReading): readonly Meaning[] {
  let meanings = cache.get(reading);
  if (meanings === undefined) {
    meanings = [...fields(reading), ...numbers(reading), ...common(reading)];
    cache.set(reading, meanings);
  }
  return meanings;
}

function* fields(reading: LedgerReading): Iterable<Meaning> {
  const before = new Set(reading.order?.map(([earlier]) => earlier));
  const last = new Set(reading.order?.map(([, later]) => later).filter((later) => !before.has(later)));
  for (const [name, field] of Object.entries(reading.fields)) {
    const declared = reading.ledger.fields[name];
    if (field === undefined || declared === undefined) continue;
    yield meaning(
      'field',
      name,
      declared.kind,
      declared.zh,
      field.weak?.includes(declared.zh) === true
        ? field.headings
        : [declared.zh, ...field.headings, ...(last.has(name) ? yearsOf(field.headings) : [])],
      field.weak ?? [],
      {
        reading: field,
      },
    );
  }
  for (const period of reading.periods ?? []) {
    yield meaning('period', period.start, 'date', '起止时间', period.headings, [], { end: period.end });
  }
  for (const { field, by, members } of reading.spreads ?? []) {
    const kind = reading.ledger.fields[field]?.kind ?? 'money';
    for (const [member, headings] of Object.entries(members)) {
      yield meaning('field', field, kind, `${member}${reading.ledger.fields[field]?.zh ?? ''}`, headings, [], {
        set: { [by]: member },
      });
    }
  }
}

/** The headings under which the day of an end is told to the year: 出库年份 beside 出库时间. */
function yearsOf(headings: readonly string[]): string[] {
  return headings.flatMap((heading) => {
    const event = /^(.{2,})(?:时间|日期)$/u.exec(heading)?.[1];
    return event === undefined ? [] : [`${event}年份`, `${event}年度`];
  });
}

function* numbers({ ledger, numbers: declared = [] }: LedgerReading): Iterable<Meaning> {
  for (const { date, headings = [] } of declared) {
    if (date === undefined || headings.length === 0) continue;
    const zh = `${ledger.fields[date]?.zh ?? date}的年份`;
    yield meaning('ignored', null, null, zh, headings, [], { many: true, tells: date });
  }
}

function* common(reading: LedgerReading): Iterable<Meaning> {
  yield meaning('sequence', null, null, '序号', ANY_LEDGER.sequence, []);
  yield meaning('year', 'year', null, '年度', ANY_LEDGER.year, ANY_LEDGER.weakYear);
  yield meaning('division', 'division', null, '行政区划', ANY_LEDGER.division, []);
  if (reading.fields['unit'] === undefined)
    yield meaning('unit', null, null, '计量单位', ANY_LEDGER.unit, ANY_LEDGER.weakUnit);
  yield meaning('personal', null, null, '个人信息', ANY_LEDGER.personal, [], { many: true });
  const { known, township } = ANY_LEDGER;
  // Where the ledger has a place, a township is left out only beside a column that fits it better.
  const [left, weak] = Object.values(reading.fields).some((field) => field?.headings.includes(township[0]) === true)
    ? [known, township]
    : [[...known, ...township], []];
  yield meaning('ignored', null, null, '不入库的列', [...left, ...(reading.known ?? [])], weak, { many: true });
}

function meaning(
  role: ColumnRole,
  field: string | null,
  kind: FieldKind | null,
  zh: string,
  headings: readonly string[],
  weak: readonly string[],
  more: Partial<Pick<Meaning, 'reading' | 'end' | 'set' | 'many' | 'tells'>> = {},
): Meaning {
  const spellings = new Map<string, number>();
  for (const heading of weak) spellings.set(plain(heading), WEAK);
  for (const heading of headings) spellings.set(plain(heading), 1);
  const concepts = [...spellings].map(([spelling, worth]) => [conceptsOf(spelling), worth] as const);
  return { role, field, kind, zh, spellings, concepts, reading: null, many: false, ...more };
}

function plain(heading: string): string {
  return normalise(heading).toLowerCase();
}
