import type { Row } from './row.js';

/** A row of a ledger. */
interface Fund {
  readonly ledger: string;
  readonly row: Row;
}

/** What a row of a division and the rows under it may be: the same money, or money of which that cannot be told. */
export interface Overlap<T> {
  readonly same: readonly T[];
  readonly doubtful: readonly T[];
}

/** The overlaps of the funding rows of divisions with rows under them, by the row's id. */
export function overlapsOf<T extends Fund>({
  divisions,
  rows,
}: {
  readonly divisions: readonly { readonly code: string; readonly parent_code: string | null }[];
  readonly rows: readonly T[];
}): ReadonlyMap<string, Overlap<T>> {
  const parents = new Map(divisions.map(({ code, parent_code }) => [code, parent_code]));
  const isUnder = (lower: string, upper: string): boolean => {
    const parent = parents.get(lower) ?? null;
    return parent !== null && (parent === upper || isUnder(parent, upper));
  };
  const funds = rows.filter(
    ({ ledger, row }) =>
      ledger === 'funding' && ['document_no', 'level', 'amount'].every((name) => (row[name] ?? null) !== null),
  );
  const agree = (a: T, b: T, ...names: string[]) => names.every((name) => a.row[name] === b.row[name]);
  const document = ['year', 'document_no', 'level', 'flow'];
  const whole = (a: T, b: T) => agree(a, b, ...document, 'organisation', 'amount');
  const alike = (told: T) =>
    funds.filter((each) => each.row.division === told.row.division && whole(told, each)).length;
  const pairs = funds.flatMap((upper) =>
    funds
      .filter((lower) => isUnder(lower.row.division, upper.row.division) && agree(upper, lower, ...document))
      .map((lower) => {
        const named = (upper.row['organisation'] ?? null) !== null && (lower.row['organisation'] ?? null) !== null;
        const same = named && whole(upper, lower) && alike(upper) === alike(lower);
        const doubtful = named ? agree(upper, lower, 'organisation') : agree(upper, lower, 'amount');
        return { upper, lower, same, doubtful };
      }),
  );
  const settled = pairs.filter(({ same }) => same);
  const isSettled = ({ upper, lower }: (typeof pairs)[number]) =>
    settled.some(
      (each) => each.upper === upper || (each.lower === lower && each.upper.row.division === upper.row.division),
    );
  const overlaps = new Map<string, { same: T[]; doubtful: T[] }>();
  for (const pair of pairs) {
    const of = overlaps.get(pair.upper.row.id) ?? { same: [], doubtful: [] };
    if (pair.same) of.same.push(pair.lower);
    else if (pair.doubtful && !isSettled(pair)) of.doubtful.push(pair.lower);
    overlaps.set(pair.upper.row.id, of);
  }
  return overlaps;
}
