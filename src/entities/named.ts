/** A ledger or field with the names that people call it by. */
interface NamedLedger {
  readonly id: string;
  readonly name: string;
}

export interface NamedField {
  readonly name: string;
  readonly label: string;
  readonly headings: readonly string[];
}

/** How names of ledgers and fields are compared: without white space, full-width letters as half-width ones. */
function plain(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, '');
}

/** The ledger with a code or Chinese name (科技计划项目台账, also without 台账); undefined where there is none. */
export function ledgerNamed<L extends NamedLedger>(ledgers: readonly L[], named: string): L | undefined {
  const text = plain(named);
  return (
    ledgers.find(({ id }) => id === text) ??
    ledgers.find(({ name }) => plain(name) === text || plain(name).replace(/台账$/u, '') === text)
  );
}

/** The field with a code or Chinese name, or the only one that a heading of the name is listed for; else undefined. */
export function fieldNamed<F extends NamedField>(fields: readonly F[], named: string): F | undefined {
  const text = plain(named);
  const found = fields.find(({ name }) => name === text) ?? fields.find(({ label }) => plain(label) === text);
  if (found !== undefined) return found;
  const headed = fields.filter(({ headings }) => headings.some((heading) => plain(heading) === text));
  return headed.length === 1 ? headed[0] : undefined;
}

/** Names of the year of a row beside the fields of its ledger. */
const YEAR_NAMES: readonly string[] = ['year', '年度', '年份', '年'];
const DIVISION_NAMES: readonly string[] = ['division', '区划', '行政区划', '区划代码', '行政区划代码'];

/** Whether a name is that of what every row has beside the fields of its ledger: its year, its division. */
export function isYearName(named: string): boolean {
  return YEAR_NAMES.includes(plain(named));
}

export function isDivisionName(named: string): boolean {
  return DIVISION_NAMES.includes(plain(named));
}
