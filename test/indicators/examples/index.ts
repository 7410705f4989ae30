import { ACTIVITY_EXAMPLES } from './activity.js';
import { ENTERPRISE_EXAMPLES } from './enterprise.js';
import type { Example } from './example.js';
import { FUNDING_EXAMPLES } from './funding.js';
import { INNOVATION_EXAMPLES } from './innovation.js';
import { MARKET_EXAMPLES } from './market.js';
import { NEED_EXAMPLES } from './need.js';
import { OUTREACH_EXAMPLES } from './outreach.js';
import { PROJECT_EXAMPLES } from './project.js';
import { RESEARCH_EXAMPLES } from './research.js';
import { RURAL_EXAMPLES } from './rural.js';
import { TARGET_EXAMPLES } from './target.js';

/** A worked example of every indicator of the catalogue. */
export const EXAMPLES: readonly Example[] = [
  ...FUNDING_EXAMPLES,
  ...PROJECT_EXAMPLES,
  ...ENTERPRISE_EXAMPLES,
  ...NEED_EXAMPLES,
  ...RESEARCH_EXAMPLES,
  ...INNOVATION_EXAMPLES,
  ...MARKET_EXAMPLES,
  ...RURAL_EXAMPLES,
  ...ACTIVITY_EXAMPLES,
  ...OUTREACH_EXAMPLES,
  ...TARGET_EXAMPLES,
];
