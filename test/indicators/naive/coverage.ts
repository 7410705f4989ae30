import { columnName } from '../../../src/entities/ledger.js';
import { ledgerOf, type LedgerId } from '../../../src/entities/ledgers/index.js';
import { covers, type Finding, findingsOf } from './findings.js';
import type { Naive, Part } from './parts.js';
import type { Everything, Present, Told } from './rows.js';

const NOT_SAID = '未填';

/** What a division's own rows are to one part of an indicator. */
export interface PartUnit {
  readonly part: Part;
  readonly findings: readonly Finding[];
  /** The years that it covers, with the rows that cover each. */
  readonly covered: ReadonlyMap<number, readonly Told[]>;
  /** The newest year that a row reports of it. */
  readonly newest: number;
}

/** A division by its own rows: a unit of an indicator. */
export interface Unit {
  readonly division: string;
  readonly parts: readonly PartUnit[];
}

/** The members of which a whole consists, where a sheet may be about some of them alone. */
const LEVELS = ['国家', '自治区', '市', '本级'];
const WHOLES: Readonly<Partial<Record<LedgerId, Readonly<Record<string, readonly string[]>>>>> = {
  funding: { level: LEVELS },
  project: { level: LEVELS },
  base: { level: LEVELS },
  qualification: { type: ['高新技术企业', '科技型中小企业', '专精特新中小企业'] },
  patent: { kind: ['发明', '实用新型', '外观设计'] },
  'tech-contract': { direction: ['输出', '吸纳'] },
  incubator: { kind: ['孵化器', '众创空间'] },
  activity: {
    mode: ['线上', '线下'],
    kind: '培训 科普 路演 对接会 座谈会 调研 产学研 银企对接 政策宣讲 专家咨询 志愿服务 专项工作'.split(' '),
  },
};

/** Whether the sheets that tell of a year leave out a member that a part counts, of another field than the dimension. */
export function leavesOut({ part: { lines }, covered: known }: PartUnit, year: number, dimension: string): boolean {
  const telling = known.get(year) ?? [];
  return [...new Set(lines.map(({ ledger }) => ledger))].some((ledger) => {
    const counting = lines.filter((line) => line.ledger === ledger);
    const own = telling.filter((told) => told.ledger === ledger);
    if (own.length === 0) return false;
    return Object.entries(WHOLES[ledger] ?? {}).some(
      ([field, members]) =>
        field !== dimension &&
        members.some((member) => {
          const counts = counting.some(({ where }) =>
            where.every((condition) => condition.field !== field || condition.possible([member])),
          );
          const said = own.some(({ limits }) => {
            const values = limits.get(field);
            return values === undefined || values.length === 0 || values.includes(member);
          });
          return counts && !said;
        }),
    );
  });
}

export function partsOf({ top, bottom }: Naive): readonly Part[] {
  return bottom === undefined ? [top] : [top, bottom];
}

/** What the own rows of a division are to an indicator. */
export function unitOf(naive: Naive, { rows, present }: Everything, division: string): Unit {
  const own = rows.filter(({ row }) => row.division === division);
  return { division, parts: partsOf(naive).map((part) => partUnit(part, own, present)) };
}

function partUnit(part: Part, own: readonly Told[], present: Present): PartUnit {
  const findings = findingsOf(part, own, present);
  const covered = new Map<number, Told[]>();
  const cover = (year: number, told: Told) => covered.set(year, [...(covered.get(year) ?? []), told]);
  for (const told of own) if (covers(part, told)) cover(told.row.year, told);
  if (part.standing === true) {
    for (const { certain, told } of findings) if (certain) cover(told.row.year, told);
    const first = Math.min(...covered.keys());
    for (let year = first + 1; year <= present.year; year += 1)
      covered.set(year, [...covered.get(year - 1)!, ...(covered.get(year) ?? [])]);
  } else for (const { certain, year, told } of findings) if (certain) cover(year, told);
  const telling = [...findings.map(({ told }) => told), ...own.filter((told) => covers(part, told))];
  return { part, findings, covered, newest: Math.max(...telling.map(({ row }) => row.year)) };
}

/** Whether a unit covers an indicator in a year. */
export function covered(unit: Unit, year: number): boolean {
  return unit.parts.every((own) => own.covered.has(year) && !leavesOut(own, year, ''));
}

/** The years in which the rows of a unit tell something of an indicator, be it that it is unknown. */
export function toldYears(naive: Naive, unit: Unit, present: Present): number[] {
  const [first = [], ...others] = partsOf(naive).map(({ standing }, index) => {
    const { covered: known, findings } = unit.parts[index]!;
    if (standing !== true) return [...new Set([...known.keys(), ...findings.map(({ year }) => year)])];
    const since = Math.min(...known.keys(), ...findings.map(({ told }) => told.row.year));
    return Array.from({ length: Math.max(present.year - since + 1, 0) }, (_, years) => since + years);
  });
  return first.filter((year) => others.every((years) => years.includes(year)));
}

/** The dimensions that all ledgers of an indicator offer. */
export function dimensionsOf(naive: Naive): string[] {
  const offered = partsOf(naive).flatMap(({ lines }) =>
    lines.map(({ ledger }) =>
      Object.entries(ledgerOf(ledger).fields).flatMap(([name, field]) => (field.dimension === true ? [name] : [])),
    ),
  );
  return offered[0]!.filter((name) => offered.every((names) => names.includes(name)));
}

/** The member of a dimension that a row is of; all are of the whole. */
export function memberOf({ row }: Told, dimension: string): string {
  if (dimension === '') return '';
  const said = row[columnName(dimension)];
  if (typeof said === 'boolean') return said ? '是' : '否';
  return typeof said === 'string' && said !== '' ? said : NOT_SAID;
}

/** Whether the sheets that said a row can say a member of a dimension. */
export function canSay({ limits }: Told, dimension: string, member: string): boolean {
  const values = limits.get(dimension);
  if (values === undefined) return true;
  return values.length === 0 ? member === NOT_SAID : values.includes(member);
}
