import type { MigrationObject } from '@mikro-orm/core';
import { FirstSchema } from './0001-first-schema.js';
import { SheetLimits } from './0002-sheet-limits.js';
import { Coverage } from './0003-coverage.js';
import { BaseDates } from './0004-base-dates.js';

/** Every migration, oldest first. */
export const MIGRATIONS: readonly MigrationObject[] = [
  { name: '0001-first-schema', class: FirstSchema },
  { name: '0002-sheet-limits', class: SheetLimits },
  { name: '0003-coverage', class: Coverage },
  { name: '0004-base-dates', class: BaseDates },
];
