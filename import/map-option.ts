import { InvalidArgumentError } from 'commander';
import type { LedgerDeclaration } from '../src/entities/ledger.js';
import { LEDGERS } from '../src/entities/ledgers/index.js';
import type { Mapping } from './recognize/recognition.js';
import { isDivisionCode } from './text/division-book.js';
import { normalise } from './text/normalise.js';
import { unitOf } from './text/unit.js';
import { headingBlocks } from './recognize/block.js';
import { readHead } from './recognize/head.js';
import { openWorkbook, type ReadLimits } from './workbook/open.js';
import { UnreadableWorkbook } from './workbook/workbook.js';

/** What people say of sheets, by the name of the sheet. */
export type Mappings = Readonly<Record<string, Mapping>>;

/** A name within `'…'`, where `''` stands for a quote as in Excel's references, or one without `!` and `=`. */
const NAME = String.raw`'(?:[^']|'')+'|[^=!']+`;
const MAP = new RegExp(`^(${NAME})(?:!(${NAME}))?=(.*)$`, 'u');

function unquoted(name: string): string {
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}

/**
 * Reads one `--map`: `SHEET=LEDGER` names the ledger of a sheet, `SHEET=@CODE` the division of its rows,
 * `SHEET!HEADING=FIELD[:UNIT]` what a heading of it means (no field: nothing). Names that hold `!` or `=` stand within
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

function withLedger(mapping: Mapping, sheet: string, ledger: string): Mapping {
  if (!LEDGERS.some(({ id }) => id === ledger))
    throw new InvalidArgumentError(`没有台账“${ledger}”，可用：${LEDGERS.map(({ id }) => id).join('、')}。`);
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
  if (field === '' ? unit !== undefined : !LEDGERS.some((ledger: LedgerDeclaration) => field in ledger.fields))
    throw new InvalidArgumentError(`没有字段“${field}”；各台账的字段见 GraphQL 的 ledgers。`);
  if (unit !== undefined && unitOf(unit) === null) throw new InvalidArgumentError(`“${unit}”不是计量单位。`);
  const name = normalise(heading);
  if (Object.hasOwn(mapping.columns ?? {}, name))
    throw new InvalidArgumentError(`工作表“${sheet}”的表头“${heading}”只能指定一次。`);
  return { ...mapping, columns: { ...mapping.columns, [name]: meaning === '' ? null : meaning } };
}

/** The fields of a sheet whose ledger is named must be that ledger's. */
function refuseForeignFields({ ledger, columns = {} }: Mapping): void {
  const declared: LedgerDeclaration | undefined = LEDGERS.find(({ id }) => id === ledger);
  if (declared === undefined) return;
  for (const choice of Object.values(columns)) {
    const field = choice?.split(':')[0];
    if (field === undefined || field in declared.fields) continue;
    const fields = Object.entries(declared.fields).map(([name, { zh }]) => `${name}（${zh}）`);
    throw new InvalidArgumentError(`台账 ${declared.id} 没有字段“${field}”，它的字段：${fields.join('、')}。`);
  }
}

/** Which mappings are about each file, and what in them is about none, in words. */
export interface AppliedMaps {
  readonly byPath: ReadonlyMap<string, Mappings>;
  readonly faults: readonly string[];
}

/** Finds the sheets and headings of some files that mappings speak of. A file that cannot be read has none. */
export async function applyMaps(
  paths: readonly string[],
  mappings: Mappings,
  limits: Partial<ReadLimits>,
): Promise<AppliedMaps> {
  const byPath = new Map<string, Mappings>();
  if (Object.keys(mappings).length === 0) return { byPath, faults: [] };
  const sheets = new Set<string>();
  const headings = new Map<string, Set<string>>();
  for (const path of paths) {
    const found = await sheetsOf(path, mappings, limits);
    const own: Record<string, Mapping> = {};
    for (const [sheet, known] of found) {
      sheets.add(sheet);
      const mapping = Object.hasOwn(mappings, sheet) ? mappings[sheet] : undefined;
      if (mapping === undefined) continue;
      headings.set(sheet, new Set([...(headings.get(sheet) ?? []), ...known]));
      const columns = Object.entries(mapping.columns ?? {}).filter(([heading]) => known.has(heading));
      const { columns: _, ...rest } = mapping;
      if (columns.length > 0 || Object.keys(rest).length > 0)
        own[sheet] = columns.length === 0 ? rest : { ...rest, columns: Object.fromEntries(columns) };
    }
    byPath.set(path, own);
  }
  return { byPath, faults: sheets.size === 0 ? [] : faultsOf(mappings, sheets, headings) };
}

function faultsOf(
  mappings: Mappings,
  sheets: ReadonlySet<string>,
  headings: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  return Object.entries(mappings).flatMap(([sheet, { columns = {} }]) => {
    const known = headings.get(sheet);
    if (known === undefined) return [`--map：没有工作表“${sheet}”，文件中的工作表：${[...sheets].join('、')}。`];
    return Object.keys(columns)
      .filter((heading) => !known.has(heading))
      .map((heading) => `--map：工作表“${sheet}”没有表头“${heading}”，它的表头：${[...known].join('、')}。`);
  });
}

/** The sheets of a file, those that are spoken of with what may be their headings. */
async function sheetsOf(
  path: string,
  mappings: Mappings,
  limits: Partial<ReadLimits>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  try {
    const workbook = await openWorkbook(path, { limits });
    try {
      for (const sheet of workbook.sheets) {
        const blocks = Object.hasOwn(mappings, sheet.name) ? headingBlocks(await readHead(sheet)) : [];
        const texts = blocks.flatMap(({ columns }) => columns.map(({ heading }) => normalise(heading.text)));
        found.set(sheet.name, new Set(texts.filter((text) => text !== '')));
      }
    } finally {
      await workbook.close();
    }
  } catch (error) {
    if (!(error instanceof UnreadableWorkbook)) throw error;
  }
  return found;
}
