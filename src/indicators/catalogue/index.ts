import type { IndicatorDefinition } from '../define/definition.js';
import { ACTIVITY_INDICATORS } from './activity.js';
import { BASE_INDICATORS } from './base.js';
import { COMMISSIONER_INDICATORS } from './commissioner.js';
import { ENTERPRISE_INDICATORS } from './enterprise.js';
import { FUNDING_INDICATORS } from './funding.js';
import { INNOVATION_INDICATORS } from './innovation.js';
import { MARKET_INDICATORS } from './market.js';
import { NEED_INDICATORS } from './need.js';
import { OUTREACH_INDICATORS } from './outreach.js';
import { PROJECT_INDICATORS } from './project.js';
import { RESEARCH_INDICATORS } from './research.js';
import { TARGET_INDICATORS } from './target.js';

/** Every indicator in the order of the report; a new one is one more entry in a theme's file. */
export const CATALOGUE: readonly IndicatorDefinition[] = [
  ...FUNDING_INDICATORS,
  ...PROJECT_INDICATORS,
  ...ENTERPRISE_INDICATORS,
  ...NEED_INDICATORS,
  ...RESEARCH_INDICATORS,
  ...INNOVATION_INDICATORS,
  ...MARKET_INDICATORS,
  ...COMMISSIONER_INDICATORS,
  ...ACTIVITY_INDICATORS,
  ...OUTREACH_INDICATORS,
  ...BASE_INDICATORS,
  ...TARGET_INDICATORS,
];
