import type { MigrationObject } from '@mikro-orm/core';
import { FirstSchema } from './0001-first-schema.js';
import { SheetLimits } from './0002-sheet-limits.js';
import { Coverage } from './0003-coverage.js';
import { Events } from './0004-events.js';
import { StatedFacts } from './0005-stated-facts.js';
import { Overlaps } from './0006-overlaps.js';
import { DivisionChanges } from './0007-division-changes.js';
import { DimCoverage } from './0008-dim-coverage.js';
import { RegionalLedgers } from './0009-regional-ledgers.js';
import { DimIndicatorWords } from './0010-dim-indicator-words.js';
import { ActivityFields } from './0011-activity-fields.js';
import { ContractDirection } from './0012-contract-direction.js';
import { RdBasis } from './0013-rd-basis.js';
import { StatedFigures } from './0014-stated-figures.js';
import { IsTotal } from './0015-is-total.js';
import { BudgetExecution } from './0016-budget-execution.js';

/** Every migration, oldest first. */
export const MIGRATIONS: readonly MigrationObject[] = [
  { name: '0001-first-schema', class: FirstSchema },
  { name: '0002-sheet-limits', class: SheetLimits },
  { name: '0003-coverage', class: Coverage },
  { name: '0004-events', class: Events },
  { name: '0005-stated-facts', class: StatedFacts },
  { name: '0006-overlaps', class: Overlaps },
  { name: '0007-division-changes', class: DivisionChanges },
  { name: '0008-dim-coverage', class: DimCoverage },
  { name: '0009-regional-ledgers', class: RegionalLedgers },
  { name: '0010-dim-indicator-words', class: DimIndicatorWords },
  { name: '0011-activity-fields', class: ActivityFields },
  { name: '0012-contract-direction', class: ContractDirection },
  { name: '0013-rd-basis', class: RdBasis },
  { name: '0014-stated-figures', class: StatedFigures },
  { name: '0015-is-total', class: IsTotal },
  { name: '0016-budget-execution', class: BudgetExecution },
];
