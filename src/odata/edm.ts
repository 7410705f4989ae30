import type { ColumnType } from '../reporting/datasets.js';

/** The type of OData's entity data model for each type of column; a `list` is a collection of strings, `flags` a type of its own. */
export const EDM_TYPES = {
  text: 'Edm.String',
  integer: 'Edm.Int32',
  decimal: 'Edm.Decimal',
  boolean: 'Edm.Boolean',
  date: 'Edm.Date',
  uuid: 'Edm.Guid',
  list: 'Edm.String',
  flags: 'Edm.ComplexType',
} as const satisfies Record<ColumnType, string>;
