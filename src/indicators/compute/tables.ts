/** The tables that figures are written to and read from: the stored ones, or others with the same columns. */
export interface FigureTables {
  readonly part: string;
  readonly year: string;
  readonly month: string;
  readonly target: string;
  /** Of years whose divisions are not those of the year before: what the divisions of both come to. */
  readonly alike: string;
  /** By how much the sums of divisions exceed what those above have, since enterprises stand in several. */
  readonly shared: string;
  /** The years. */
  readonly years: string;
}

/** The tables of the stored figures. */
export const KEPT: FigureTables = {
  part: 'figures.part',
  year: 'reporting.indicator_year',
  month: 'reporting.indicator_month',
  target: 'reporting.target',
  alike: 'figures.alike',
  shared: 'figures.shared',
  years: 'reporting.dim_year',
};
