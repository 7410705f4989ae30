import type { Mapping, RecognizedColumn, Recognition, SheetReading } from './recognition.js';
import type { Issue } from '../issues/issue.js';
import { READINGS } from '../ledgers/index.js';
import type { LedgerReading } from '../ledgers/ledger.js';
import { isMoneyList } from '../text/money-list.js';
import { normalise } from '../text/normalise.js';
import type { Sheet } from '../workbook/workbook.js';
import { redact } from '../text/redact.js';
import { headingBlocks } from './block.js';
import { type Caption, captionOf } from './caption.js';
import { yearIn } from '../text/caption.js';
import { columnIssues, recognizedColumns } from './columns.js';
import { blocksWith, disobeyed } from './decided.js';
import { doubtOf, partOfYearOf, rowsAbove } from './doubt.js';
import { exportedReading } from './exported.js';
import { notedSpans } from './noted-spans.js';
import { type Fit, fitOf, type SheetWords, UNPROVEN } from './fit.js';
import { type Head, readHead } from './head.js';
import { columnsIn, statedIn } from './names.js';
import type { Settled } from './settled.js';

/** What is known of a sheet beside the sheet itself. */
export interface RecognizeContext {
  readonly fileName: string;
  /** What a person decided about this sheet, now or before. */
  readonly settled?: Mapping;
}

/** A sheet with at least this score is read. */
const SURE = 0.58;
/** A sheet below this score, with less than half of its headings known, is no ledger; in between a person is asked. */
const POSSIBLE = 0.4;
const HALF_KNOWN = 3;
/** The best ledger must be this far ahead of the next. */
const AHEAD = 0.04;
/** A block further down must be this much better than one above it. */
const FURTHER_DOWN = 0.05;
/** What is left of the score of a ledger of enterprises under a title of money, and of totals beside goals. */
const FUNDED = 0.6;
/** From this score on a column is surely one of goals. */
const CERTAIN = 0.8;
const CANDIDATES = 5;

/** Recognises a sheet from its first rows: its ledger, headings, columns, unit and year; or holds or ignores it, with the reason as an issue. */
export async function recognizeSheet(sheet: Sheet, context: RecognizeContext): Promise<SheetReading> {
  const head = await readHead(sheet);
  if (head.rows.length === 0) return ignored(sheet, { code: 'SHEET_EMPTY', sheet: sheet.name });
  const exported = exportedReading(sheet, head, context.settled);
  if (exported !== null) return exported;
  const fits = fitsOf(sheet, head, context);
  const [best] = fits;
  if (best === undefined)
    return ignored(sheet, { code: 'SHEET_IGNORED', sheet: sheet.name, params: { reason: '前20行中没有像表头的行' } });
  const settled = context.settled?.ledger !== undefined;
  const rivals = fits.filter((fit) => fit.reading !== best.reading);
  const candidates = [best, ...rivals]
    .slice(0, CANDIDATES)
    .map((fit) => ({ ledger: fit.reading.ledger.id, score: rounded(fit.score), reason: reasonOf(fit) }));
  const told = best.taken.filter(({ meaning }) => meaning?.role === 'field' || meaning?.role === 'period').length;
  const half = told >= HALF_KNOWN && told * 2 >= best.headed;
  if (!settled && best.score < POSSIBLE && !half) {
    return {
      ...ignored(sheet, {
        code: 'SHEET_IGNORED',
        sheet: sheet.name,
        params: {
          reason: `最接近“${best.reading.ledger.zh}”，但${best.headed}个表头中只认出${best.known}个`,
          ids: best.reading.ledger.id,
        },
      }),
      candidates,
    };
  }
  const caption = captionOf(head, best.block.rows[0]);
  const fault = disobeyed(
    sheet.name,
    best,
    recognizedColumns(best, caption.unit),
    decidedColumns(best.reading, context),
  );
  if (fault !== null) return { name: sheet.name, recognition: null, candidates, issues: [fault] };
  const close = (rivals[0]?.score ?? 0) > best.score - AHEAD;
  if (!best.complete || (!settled && (best.score < SURE || close))) {
    return {
      name: sheet.name,
      recognition: null,
      candidates,
      issues: [
        {
          code: best.complete ? 'LEDGER_UNCERTAIN' : 'COLUMN_MISSING',
          sheet: sheet.name,
          row: best.block.rows[0],
          params: {
            candidates: candidates
              .map((each) => name(each.ledger, fits))
              .slice(0, 3)
              .join('、'),
            ledger: best.reading.ledger.zh,
            missing: missingOf(best),
            ids: idsOf(candidates),
            ledgerId: best.reading.ledger.id,
            fields: missingFields(best)
              .map(([field]) => field ?? '')
              .join('、'),
          },
        },
      ],
    };
  }
  const doubt =
    doubtOf(best, caption.unit, head) ?? partOfYearOf(best, [caption.title ?? '', sheet.name], context.settled?.facts);
  if (doubt !== null) {
    const params = { ...doubt.params, ledgerId: best.reading.ledger.id };
    const issue: Issue = { sheet: sheet.name, row: best.block.rows[0], ...doubt, params };
    return { name: sheet.name, recognition: null, candidates, issues: [issue] };
  }
  const reading = accepted(sheet, caption, best, candidates);
  const above = rowsAbove(head, best.block.rows[0]);
  return above === null ? reading : { ...reading, issues: [{ sheet: sheet.name, ...above }, ...reading.issues] };
}

