import type { MigrationObject } from '@mikro-orm/core';
import { Ledgers } from './0001-ledgers.js';
import { Figures } from './0002-figures.js';

/** Every migration, oldest first. */
export const MIGRATIONS: readonly MigrationObject[] = [
  { name: '0001-ledgers', class: Ledgers },
  { name: '0002-figures', class: Figures },
];
