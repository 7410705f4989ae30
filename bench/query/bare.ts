/**
 * A bare node:http server over pg, as one would write it by hand for one purpose: for each question it runs the final SQL
 * of the GraphQL server, prepared, and makes the same JSON of the rows. Reads a BareOrder as JSON from stdin, prints
 * where it listens. `POST /0` asks the first question.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import pg from 'pg';
import type { Comparison } from '../../src/indicators/answer/compare.js';
import { phrase } from '../../src/indicators/answer/phrase.js';
import { CATALOGUE } from '../../src/indicators/catalogue/index.js';
import { todayInChina } from '../../src/indicators/define/today.js';
import type { Question } from '../../src/indicators/answer/question.js';

export interface BareOrder {
  readonly databaseUrl: string;
  readonly questions: readonly BareQuestion[];
}

/** A question with what the GraphQL server came to run for it. */
export interface BareQuestion {
  readonly question: Question;
  readonly ranked: boolean;
  readonly statements: readonly { readonly text: string; readonly values: readonly unknown[] }[];
}

interface Figure extends Omit<Comparison, 'flags'> {
  readonly asked: string;
  readonly name: string;
  readonly indicator: string;
  readonly member: string;
  readonly year: number;
  readonly partial: boolean;
  readonly approximate: boolean;
  readonly undated: boolean;
  readonly none_recorded: boolean;
  readonly carried: boolean;
  readonly incomplete: boolean;
  readonly overlapping: boolean;
}

const INDICATORS = new Map(CATALOGUE.map((indicator) => [indicator.code, indicator]));
const order = (await json(process.stdin)) as BareOrder;
const pool = new pg.Pool({ connectionString: order.databaseUrl, max: 10 });

async function answer(index: number): Promise<string> {
  const { question, ranked, statements } = order.questions[index]!;
  const [statement, ...more] = statements;
  if (statement === undefined || more.length > 0) throw new Error('the figures of a question are one statement');
  const { text, values } = statement;
  const { rows } = await pool.query<Figure>({ name: `q${index}`, text, values: [...values] });
  return JSON.stringify({ data: { yearOverYear: seriesOf(question, ranked, rows) } });
}

function seriesOf(question: Question, ranked: boolean, rows: readonly Figure[]): unknown[] {
  const byKey = new Map(rows.map((row) => [`${row.indicator} ${row.asked} ${row.member} ${row.year}`, row]));
  const names = new Map(rows.map((row) => [row.asked, row.name]));
  const members = [...new Set(rows.map((row) => row.member))];
  const whole = question.by === undefined;
  const sorted = ranked ? sortedValues(rows) : undefined;
  const series: unknown[] = [];
  for (const indicator of question.indicators) {
    const { code, name, unit } = INDICATORS.get(indicator)!;
    for (const [division, divisionName] of names) {
      for (const member of members) {
        const points: unknown[] = [];
        for (let year = question.from; year <= question.to; year += 1) {
          const row = byKey.get(`${indicator} ${division} ${member} ${year}`);
          const point = pointOf(indicator, year, row);
          const values = sorted?.get(`${indicator} ${member} ${year}`);
          points.push(
            values === undefined
              ? point
              : { ...point, rank: { position: values.indexOf(point.value!) + 1, of: values.length } },
          );
        }
        series.push({
          indicator: { code, name, unit },
          division: { code: division, name: divisionName },
          member: whole ? null : member,
          points,
        });
      }
    }
  }
  return series;
}

/** The values of each indicator, member and year, largest first. The bench ranks siblings of one parent only. */
function sortedValues(rows: readonly Figure[]): Map<string, number[]> {
  const values = new Map<string, number[]>();
  for (const { indicator, member, year, value } of rows) {
    const key = `${indicator} ${member} ${year}`;
    const known = values.get(key);
    if (known === undefined) values.set(key, [value!]);
    else known.push(value!);
  }
  for (const each of values.values()) each.sort((a, b) => b - a);
  return values;
}

function pointOf(indicator: string, year: number, row: Figure | undefined) {
  if (row === undefined) throw new Error(`the invented country has no ${indicator} of ${year}`);
  const { value, previous, change, rate, reason } = row;
  const flags = [
    ...(row.partial ? (['PARTIAL'] as const) : []),
    ...(row.approximate ? (['APPROXIMATE'] as const) : []),
    ...(row.undated ? (['UNDATED'] as const) : []),
    ...(row.none_recorded ? (['NONE_RECORDED'] as const) : []),
    ...(row.carried ? (['CARRIED'] as const) : []),
    ...(row.incomplete ? (['INCOMPLETE'] as const) : []),
    ...(row.overlapping ? (['OVERLAPPING'] as const) : []),
  ];
  const shown = { value, previous, change, rate, reason, flags };
  const period = { year, throughMonth: null, today: todayInChina() };
  const text = phrase(INDICATORS.get(indicator)!, { ...shown, likeForLike: null, reported: null }, period, 'county');
  return { year, ...shown, text };
}

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    answer(Number(request.url!.slice(1))).then(
      (body) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
        response.end(body);
      },
      (error: unknown) => {
        response.writeHead(500).end(String(error));
      },
    );
  });
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.on('SIGTERM', () => process.exit(0));
