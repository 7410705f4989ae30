import { dimensionsOf, memberOf, partsOf, toldYears, type Unit, unitOf } from './coverage.js';
import { type Cell, type Cells, keyOf } from './cells.js';
import type { Naive, Part } from './parts.js';
import type { Everything, Present, Told } from './rows.js';
import { coverageIn, placesUnder, tellersOf, withStated } from './places.js';
import { matters, PERIODS, type Place, sumAt, together, type Twice } from './sums.js';

/** An indicator in a division: its cells, and which divisions cover it when. */
export interface Figure {
  readonly cells: Cells;
  /** The divisions that tell it in a year; one that states a total of all under it is another than by itself `beside` the other year. */
  readonly tellers: (year: number, beside: number) => readonly string[];
  /** How many divisions told it, of those that did by then. */
  readonly coverage: (year: number) => { readonly reported: number; readonly expected: number };
  /** The same figure of some of these divisions only. */
  readonly among: (divisions: readonly string[]) => Cells;
}

/** An indicator in a division, by brute force from its rows and those of all divisions under it. */
export function figureOf(code: string, naive: Naive, all: Everything, division: string): Figure {
  const places = placesUnder(code, naive, all, division);
  const root = places[0]!;
  const made = new Map<string, Cells>();
  const among = (divisions: readonly string[]) => {
    const key = divisions.join();
    if (!made.has(key)) {
      const own = places.filter(({ unit }) => divisions.includes(unit.division));
      const units = own.map(({ unit }) => unit);
      const rows = withOpened(naive, cellsOf(naive, units, all), units, all);
      made.set(key, withStated(naive, rows, root, own));
    }
    return made.get(key)!;
  };
  return {
    cells: among(places.map(({ unit }) => unit.division)),
    tellers: (year, beside) => tellersOf(root, year, beside),
    coverage: (year) => coverageIn(places, year),
    among,
  };
}

/** Cells with those of the dimension that is told of otherwise; of a division in the years of which it tells the whole. */
function withOpened(naive: Naive, cells: Cells, units: readonly Unit[], all: Everything): Cells {
  const { open } = naive;
  if (open === undefined) return cells;
  const whole = new Map(units.map(({ division }, index) => [division, toldYears(naive, units[index]!, all.present)]));
  const others = units.map(({ division }) => unitOf(open.naive, all, division));
  const opened = cellsOf(open.naive, others, all, (unit, year) => whole.get(unit.division)!.includes(year));
  const isOf = ([key]: readonly [string, Cell]) => key.startsWith(`${open.by}|`);
  return new Map([...[...cells].filter((each) => !isOf(each)), ...[...opened].filter(isOf)]);
}

/** A division and all that are under it. */
export function under({ divisions }: Everything, division: string): string[] {
  return [
    division,
    ...divisions
      .filter(({ parent_code }) => parent_code === division)
      .flatMap(({ code }) => under({ divisions } as Everything, code)),
  ];
}

function cellsOf(
  naive: Naive,
  units: readonly Unit[],
  { present, overlaps }: Everything,
  tells: (unit: Unit, year: number) => boolean = () => true,
): Cells {
  const told = new Map(
    units.map((unit) => [unit, toldYears(naive, unit, present).filter((year) => tells(unit, year))]),
  );
  const years = new Set([...told.values()].flat());
  const cells = new Map<string, Cell>();
  const twice = partsOf(naive).map((part, index) => twiceIn(part, index, units, told, overlaps));
  for (const dimension of ['', ...dimensionsOf(naive)]) {
    const membersOf = new Map(units.map((unit) => [unit, membersIn(naive, unit, dimension)]));
    for (const member of new Set([...membersOf.values()].flat()))
      for (const year of years) {
        // A division that never has a member says nothing of it.
        const telling = units.filter((unit) => told.get(unit)!.includes(year) && membersOf.get(unit)!.includes(member));
        for (const period of PERIODS) {
          const place = { dimension, member, year, period };
          const cell = cellAt(naive, telling, place, { present, twice });
          if (cell !== null) cells.set(keyOf(place), cell);
        }
      }
  }
  return cells;
}

/** Which rows of a part some divisions tell twice: a division under that of the row tells the same money. */
function twiceIn(
  { different, standing }: Part,
  index: number,
  units: readonly Unit[],
  told: ReadonlyMap<Unit, readonly number[]>,
  overlaps: Everything['overlaps'],
): Twice {
  if (different !== undefined || standing === true) return { same: () => false, doubtful: () => false };
  const counts = (lower: Told, year: number) => (unit: Unit) =>
    unit.parts[index]!.findings.some((each) => each.told === lower && each.certain && each.year === year) &&
    told.get(unit)!.includes(year);
  const some = (lowers: readonly Told[] | undefined, year: number) =>
    lowers?.some((lower) => units.some(counts(lower, year))) === true;
  return {
    same: ({ told: { row }, year }) => some(overlaps.get(row.id)?.same, year),
    doubtful: ({ told: { row }, year }) => some(overlaps.get(row.id)?.doubtful, year),
  };
}

function membersIn(naive: Naive, { parts }: Unit, dimension: string): string[] {
  if (dimension === '') return [''];
  const findings = partsOf(naive).flatMap((part, index) =>
    parts[index]!.findings.filter((each) => matters(part, each)),
  );
  return [...new Set(findings.map(({ told }) => memberOf(told, dimension)))];
}

function cellAt(
  naive: Naive,
  units: readonly Unit[],
  place: Place,
  { present, twice }: { readonly present: Present; readonly twice: readonly Twice[] },
): Cell | null {
  const parts = partsOf(naive);
  const sums = units.map(({ parts: own }) =>
    parts.map((part, index) => sumAt(part, own[index]!, place, { present, twice: twice[index]! })),
  );
  const telling = sums.filter((each) => each.every((sum) => sum !== null));
  if (telling.length === 0) return null;
  const [top, bottom] = parts.map((part, index) =>
    together(
      part,
      telling.map((each) => each[index]!),
    ),
  );
  const { unit = 1 } = naive;
  return {
    numerator: top!.amount === null ? null : top!.amount / unit,
    denominator: bottom?.amount ?? null,
    partial: top!.partial || bottom?.partial === true,
    approximate: top!.approximate || bottom?.approximate === true,
    undated: top!.undated || bottom?.undated === true,
    none: top!.none && bottom === undefined,
    carried: top!.carried || bottom?.carried === true,
    overlapping: top!.overlapping || bottom?.overlapping === true,
    stated: false,
    disputed: false,
  };
}
