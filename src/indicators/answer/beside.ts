import type { Database } from '../../database/sql.js';
import { dimensionsOf, MONTH } from '../define/measures.js';
import { answer, type Point, type Series } from './answer.js';
import { topDivisions } from './asked.js';
import type { Question } from './question.js';
import type { Years } from './windows.js';

/** Series by indicator, division and member. */
type Found = ReadonlyMap<string, Years>;

const keyOf = (indicator: string, division: string, member: string | null) =>
  `${indicator}\n${division}\n${member ?? ''}`;

/**
 * The figures that those of an answer are set against: each kind is read once, when the first of it is asked for, however
 * many points the answer has.
 */
export class Beside {
  readonly #read = new Map<string, Promise<unknown>>();

  constructor(
    readonly db: Database,
    readonly question: Question,
    readonly series: readonly Series[],
  ) {}

  /** The figures of the same division without its members; of a series that is none of a member, itself. */
  async whole({ indicator, division }: Series): Promise<Years | undefined> {
    const { question } = this;
    const found = await this.#once('whole', () => this.#ask({ ...question, by: null }));
    return found.get(keyOf(indicator.code, division, null));
  }

  /** The figures of the division above, of the same member. */
  async parent({ indicator, place, member }: Series): Promise<Years | undefined> {
    const parents = [...new Set(this.series.flatMap((each) => each.place.parentCode ?? []))];
    const found = await this.#once('parents', () => this.#askOf(parents));
    return found.get(keyOf(indicator.code, place.parentCode ?? '', member));
  }

  /** The figures of the divisions of the same level under the same one, its own among them. */
  async siblings({ indicator, place, member }: Series): Promise<readonly Years[]> {
    const families = await this.#once('families', () => this.#families());
    const found = await this.#once('siblings', () => this.#askOf([...families.values()].flat()));
    const codes = families.get(`${place.parentCode} ${place.level}`) ?? [];
    return codes.flatMap((code) => found.get(keyOf(indicator.code, code, member)) ?? []);
  }

  /** The figures of each month of a flow, by month from 1; undefined where the indicator has none. */
  async months({ indicator, division, member }: Series): Promise<readonly (Years | undefined)[] | undefined> {
    if (member !== null || indicator.kind !== 'FLOW' || !dimensionsOf(indicator).includes(MONTH)) return undefined;
    const flows = this.series.map((each) => each.indicator).filter((each) => dimensionsOf(each).includes(MONTH));
    const indicators = [...new Set(flows.map(({ code }) => code))];
    const found = await this.#once('months', () => this.#ask({ ...this.question, indicators, by: MONTH }));
    return Array.from({ length: 12 }, (_, month) => found.get(keyOf(indicator.code, division, String(month + 1))));
  }

  #once<T>(kind: string, read: () => Promise<T>): Promise<T> {
    let reading = this.#read.get(kind);
    if (reading === undefined) this.#read.set(kind, (reading = read()));
    return reading as Promise<T>;
  }

  async #askOf(divisions: readonly string[]): Promise<Found> {
    return divisions.length === 0 ? new Map() : this.#ask({ ...this.question, divisions, under: null });
  }

  async #ask(question: Question): Promise<Found> {
    const series = await answer(this.db, question);
    return new Map(
      series.map(({ indicator, division, member, points }) => [
        keyOf(indicator.code, division, member),
        new Map(points.map((point): [number, Point] => [point.year, point])),
      ]),
    );
  }

  /** The codes of siblings by the division above and the level. */
  async #families(): Promise<ReadonlyMap<string, readonly string[]>> {
    const places = this.series.map(({ place }) => place);
    const parents = [...new Set(places.flatMap(({ parentCode }) => parentCode ?? []))];
    const below = await this.db
      .selectFrom('division')
      .select(['code', 'level', 'parent_code as parentCode'])
      .where('parent_code', 'in', parents.length === 0 ? [''] : parents)
      .orderBy('code')
      .execute();
    const top = places.some(({ parentCode }) => parentCode === null) ? await topDivisions(this.db) : [];
    const levels = new Map(places.map(({ code, level }) => [code, level]));
    const tops = top.map((code) => ({ code, level: levels.get(code) ?? '', parentCode: null }));
    const families = Map.groupBy([...below, ...tops], ({ parentCode, level }) => `${parentCode} ${level}`);
    return new Map([...families].map(([family, members]) => [family, members.map(({ code }) => code)]));
  }
}
