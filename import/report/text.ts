import { ledgerOf } from '../../src/entities/ledgers/index.js';
import type { WordedIssue } from '../issues/wording.js';
import type { CountsReport, EffectReport, RunReport, SheetReport } from './run-report.js';

const SEVERITIES = { ERROR: '错误', WARNING: '警告', INFO: '提示' } as const;
const STATES: Readonly<Record<string, string>> = {
  COMMITTED: '已导入',
  PREVIEWED: '预览（未写入）',
  FAILED: '未导入',
  UNDONE: '已撤销',
  QUEUED: '排队中',
  RUNNING: '进行中',
};

/** The report of a run for people: each sheet, then the issues grouped by cause, with the rows they are in. */
export function textReport(run: RunReport): string {
  const lines = [`${run.fileName}：${STATES[run.state] ?? run.state}，${resultText(run.counts, [run])}`];
  for (const sheet of run.sheets) {
    const name = sheet.ledger === null ? '未读取' : ledgerOf(sheet.ledger).zh;
    const told = sheet.ledger === null ? askText(run, sheet) : `，${countsText(sheet.counts)}${placeText(run, sheet)}`;
    lines.push(`  · ${sheet.name}：${name}${told}`);
  }
  for (const group of groupIssues(run.issues.nodes)) {
    const [first] = group;
    if (first === undefined) continue;
    const where = placesText(group);
    const alike = group.every(({ message }) => message === first.message) ? '' : `（其余${group.length - 1}处同类）`;
    lines.push(`  [${SEVERITIES[first.severity]}] ${where === '' ? '' : `${where}：`}${first.message}${alike}`);
    if (first.remedy !== null && first.severity !== 'INFO') lines.push(`         → ${first.remedy}`);
  }
  return [...lines, ...unlisted(run), ...effectsText(run)].join('\n');
}

/** `新增 3 行，1 张工作表待确认，没有读取`: what became of runs with these counts of rows. */
export function resultText(counts: CountsReport, runs: readonly Pick<RunReport, 'sheets' | 'issues'>[]): string {
  const unread = runs.flatMap(({ sheets, issues }) =>
    sheets
      .filter(({ ledger }) => ledger === null)
      .map(({ name }) => issues.nodes.filter(({ sheet }) => sheet === name).map(({ severity }) => severity)),
  );
  const asked = unread.filter((severities) => severities.includes('ERROR')).length;
  const ignored = unread.filter((severities) => !severities.includes('ERROR') && severities.includes('WARNING')).length;
  const said = [
    ...(asked === 0 ? [] : [`${asked} 张工作表待确认，没有读取`]),
    ...(ignored === 0 ? [] : [`${ignored} 张工作表没有读取`]),
  ];
  const none = Object.values(counts).every((count) => count === 0);
  return [...(none && said.length > 0 ? [] : [countsText(counts)]), ...said].join('，');
}

const MOST_EFFECTS = 12;

/** What becomes of the figures of the divisions whose rows were read; those of divisions above follow from them. */
function effectsText({ sheets, effects, divisionNames, state }: RunReport): string[] {
  const divisions = new Set(sheets.flatMap((sheet) => sheet.divisions));
  const changed = effects.filter(({ division, before, after }) => divisions.has(division) && before !== after);
  // What was only not recorded comes last.
  const own = changed.toSorted((a, b) => Number(isNone(a)) - Number(isNone(b)));
  if (own.length === 0) return [];
  const shown = own.slice(0, MOST_EFFECTS).map(({ name, unit, division, year, before, after, flagsAfter }) => {
    const place = divisions.size === 1 ? '' : `${divisionNames[division] ?? division}`;
    const value = `${figureText(before)} → ${figureText(after)}${after === null ? '' : unit}`;
    return `    ${place}${year}年${name}：${value}${noteText(flagsAfter)}`;
  });
  const more = own.length - shown.length;
  return [
    `  指标${state === 'PREVIEWED' ? '将' : '已'}变化 ${own.length} 项：`,
    ...shown,
    ...(more === 0 ? [] : [`    另有 ${more} 项，加 --json 可看全部`]),
  ];
}

function noteText(flags: readonly string[]): string {
  if (flags.includes('DISPUTED')) return '（各报表所填数不一致）';
  if (flags.includes('PARTIAL')) return '（有的行未计入）';
  return flags.includes('REPORTED') ? '（填报数）' : '';
}

