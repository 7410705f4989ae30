import type { TestServer } from '../test-server.js';

/** What GraphQL says of one indicator of one division in one year, in the columns that the other doors have. */
export type Figure = Readonly<Record<string, string | number | boolean | null>>;

interface Point {
  year: number;
  value: number | null;
  previous: number | null;
  change: number | null;
  rate: number | null;
  reason: string | null;
  flags: string[];
  target: { low: number | null; high: number | null; text: string; rate: number | null; met: boolean | null } | null;
}

/** A question of `yearOverYear`. */
export interface Question {
  readonly indicators: readonly string[];
  readonly divisions: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly by?: string;
  readonly throughMonth?: number;
}

/** The figures that GraphQL answers, by `division indicator member year`. */
export async function askFigures(server: TestServer, question: Question): Promise<Map<string, Figure>> {
  const { yearOverYear } = await server.ask<{
    yearOverYear: { indicator: { code: string }; division: { code: string }; member: string | null; points: Point[] }[];
  }>(
    `query ($indicators: [ID!]!, $divisions: [ID!], $from: Int!, $to: Int!, $by: ID, $throughMonth: Int) {
      yearOverYear(indicators: $indicators, divisions: $divisions, from: $from, to: $to, by: $by, throughMonth: $throughMonth) {
        indicator { code } division { code } member
        points { year value previous change rate reason flags target { low high text rate met } }
      }
    }`,
    { ...question },
  );
  return new Map(
    yearOverYear.flatMap(({ indicator, division, member, points }) =>
      points.map(
        (point) => [`${division.code} ${indicator.code} ${member ?? ''} ${point.year}`, figureOf(point)] as const,
      ),
    ),
  );
}

function figureOf({ value, previous, change, rate, reason, flags, target }: Point): Figure {
  return {
    value,
    previous,
    change,
    rate,
    reason,
    partial: flags.includes('PARTIAL'),
    approximate: flags.includes('APPROXIMATE'),
    undated: flags.includes('UNDATED'),
    target_low: target?.low ?? null,
    target_high: target?.high ?? null,
    target_text: target?.text ?? null,
    completion: target?.rate ?? null,
    met: target?.met ?? null,
  };
}
