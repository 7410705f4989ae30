/** The keys from the figures to their dimensions, and from a division to its parent. */
export const FOREIGN_KEYS = [
  'dim_coverage.division → dim_division.code',
  'dim_coverage.year → dim_year.year',
  'dim_division.parent_code → dim_division.code',
  'indicator_month.division → dim_division.code',
  'indicator_month.indicator → dim_indicator.code',
  'indicator_month.year → dim_year.year',
  'indicator_year.division → dim_division.code',
  'indicator_year.indicator → dim_indicator.code',
  'indicator_year.year → dim_year.year',
  'target.division → dim_division.code',
  'target.indicator → dim_indicator.code',
  'target.year → dim_year.year',
];
