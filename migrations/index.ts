import type { MigrationObject } from '@mikro-orm/core';
import { Ledgers } from './0001-ledgers.js';
import { Figures } from './0002-figures.js';
import { LeanerIndexes } from './0004-leaner-indexes.js';
import { OwnIndicators } from './0006-own-indicators.js';
import { ReportingKeys } from './0009-reporting-keys.js';
import { Importers } from './0010-importers.js';
import { Past } from './0011-past.js';
import { StatedSums } from './0014-stated-sums.js';
import { LeanerRows } from './0015-leaner-rows.js';
import { MonthKeys } from './0016-month-keys.js';
import { NoWeakKeyIndex } from './0017-no-weak-key-index.js';
import { RemovedRows } from './0018-removed-rows.js';
import { GivenDivisions } from './0019-given-divisions.js';
import { Settling } from './0003-settling.js';
import { TargetDepartments } from './0013-target-departments.js';

/** Every migration, oldest first. */
export const MIGRATIONS: readonly MigrationObject[] = [
  { name: '0001-ledgers', class: Ledgers },
  { name: '0002-figures', class: Figures },
  { name: '0003-settling', class: Settling },
  { name: '0004-leaner-indexes', class: LeanerIndexes },
  { name: '0006-own-indicators', class: OwnIndicators },
  { name: '0009-reporting-keys', class: ReportingKeys },
  { name: '0010-importers', class: Importers },
  { name: '0011-past', class: Past },
  { name: '0013-target-departments', class: TargetDepartments },
  { name: '0014-stated-sums', class: StatedSums },
  { name: '0015-leaner-rows', class: LeanerRows },
  { name: '0016-month-keys', class: MonthKeys },
  { name: '0017-no-weak-key-index', class: NoWeakKeyIndex },
  { name: '0018-removed-rows', class: RemovedRows },
  { name: '0019-given-divisions', class: GivenDivisions },
];
