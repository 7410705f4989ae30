import { covered, toldYears, type Unit, unitOf } from './coverage.js';
import { type Cell, type Cells, keyOf, NOTHING } from './cells.js';
import type { Naive } from './parts.js';
import type { Everything } from './rows.js';
import { type Statements, statementsOf } from './stated.js';
import { PERIODS, WHOLE_YEAR } from './sums.js';

/** A division with what its rows and its reports tell of an indicator. */
export interface Place {
  readonly unit: Unit;
  /** The years of which its rows tell something. */
  readonly told: readonly number[];
  readonly statements: ReadonlyMap<number, Statements>;
  readonly children: readonly Place[];
  readonly above: readonly string[];
}

/** A division and all under it, itself first. */
export function placesUnder(code: string, naive: Naive, all: Everything, division: string): Place[] {
  const place = placeOf(code, naive, all, division, []);
  const flat = (each: Place): Place[] => [each, ...each.children.flatMap(flat)];
  return flat(place);
}

function placeOf(code: string, naive: Naive, all: Everything, division: string, above: readonly string[]): Place {
  const unit = unitOf(naive, all, division);
  return {
    unit,
    told: toldYears(naive, unit, all.present),
    statements: statementsOf(all, division, code),
    children: all.divisions
      .filter(({ parent_code }) => parent_code === division)
      .map((each) => placeOf(code, naive, all, each.code, [...above, division])),
    above,
  };
}

function hasRows({ told, children }: Place, year: number): boolean {
  return told.includes(year) || children.some((child) => hasRows(child, year));
}

function hasFigure(place: Place, year: number): boolean {
  return hasRows(place, year) || states(place, year) || place.children.some((child) => hasFigure(child, year));
}

/** Whether a division states the figure of a year: there are no rows, and it knows the year or nobody under it tells anything. */
function states(place: Place, year: number): boolean {
  const said = place.statements.get(year);
  if (said === undefined || hasRows(place, year)) return false;
  const known = said.get(0)?.value ?? null;
  return known !== null || !place.children.some((child) => hasFigure(child, year));
}

/** The divisions whose own rows or statements a figure is made of. */
function tellingIn(place: Place, year: number): Place[] {
  if (states(place, year)) return [place];
  const own = covered(place.unit, year) ? [place] : [];
  return [...own, ...place.children.flatMap((child) => tellingIn(child, year))];
}

export function tellersOf(root: Place, year: number, beside: number): string[] {
  return tellingIn(root, year).map((place) => {
    const { division } = place.unit;
    const others = tellingIn(place, beside).filter((each) => each !== place);
    return states(place, year) && others.length > 0 ? `${division} and all under it` : division;
  });
}

export function coverageIn(places: readonly Place[], year: number): { reported: number; expected: number } {
  const first = (place: Place) =>
    Math.min(...[...place.unit.parts[0]!.covered.keys()].filter((each) => covered(place.unit, each)));
  const firstStated = (place: Place) => Math.min(...[...place.statements.keys()].filter((each) => states(place, each)));
  const begun = places.filter((place) => Math.min(first(place), firstStated(place)) <= year);
  const expected = begun.filter(
    (place) => first(place) <= year || !begun.some(({ above }) => above.includes(place.unit.division)),
  );
  const stating = places.filter((place) => states(place, year)).map(({ unit }) => unit.division);
  const reported = expected.filter(
    ({ unit, above }) => covered(unit, year) || [unit.division, ...above].some((each) => stating.includes(each)),
  );
  return { reported: reported.length, expected: expected.length };
}

/** Cells of rows, with what is stated added to them; a ratio that a division under the root states cannot be added. */
export function withStated(naive: Naive, cells: Cells, root: Place, among: readonly Place[]): Cells {
  const all = new Map(cells);
  const years = new Set(among.flatMap(({ statements }) => [...statements.keys()]));
  for (const year of years)
    for (const place of tellingIn(root, year)) {
      if (!among.includes(place) || !states(place, year)) continue;
      const added = naive.bottom === undefined || place === root;
      for (const period of PERIODS) {
        const key = keyOf({ dimension: '', member: '', year, period });
        const before = all.get(key);
        const stated = statedAt(naive, place.statements.get(year)!, period);
        const told = added ? stated : { ...NOTHING, partial: true, disputed: stated.disputed };
        all.set(key, before === undefined ? told : sumOf(before, told));
      }
    }
  return all;
}

function statedAt({ bottom, factor = 1 }: Naive, statements: Statements, period: number): Cell {
  const said = statements.get(period >= 12 ? 0 : period);
  const value = said?.value ?? null;
  return {
    ...NOTHING,
    numerator: value === null || bottom === undefined ? value : value / factor,
    denominator: value === null || bottom === undefined ? null : 1,
    partial: value === null && (said !== undefined || period === WHOLE_YEAR),
    approximate: said?.about === true,
    undated: said === undefined && period !== WHOLE_YEAR,
    stated: true,
    disputed: said?.disputed === true,
  };
}

function sumOf(a: Cell, b: Cell): Cell {
  const sum = (x: number | null, y: number | null) => (x === null ? y : y === null ? x : x + y);
  return {
    numerator: sum(a.numerator, b.numerator),
    denominator: sum(a.denominator, b.denominator),
    partial: a.partial || b.partial,
    approximate: a.approximate || b.approximate,
    undated: a.undated || b.undated,
    none: a.none && b.none,
    carried: a.carried || b.carried,
    overlapping: a.overlapping || b.overlapping,
    stated: a.stated || b.stated,
    disputed: a.disputed || b.disputed,
  };
}
