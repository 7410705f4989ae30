import type { Question } from '../../src/indicators/answer/question.js';
import { cityCode, countyCode, YEARS } from '../counties.js';

/** A question of the benchmark, as this server and as PostGraphile are asked it. */
export interface BenchQuestion {
  readonly name: string;
  readonly question: Question;
  /** Whether the place of each division among its siblings is asked for too. */
  readonly ranked: boolean;
  /** The body of a request to PostGraphile for the same figures, as near as it can be asked. */
  readonly graphile: string;
}

const PROJECT = ['PROJ_APPLIED', 'PROJ_APPROVED', 'PROJ_APPROVAL_RATE', 'PROJ_SIGNED', 'PROJ_ACTIVE'];
const FUNDS = ['FUND_TOTAL', 'FUND_UPPER_TOTAL', 'FUND_REGION', 'FUND_CITY', 'FUND_LOCAL'];
const TEN = [...PROJECT, ...FUNDS];
const ONE = countyCode(7);
const CITY = cityCode(0);
const indicators = ['FUND_TOTAL'];

const NODES = 'nodes { year value previous change rate reason partial approximate }';

/** The four questions; in the invented country of fillCountry the first city has thirty counties. */
export const QUESTIONS: readonly BenchQuestion[] = [
  {
    name: 'one indicator, five years',
    question: { ...YEARS, indicators, divisions: [ONE] },
    ranked: false,
    graphile: body(
      `query ($division: String!) {
        dimDivisionByCode(code: $division) { code name ${figures('FUND_TOTAL')} }
        dimIndicatorByCode(code: "FUND_TOTAL") { code name unit }
      }`,
      { division: ONE },
    ),
  },
  {
    name: 'ten indicators, five years',
    question: { ...YEARS, indicators: TEN, divisions: [ONE] },
    ranked: false,
    graphile: body(
      `query ($division: String!) {
        dimDivisionByCode(code: $division) { code name ${TEN.map((code) => `${code}: ${figures(code)}`).join(' ')} }
        ${TEN.map((code) => `i_${code}: dimIndicatorByCode(code: "${code}") { code name unit }`).join(' ')}
      }`,
      { division: ONE },
    ),
  },
  {
    name: 'one by level, five years',
    question: { ...YEARS, indicators, divisions: [ONE], by: 'level' },
    ranked: false,
    graphile: body(
      `query ($division: String!) {
        dimDivisionByCode(code: $division) {
          code name
          indicatorYearsByDivision(condition: { indicator: "FUND_TOTAL", dimension: "level" }) {
            groupedAggregates(groupBy: [MEMBER, YEAR]) { keys sum { value previous change } }
          }
        }
        dimIndicatorByCode(code: "FUND_TOTAL") { code name unit }
      }`,
      { division: ONE },
    ),
  },
  {
    name: 'thirty divisions ranked',
    question: { from: YEARS.to, to: YEARS.to, indicators, under: CITY },
    ranked: true,
    // PostGraphile filters by equal columns and orders by indexed ones only: the ranking is left to who asks. The country
    // of the benchmark has no further counties.
    graphile: body(
      `query ($year: Int!) {
        allIndicatorYears(condition: { indicator: "FUND_TOTAL", dimension: "", year: $year }) {
          nodes { year value previous change rate reason partial approximate dimDivisionByDivision { code name } }
        }
        dimIndicatorByCode(code: "FUND_TOTAL") { code name unit }
      }`,
      { year: YEARS.to },
    ),
  },
];

/** The GraphQL request of a question, with what an analyst's table shows. */
export function graphqlBody({ question, ranked }: BenchQuestion): string {
  const query = `query ($indicators: [ID!]!, $from: Int!, $to: Int!, $divisions: [ID!], $under: ID, $by: ID) {
    yearOverYear(indicators: $indicators, from: $from, to: $to, divisions: $divisions, under: $under, by: $by) {
      indicator { code name unit }
      division { code name }
      member
      points { year value previous change rate reason flags text${ranked ? ' rank { position of }' : ''} }
    }
  }`;
  return body(query, question);
}

function figures(indicator: string): string {
  const condition = `indicator: "${indicator}", dimension: ""`;
  return `indicatorYearsByDivision(condition: { ${condition} }, orderBy: [YEAR_ASC]) { ${NODES} }`;
}

function body(query: string, variables: object): string {
  return JSON.stringify({ query, variables });
}