function isNone({ flagsAfter }: EffectReport): boolean {
  return flagsAfter.includes('NONE_RECORDED');
}

function figureText(value: number | null): string {
  return value === null ? '暂无数据' : String(value);
}

/** `，玉泉区（150104），2022—2024年`: what a sheet's rows are of. */
function placeText({ divisionNames }: RunReport, { divisions, years }: SheetReport): string {
  const named = divisions.slice(0, MOST_NAMED).map((code) => {
    const name = divisionNames[code] ?? code;
    return name === code ? code : `${name}（${code}）`;
  });
  const places = named.join('、') + (divisions.length > MOST_NAMED ? `等${divisions.length}个区划` : '');
  return divisions.length === 0 ? '' : `，${places}，${rangesText(years)}年`;
}

const MOST_NAMED = 5;
/** Issues that a decision about the ledger settles. */
const ABOUT_LEDGER = ['LEDGER_UNCERTAIN', 'SHEET_IGNORED', 'COLUMN_MISSING'];

/** How to state on the command line what a sheet is that was not read. */
function askText({ issues }: RunReport, { name, candidates }: SheetReport): string {
  const [first] = candidates;
  const about = issues.nodes.filter((issue) => issue.sheet === name && issue.severity !== 'INFO');
  if (about.length > 0 && !about.some(({ code }) => ABOUT_LEDGER.includes(code))) return '';
  return first === undefined ? '' : `（如果是${ledgerOf(first.ledger).zh}，请加 --map '${name}=${first.ledger}'）`;
}

/** Numbers of issues that are counted and not listed, by code. */
function unlisted({ issues, issueCounts }: RunReport): string[] {
  return issueCounts.flatMap(({ code, count }) => {
    const listed = issues.nodes.filter((issue) => issue.code === code);
    const [first] = listed;
    return first === undefined || listed.length >= count
      ? []
      : [`  [${SEVERITIES[first.severity]}] 另有同类${count - listed.length}处没有列出：${first.message}`];
  });
}

/** `新增 3 行，1 行有误，未导入`; without zeros. */
export function countsText(counts: CountsReport): string {
  const parts = [
    ['新增', counts.created],
    ['更新', counts.updated],
    ['未变', counts.unchanged],
    ['跳过', counts.skipped],
  ] as const;
  const said = parts.filter(([, count]) => count > 0).map(([word, count]) => `${word} ${count} 行`);
  if (counts.rejected > 0) said.push(`${counts.rejected} 行有误，未导入`);
  return said.length === 0 ? '没有数据行' : said.join('，');
}

/** Issues grouped by code, sheet and heading; the most severe first. */
function groupIssues(issues: readonly WordedIssue[]): WordedIssue[][] {
  const groups = new Map<string, WordedIssue[]>();
  for (const issue of issues) {
    const cell = issue.row === null ? issue.message : '';
    const key = [issue.severity, issue.code, issue.sheet, issue.heading, cell].join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [issue]);
    else group.push(issue);
  }
  const rank = { ERROR: 0, WARNING: 1, INFO: 2 } as const;
  return [...groups.values()].toSorted((a, b) => rank[a[0]!.severity] - rank[b[0]!.severity]);
}

function placesText(group: readonly WordedIssue[]): string {
  const [first] = group;
  if (first === undefined || first.sheet === null) return '';
  if (group.length === 1)
    return first.address === null
      ? `${first.sheet}${first.row === null ? '' : `第${first.row}行`}`
      : `${first.sheet}!${first.address}`;
  const rows = [...new Set(group.map((issue) => issue.row).filter((row) => row !== null))].toSorted((a, b) => a - b);
  const column = first.heading === null ? '' : `“${first.heading}”列`;
  return `${first.sheet}${column}${rows.length === 0 ? '' : `第${rangesText(rows)}行`}（${group.length}处）`;
}

/** `3—5、8` for 3, 4, 5, 8. */
export function rangesText(rows: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const row of rows) {
    const last = ranges.at(-1);
    if (last !== undefined && row === last[1] + 1) last[1] = row;
    else ranges.push([row, row]);
  }
  const shown = ranges.slice(0, 20).map(([from, to]) => (from === to ? String(from) : `${from}—${to}`));
  return shown.join('、') + (ranges.length > 20 ? '等' : '');
}