function fitsOf(sheet: Sheet, head: Head, context: RecognizeContext): Fit[] {
  const readings = READINGS.filter(
    (reading) => context.settled?.ledger === undefined || reading.ledger.id === context.settled.ledger,
  );
  const columns = context.settled?.columns ?? {};
  const best = new Map<LedgerReading, Fit>();
  for (const block of blocksWith(headingBlocks(head), columns)) {
    const caption = captionOf(head, block.rows[0]);
    const words: SheetWords = {
      title: normalise(caption.title ?? ''),
      sheet: normalise(sheet.name),
      file: normalise(context.fileName),
      unit: caption.unit ?? '',
    };
    for (const reading of readings) {
      const fit = fitOf(
        block,
        reading,
        words,
        decidedColumns(reading, context),
        statedIn(reading, context.settled ?? {}),
      );
      const before = best.get(reading);
      // Of repeated headings the first block is taken, unless one further down is plainly better.
      const ahead = before !== undefined && before.block.rows[0] < block.rows[0] ? FURTHER_DOWN : 0.001;
      if (before === undefined || fit.score > before.score + ahead) best.set(reading, fit);
    }
  }
  return forTargets(forMoney([...best.values()], sheet, head, context)).sort((a, b) => b.score - a.score);
}

/** The fits without doubt about totals: a table with a column of what was meant to be reached is one of targets. */
function forTargets(fits: readonly Fit[]): Fit[] {
  const targets = fits.find(({ reading, complete }) => reading.plans === true && complete);
  const goals = targets?.taken.some(
    // 2023年 alone may head the figures of a year as well.
    ({ meaning, score, column }) =>
      meaning?.reading?.shape === 'goal' && score >= CERTAIN && column.heading.name !== '',
  );
  return goals === true
    ? fits.map((fit) => (fit.reading.totals === true ? { ...fit, score: fit.score * FUNDED } : fit))
    : [...fits];
}

/** The year that the words around a table state. */
function yearOf(sheet: Sheet, { title, year }: Caption): number | null {
  return yearIn(sheet.name) ?? yearIn(title ?? '') ?? year;
}

/** What a person decided about the columns, in the codes of a ledger's fields. */
function decidedColumns(reading: LedgerReading, { settled }: RecognizeContext): Settled {
  return settled?.columns === undefined ? {} : columnsIn(reading, settled.columns);
}

/**
 * The fits as a title of money changes them where the sheet has an amount: lists of what it pays for are put back, and
 * funding is sure where nothing else comes near.
 */
function forMoney(fits: readonly Fit[], sheet: Sheet, head: Head, { fileName }: RecognizeContext): Fit[] {
  const money = fits.find(({ reading, complete }) => reading.ledger.id === 'funding' && complete);
  if (money === undefined) return [...fits];
  const title = captionOf(head, money.block.rows[0]).title ?? '';
  if (![title, sheet.name, fileName].some(isMoneyList)) return [...fits];
  const alone = fits.every((fit) => fit === money || fit.reading.funded === true || fit.score < POSSIBLE);
  return fits.map((fit) => {
    if (fit.reading.funded === true) return { ...fit, score: fit.score * FUNDED };
    return fit === money && alone && fit.score >= UNPROVEN ? { ...fit, score: Math.max(fit.score, SURE) } : fit;
  });
}

function accepted(sheet: Sheet, caption: Caption, fit: Fit, candidates: SheetReading['candidates']): SheetReading {
  const columns: RecognizedColumn[] = recognizedColumns(fit, caption.unit);
  const recognition: Recognition = {
    ledger: fit.reading.ledger,
    score: rounded(fit.score),
    reason: reasonOf(fit),
    headerRows: fit.block.rows,
    columns,
    title: caption.title === null ? null : redact(caption.title),
    unit: caption.unit,
    year: yearOf(sheet, caption),
    ...notedSpans(fit, caption.notes),
  };
  return { name: sheet.name, recognition, candidates, issues: columnIssues(sheet.name, fit, columns, caption.unit) };
}

function reasonOf(fit: Fit): string {
  const [first, last] = fit.block.rows;
  return `识别为${fit.reading.ledger.zh}：第${first === last ? first : `${first}至${last}`}行${fit.headed}个表头中认出${fit.known}个`;
}

function idsOf(candidates: SheetReading['candidates']): string {
  return candidates
    .slice(0, 3)
    .map(({ ledger }) => ledger)
    .join('、');
}

/** The groups of required fields of which none has a column. */
function missingFields(fit: Fit): (readonly string[])[] {
  const fields = new Set(fit.taken.map((each) => each.meaning?.field));
  return fit.reading.required.filter((group) => !group.some((field) => fields.has(field)));
}

function missingOf(fit: Fit): string {
  return missingFields(fit)
    .map((group) => group.map((field) => fit.reading.ledger.fields[field]?.zh ?? field).join('或'))
    .join('、');
}

function name(ledger: string, fits: readonly Fit[]): string {
  return fits.find((fit) => fit.reading.ledger.id === ledger)?.reading.ledger.zh ?? ledger;
}

function ignored(sheet: Sheet, issue: Issue): SheetReading {
  return { name: sheet.name, recognition: null, candidates: [], issues: [issue] };
}

function rounded(score: number): number {
  return Math.round(score * 1000) / 1000;
}
