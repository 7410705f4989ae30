import { InvalidArgumentError } from 'commander';
import { fieldNamed, isDivisionName, isYearName, ledgerNamed } from '../src/entities/named.js';
import { IMPORTABLE } from './importable.js';
import type { Mapping } from './recognize/recognition.js';
import { isDivisionCode } from './text/division-book.js';
import { normalise } from './text/normalise.js';
import { unitOf } from './text/unit.js';

/** Decisions about sheets, by the name of the sheet. */
export type Mappings = Readonly<Record<string, Mapping>>;

/** A name within `'…'`, where `''` stands for a quote as in Excel's references, or one without `!` and `=`. */
const NAME = String.raw`'(?:[^']|'')+'|[^=!']+`;
const MAP = new RegExp(`^(${NAME})(?:!(${NAME}))?=(.*)$`, 'u');

function unquoted(name: string): string {
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}

/**
 * Reads one `--map`: `SHEET=LEDGER` names the ledger of a sheet, `SHEET=@CODE` the division of its rows,
 * `SHEET!HEADING=FIELD[:UNIT]` what a heading of it, or a column by its address (`D`), means (no field: nothing). Ledgers and
 * fields are named by code or in Chinese. Names with `!` or `=` are quoted as
 * `'…'`. Throws InvalidArgumentError.
 */
export function readMap(text: string, before: Mappings): Mappings {
  const match = MAP.exec(text);
  if (match === null)
    throw new InvalidArgumentError(
      "应为“工作表=台账”“工作表!表头=字段”或“工作表=@区划代码”；名称中有 ! 或 = 时加单引号，如 '甲=乙'!金额=amount。",
    );
  const [, namedSheet = '', namedHeading, meaning = ''] = match;
  const sheet = unquoted(namedSheet);
  const heading = namedHeading === undefined ? undefined : unquoted(namedHeading);
  const mapping = Object.hasOwn(before, sheet) ? before[sheet]! : {};
  const next =
    heading !== undefined
      ? withColumn(mapping, sheet, heading, meaning)
      : meaning.startsWith('@')
        ? withDivision(mapping, sheet, meaning.slice(1))
        : withLedger(mapping, sheet, meaning);
  refuseForeignFields(next);
  return { ...before, [sheet]: next };
}

function withLedger(mapping: Mapping, sheet: string, named: string): Mapping {
  const ledger = ledgerNamed(IMPORTABLE, named)?.id;
  if (ledger === undefined) {
    const offered = IMPORTABLE.map(({ id, name }) => `${id}（${name}）`).join('、');
    throw new InvalidArgumentError(`没有台账“${named}”，可用：${offered}。`);
  }
  if (mapping.ledger !== undefined) throw new InvalidArgumentError(`工作表“${sheet}”的台账只能指定一次。`);
  return { ...mapping, ledger };
}

function withDivision(mapping: Mapping, sheet: string, division: string): Mapping {
  if (!isDivisionCode(division)) throw new InvalidArgumentError(`“${division}”不是行政区划代码。`);
  if (mapping.division !== undefined) throw new InvalidArgumentError(`工作表“${sheet}”的区划只能指定一次。`);
  return { ...mapping, division };
}

function withColumn(mapping: Mapping, sheet: string, heading: string, meaning: string): Mapping {
  const [field = '', unit, ...rest] = meaning.split(':');
  if (rest.length > 0) throw new InvalidArgumentError(`“${meaning}”应为“字段”或“字段:单位”。`);
  if (field === '' ? unit !== undefined : !IMPORTABLE.some(({ fields }) => fieldNamed(fields, field) !== undefined))
    throw new InvalidArgumentError(`没有字段“${field}”；各台账的字段见 GraphQL 的 ledgers。`);
  if (unit !== undefined && unitOf(unit) === null) throw new InvalidArgumentError(`“${unit}”不是计量单位。`);
  const name = normalise(heading);
  if (Object.hasOwn(mapping.columns ?? {}, name))
    throw new InvalidArgumentError(`工作表“${sheet}”的表头“${heading}”只能指定一次。`);
  return { ...mapping, columns: { ...mapping.columns, [name]: meaning === '' ? null : meaning } };
}

/** A value that holds for all rows of a sheet: `SHEET!FIELD=VALUE`. Throws InvalidArgumentError. */
export function readFact(text: string, before: Mappings): Mappings {
  const match = MAP.exec(text);
  const [, namedSheet = '', namedField, value = ''] = match ?? [];
  if (namedField === undefined || value.trim() === '')
    throw new InvalidArgumentError(
      '应为“工作表!字段=值”，如 立项名单!年度=2022、立项名单!项目级别=市；工作表名中有 ! 或 = 时加单引号。',
    );
  const sheet = unquoted(namedSheet);
  const field = unquoted(namedField).trim();
  const mapping = Object.hasOwn(before, sheet) ? before[sheet]! : {};
  if (isDivisionName(field)) return { ...before, [sheet]: withDivision(mapping, sheet, value.trim()) };
  if (!isYearName(field) && !IMPORTABLE.some(({ fields }) => fieldNamed(fields, field) !== undefined))
    throw new InvalidArgumentError(`没有字段“${field}”；年度写作“年度”，各台账的字段见 GraphQL 的 ledgers。`);
  if (Object.hasOwn(mapping.facts ?? {}, field))
    throw new InvalidArgumentError(`工作表“${sheet}”的“${field}”只能指定一次。`);
  return { ...before, [sheet]: { ...mapping, facts: { ...mapping.facts, [field]: value.trim() } } };
}

/** The decisions of both options. Throws where both name the division of a sheet. */
export function mergedMaps(maps: Mappings, facts: Mappings): Mappings {
  const sheets = new Set([...Object.keys(maps), ...Object.keys(facts)]);
  return Object.fromEntries([...sheets].map((sheet) => [sheet, { ...facts[sheet], ...maps[sheet] }]));
}

/** The fields of a sheet whose ledger is named must be that ledger's. */
function refuseForeignFields({ ledger, columns = {} }: Mapping): void {
  const declared = IMPORTABLE.find(({ id }) => id === ledger);
  if (declared === undefined) return;
  for (const choice of Object.values(columns)) {
    const field = choice?.split(':')[0];
    if (field === undefined || fieldNamed(declared.fields, field) !== undefined) continue;
    const fields = declared.fields.map(({ name, label }) => `${name}（${label}）`);
    throw new InvalidArgumentError(`台账 ${declared.id} 没有字段“${field}”，它的字段：${fields.join('、')}。`);
  }
}
