import { columnName } from '../../../src/entities/ledger.js';
import { ledgerOf } from '../../../src/entities/ledgers/index.js';
import type { Counted, Naive, Part } from './measures.js';
import type { Everything, Row } from './rows.js';

/** What a part comes to, before units; 13 is the whole year. */
export interface Cell {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly partial: boolean;
  readonly approximate: boolean;
  readonly undated: boolean;
}

/** Cells by `dimension|member|year|period`. */
export type Cells = ReadonlyMap<string, Cell>;

const PERIODS = Array.from({ length: 13 }, (_, index) => index + 1);
const NOT_SAID = '未填';

interface Sum {
  readonly amount: number | null;
  readonly masked: boolean;
  readonly approximate: boolean;
  readonly undated: boolean;
}

/** What a division's own rows come to, by brute force: for every cell all rows are gone through again. */
export function ownCells({ top, bottom, unit = 1 }: Naive, { ledgers }: Everything, division: string): Cells {
  const mine = (part: Part) =>
    part.ledgers.flatMap((ledger) =>
      ledgers[ledger]!.filter((row) => row.division === division).map((row) => ({ ledger, row })),
    );
  const dimensions = dimensionsOf([top, ...(bottom === undefined ? [] : [bottom])]);
  const above = partCells(top, mine(top), dimensions);
  if (bottom === undefined)
    return new Map(
      [...above].map(([key, sum]) => [
        key,
        {
          numerator: sum.amount === null ? null : sum.amount / unit,
          denominator: null,
          partial: sum.masked,
          approximate: sum.approximate,
          undated: sum.undated,
        },
      ]),
    );
  const below = partCells(bottom, mine(bottom), dimensions);
  const cells = new Map<string, Cell>();
  for (const key of new Set([...above.keys(), ...below.keys()])) {
    const [, , year] = key.split('|');
    if (!above.has(`||${year}|13`) || !below.has(`||${year}|13`)) continue;
    const [over, under] = [above.get(key), below.get(key)];
    const amount = over === undefined ? 0 : over.amount;
    cells.set(key, {
      numerator: amount === null ? null : amount / unit,
      denominator: under === undefined ? 0 : under.amount,
      partial: over?.masked === true || under?.masked === true,
      approximate: over?.approximate === true || under?.approximate === true,
      undated: over?.undated === true || under?.undated === true,
    });
  }
  return cells;
}

function dimensionsOf(parts: readonly Part[]): string[] {
  const offered = parts.flatMap(({ ledgers }) =>
    ledgers.map((ledger) =>
      Object.entries(ledgerOf(ledger).fields).flatMap(([name, field]) => (field.dimension === true ? [name] : [])),
    ),
  );
  return offered[0]!.filter((name) => offered.every((names) => names.includes(name)));
}

function memberOf(row: Row, dimension: string): string {
  if (dimension === '') return '';
  const said = row[columnName(dimension)];
  if (typeof said === 'boolean') return said ? '是' : '否';
  return typeof said === 'string' && said !== '' ? said : NOT_SAID;
}

function partCells(
  part: Part,
  rows: readonly { readonly ledger: string; readonly row: Row }[],
  dimensions: readonly string[],
): Map<string, Sum> {
  const counted = rows.flatMap(({ ledger, row }) => part.count(ledger, row));
  const kept = rows.filter(({ ledger, row }) => part.kept?.(ledger, row) ?? true).map(({ row }) => row.year);
  const years = new Set(kept);
  if (part.standing === true) for (let year = Math.min(...kept); year <= Math.max(...kept); year += 1) years.add(year);
  else for (const each of counted) years.add(each.year!);
  const cells = new Map<string, Sum>();
  for (const dimension of ['', ...dimensions]) {
    const members = new Set(counted.map(({ row }) => memberOf(row, dimension)));
    if (dimension === '') members.add('');
    for (const member of members) {
      const here = counted.filter(({ row }) => memberOf(row, dimension) === member);
      for (const year of years)
        for (const period of PERIODS)
          cells.set(`${dimension}|${member}|${year}|${period}`, sumOf(part, here, year, period));
    }
  }
  return cells;
}

function sumOf(part: Part, counted: readonly Counted[], year: number, period: number): Sum {
  if (part.standing === true) {
    const end = year * 12 + Math.min(period, 12) - 1;
    const there = counted.filter(({ since, until }) => since! <= end && until! > end);
    const amount = part.of === 'values' ? new Set(there.map(({ as }) => as)).size : there.length;
    return { amount, masked: false, approximate: false, undated: false };
  }
  const ofYear = counted.filter((each) => each.year === year);
  const wholeYear = period === 13;
  const inTime = ofYear.filter(({ month }) => wholeYear || (month !== null && month! <= period));
  if (part.of === 'values') {
    const all = new Set(ofYear.map(({ as }) => as));
    const withMonth = new Set(ofYear.filter(({ month }) => month !== null).map(({ as }) => as));
    const amount = new Set(inTime.map(({ as }) => as)).size;
    const undated = !wholeYear && all.size > withMonth.size;
    return {
      amount: !wholeYear && all.size > 0 && withMonth.size === 0 ? null : amount,
      masked: false,
      approximate: false,
      undated,
    };
  }
  const known = inTime.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  const flagged = (...flags: string[]) => inTime.some(({ flag }) => flag !== undefined && flags.includes(flag));
  const masked = part.of === 'sum' && flagged('masked', 'unknown');
  const noMonths = !wholeYear && ofYear.length > 0 && ofYear.every(({ month }) => month === null);
  return {
    amount: known.length === 0 && (masked || noMonths) ? null : known.reduce((sum, each) => sum + each, 0),
    masked,
    approximate: part.of === 'sum' && flagged('approximate', 'atLeast', 'atMost'),
    undated: !wholeYear && ofYear.some(({ month }) => month === null),
  };
}

/** The cells of a division: its own, and those of the divisions directly under it added. */
export function rolledUp(own: Cells, under: readonly Cells[]): Cells {
  if (under.length === 0) return own;
  const all = [own, ...under];
  const keys = new Set(all.flatMap((cells) => [...cells.keys()]));
  const added = new Map<string, Cell>();
  for (const key of keys) {
    const parts = all.flatMap((cells) => cells.get(key) ?? []);
    const sum = (pick: (cell: Cell) => number | null) => {
      const known = parts.flatMap((cell) => pick(cell) ?? []);
      return known.length === 0 ? null : known.reduce((total, each) => total + each, 0);
    };
    added.set(key, {
      numerator: sum(({ numerator }) => numerator),
      denominator: sum(({ denominator }) => denominator),
      partial: parts.some(({ partial }) => partial),
      approximate: parts.some(({ approximate }) => approximate),
      undated: parts.some(({ undated }) => undated),
    });
  }
  // A member that a division lacks in a known year counts nothing in it.
  const members = new Set([...keys].map((key) => key.split('|').slice(0, 2).join('|')));
  for (const [whole, cell] of [...added].filter(([key]) => key.startsWith('||')))
    for (const member of members) {
      const key = `${member}${whole.slice(1)}`;
      if (added.has(key)) continue;
      const denominator = cell.denominator === null ? null : 0;
      added.set(key, { numerator: 0, denominator, partial: false, approximate: false, undated: false });
    }
  return added;
}
