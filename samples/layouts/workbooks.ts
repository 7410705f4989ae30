import { activities, popularisation } from './activities.js';
import { commissioners } from './commissioners.js';
import { distinctions, hnte, pool, tsme } from './enterprises.js';
import { funds } from './funds.js';
import { financing, techContracts } from './market.js';
import { report, targetsAndProblems } from './targets.js';
import { projects } from './projects.js';
import { enterpriseNeeds, incubators, patents, region } from './region.js';
import { research } from './research.js';
import { rural } from './rural.js';
import type { WorkbookLayout } from './sheet.js';

/** Every file of the sample ledgers. */
export const WORKBOOKS: readonly WorkbookLayout[] = [
  projects,
  funds,
  hnte,
  tsme,
  distinctions,
  pool,
  commissioners,
  activities,
  popularisation,
  research,
  techContracts,
  financing,
  rural,
  targetsAndProblems,
  report,
  region,
  patents,
  incubators,
  enterpriseNeeds,
];
