import { countyCode, YEARS } from '../counties.js';
import type { Question } from '../../src/indicators/answer.js';

/** A question of the benchmark, as this server and as PostGraphile is asked it. */
export interface BenchQuestion {
  readonly name: string;
  readonly question: Question;
}

const COUNTIES = Array.from({ length: 30 }, (_, index) => countyCode(index));
const ONE = countyCode(7);
const years = { from: YEARS.from, to: YEARS.to };

const PROJECT = ['PROJ_APPLIED', 'PROJ_APPROVED', 'PROJ_APPROVAL_RATE', 'PROJ_SIGNED', 'PROJ_ACTIVE'];
const FUNDS = ['FUND_TOTAL', 'FUND_UPPER_TOTAL', 'FUND_REGION', 'FUND_CITY', 'FUND_PER_PROJECT'];

export const QUESTIONS: readonly BenchQuestion[] = [
  { name: 'one indicator, five years', question: { ...years, indicators: ['FUND_TOTAL'], divisions: [ONE] } },
  { name: 'ten indicators', question: { ...years, indicators: [...PROJECT, ...FUNDS], divisions: [ONE] } },
  { name: 'one by level', question: { ...years, indicators: ['FUND_TOTAL'], divisions: [ONE], by: 'level' } },
  { name: 'thirty divisions', question: { ...years, indicators: ['FUND_TOTAL'], divisions: COUNTIES } },
];

/** The GraphQL request of a question, with what an analyst's table shows. */
export function graphqlBody({ question }: BenchQuestion): string {
  const query = `query ($indicators: [ID!]!, $from: Int!, $to: Int!, $divisions: [ID!], $by: ID) {
    yearOverYear(indicators: $indicators, from: $from, to: $to, divisions: $divisions, by: $by) {
      indicator { code name unit }
      division { code name }
      member
      points { year value previous change rate reason flags text }
    }
  }`;
  return JSON.stringify({ query, variables: question });
}
