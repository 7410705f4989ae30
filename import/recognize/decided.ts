import { columnLetter } from '../../src/entities/import-run.js';
import type { RecognizedColumn } from './recognition.js';
import type { Issue } from '../issues/issue.js';
import { addressed, keyOf, nameOf } from './addressed.js';
import type { HeadingBlock } from './block.js';
import type { Fit } from './fit.js';
import type { Settled } from './settled.js';

/** The blocks that have all the headings that a person decided about, or all blocks where none has. */
export function blocksWith(blocks: readonly HeadingBlock[], settled: Settled): readonly HeadingBlock[] {
  const holding = blocks.filter((block) => {
    const placed = addressed(block, settled);
    return Object.keys(placed).every((key) => columnsOf(block, key, placed).length > 0);
  });
  return holding.length > 0 ? holding : blocks;
}

/** An issue where the columns of a fit are not exactly what a person decided; null where they are. */
export function disobeyed(
  sheet: string,
  fit: Fit,
  columns: readonly RecognizedColumn[],
  settled: Settled,
): Issue | null {
  const placed = addressed(fit.block, settled);
  for (const key of Object.keys(placed)) {
    const issue = faultOf(fit, columns, key, placed);
    if (issue !== null) return { sheet, row: fit.block.rows[0], ...issue };
  }
  return null;
}

type Fault = Pick<Issue, 'code' | 'column' | 'heading' | 'params'>;

function faultOf(fit: Fit, columns: readonly RecognizedColumn[], key: string, settled: Settled): Fault | null {
  const { block, reading } = fit;
  const choice = settled[key] ?? null;
  const named = nameOf(key);
  const found = columnsOf(block, key, settled);
  const [at] = found;
  if (at === undefined) {
    const headings = block.columns.flatMap((column) => (column.heading.text === '' ? [] : [column.heading.text]));
    return { code: 'DECISION_HEADING_ABSENT', params: { named, headings: listed(headings) } };
  }
  const column = columns[at]!;
  if (choice === null)
    return column.field === null && column.role !== 'unit' && column.total === undefined
      ? null
      : impossible(column, '不读取', `它被读作“${column.field ?? column.role}”`);
  if (found.length > 1) {
    const letters = found.map((each) => columnLetter(block.columns[each]!.column)).join('、');
    return { code: 'DECISION_HEADING_TWICE', params: { named, letters } };
  }
  const [field = '', unit] = choice.split(':');
  const declared = reading.ledger.fields[field];
  if (declared === undefined) {
    const fields = Object.entries(reading.ledger.fields).map(([name, { zh }]) => `${name}（${zh}）`);
    return { code: 'DECISION_FIELD_UNKNOWN', params: { ledger: reading.ledger.zh, field, fields: fields.join('、') } };
  }
  if (column.role === 'personal') return impossible(column, declared.zh, '列中是个人信息，不能保存');
  if (column.field !== field || column.role !== 'field') {
    const others = columns.filter((other) => other !== column && (other.field === field || other.end === field));
    const why =
      others.length === 0
        ? '没有这样的读法'
        : `“${others.map((other) => other.heading).join('”“')}”列也读作“${declared.zh}”，分不清各是什么`;
    return impossible(column, declared.zh, why);
  }
  const same = columns.find((other) => other !== column && other.field === field && placeOf(other) === placeOf(column));
  if (same !== undefined) return impossible(column, declared.zh, `“${same.heading}”列也读作同一项“${declared.zh}”`);
  if (unit === undefined) return null;
  const rival = columns.find((other) => other.role === 'unit');
  return rival === undefined || declared.kind !== 'money'
    ? null
    : impossible(column, `${declared.zh}（${unit}）`, `各行的单位写在“${rival.heading}”列`);
}

/** Which of a row's drafts a column belongs to. */
function placeOf({ year, set }: RecognizedColumn): string {
  return JSON.stringify([year ?? null, set ?? null]);
}

function impossible(column: RecognizedColumn, field: string, reason: string): Fault {
  return {
    code: 'DECISION_IMPOSSIBLE',
    column: column.column,
    heading: column.heading,
    params: { field, reason },
  };
}

/** The places of the columns that one of the addressed decisions is about. */
function columnsOf({ columns }: HeadingBlock, key: string, settled: Settled): number[] {
  return [...columns.keys()].filter((at) => keyOf(columns[at]!, settled) === key);
}

const MOST_LISTED = 50;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).join('、');
  return names.length > MOST_LISTED ? `${shown}等${names.length}个` : shown;
}
