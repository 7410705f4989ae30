import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbook } from '../workbook/open.js';
import { UnreadableWorkbook } from '../workbook/workbook.js';
import { type AnnotatedComments, newComments, withComments } from './annotate/comments.js';
import type { ToldEffect } from './annotate/effects.js';
import { issueSheet } from './annotate/issue-sheet.js';
import { ISSUE_SHEET, isIssueSheet } from '../text/own-sheet.js';
import { type CellMark, type MarkedSheet, marksOf } from './annotate/marks.js';
import { Package } from './annotate/package.js';
import { rebuild } from './annotate/rebuild.js';
import { newShapes, withShapes } from './annotate/shapes.js';
import { SheetMarker } from './annotate/sheet-marker.js';
import { Styles } from './annotate/styles.js';
import { insertFirst, type ListedSheet, listSheets, otherSheets, showSheet } from './annotate/workbook-part.js';
import { relationId } from './annotate/xml.js';
import { DEFAULT_LIMITS, type ReadLimits } from '../workbook/limits.js';
import { sheetOfTable } from '../text/table-name.js';
import { firstTexts } from '../workbook/first-texts.js';
import type { WordedIssue } from '../issues/wording.js';

export { ISSUE_HEADINGS, ISSUE_SHEET, isIssueSheet } from '../text/own-sheet.js';

/** The largest file of another format: writing a new workbook takes time and memory. */
const REBUILT_BYTES = 20 * 1024 * 1024;

/** An uploaded workbook. */
export interface OriginalFile {
  readonly fileName: string;
  readonly content: Buffer;
  /** First column of each sheet's table, zero-based: issues about whole rows are marked there. */
  readonly leads?: ReadonlyMap<string, number>;
  /** What becomes of figures. */
  readonly effects?: readonly ToldEffect[];
}

/** A workbook with its faults marked, and the extension of its name. */
export interface AnnotatedFile {
  readonly content: Buffer;
  readonly extension: 'xlsx' | 'xlsm' | 'xltx' | 'xltm';
}

/**
 * The clerk's own workbook with its faults marked: faulty cells filled and commented, and a sheet of issues in front, with
 * what becomes of figures.
 * Nothing else in an .xlsx changes; of other formats a new .xlsx is made. Throws UnreadableWorkbook.
 */
export async function annotateWorkbook(
  file: OriginalFile,
  issues: readonly WordedIssue[],
  given: Partial<ReadLimits> = {},
): Promise<AnnotatedFile> {
  const limits = { ...DEFAULT_LIMITS, ...given };
  const { effects = [] } = file;
  const folder = await mkdtemp(join(tmpdir(), 'taizhang-'));
  try {
    const path = join(folder, 'workbook');
    await writeFile(path, file.content, { mode: 0o600 });
    const workbook = await openWorkbook(path, { fileName: file.fileName, limits });
    try {
      const known = new Map<string, MarkedSheet>();
      const listed = new Set<string>();
      for (const sheet of workbook.sheets) {
        known.set(sheet.name, { merges: sheet.merges, lead: file.leads?.get(sheet.name) ?? 0 });
        if (isIssueSheet(sheet.name, await firstTexts(sheet))) listed.add(sheet.name);
      }
      const placed = issues.map((issue) => ({ ...issue, sheet: sheetOfIssue(issue.sheet, known) }));
      if (workbook.format === 'xlsx')
        return await annotate(path, file.content, limits, known, listed, { issues: placed, effects });
      if (file.content.length > REBUILT_BYTES) throw new UnreadableWorkbook('FILE_TOO_LARGE');
      const { content, names } = await rebuild(workbook);
      await writeFile(path, content);
      const renamed = new Map([...known].map(([name, sheet]) => [names.get(name) ?? name, sheet]));
      const moved = placed.map((issue) => ({
        ...issue,
        sheet: issue.sheet === null ? null : (names.get(issue.sheet) ?? issue.sheet),
      }));
      return await annotate(path, content, limits, renamed, listed, { issues: moved, effects });
    } finally {
      await workbook.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The sheet on which the table of an issue stands. */
function sheetOfIssue(name: string | null, known: ReadonlyMap<string, unknown>): string | null {
  const sheet = name === null || known.has(name) ? null : sheetOfTable(name);
  return sheet !== null && known.has(sheet) ? sheet : name;
}

async function annotate(
  path: string,
  content: Buffer,
  limits: ReadLimits,
  known: ReadonlyMap<string, MarkedSheet>,
  listed: ReadonlySet<string>,
  told: { readonly issues: readonly WordedIssue[]; readonly effects: readonly ToldEffect[] },
): Promise<AnnotatedFile> {
  const file = await Package.open(path, content, limits);
  try {
    const { part: stylePart, styles } = await openStyles(file);
    const sheets = await listSheets(file);
    for (const sheet of sheets) {
      const about = known.get(sheet.name);
      if (about === undefined || listed.has(sheet.name)) continue;
      const own = told.issues.filter((issue) => issue.sheet === sheet.name);
      await markSheet(file, sheet, marksOf(own, about), styles);
    }
    for (const part of await otherSheets(file)) await markSheet(file, { name: '', part }, [], styles);
    const names = new Set(sheets.map((sheet) => sheet.name));
    const xml = issueSheet(told, names, styles, file.main);
    const former = sheets.find((sheet) => listed.has(sheet.name));
    if (former === undefined) {
      const part = file.free('xl/worksheets/sheet', '.xml');
      file.put(part, xml);
      await insertFirst(file, freeName(names), part);
    } else {
      file.put(former.part, xml);
      await showSheet(file, former.name);
    }
    file.put(stylePart, styles.bytes());
    return { content: await file.bytes(), extension: extensionOf(await file.typeOf(file.workbook)) };
  } finally {
    await file.close();
  }
}

async function openStyles(file: Package): Promise<{ part: string; styles: Styles }> {
  const found = (await file.relations(file.workbook)).find((relation) => relation.type === 'styles')?.part;
  if (found !== undefined) return { part: found, styles: new Styles(await file.text(found)) };
  const part = file.find('xl/styles.xml') === undefined ? 'xl/styles.xml' : file.free('xl/styles', '.xml');
  await file.relate(file.workbook, 'styles', part);
  await file.declare({ part }, 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml');
  return { part, styles: new Styles(Buffer.from(`<styleSheet xmlns="${file.main}"></styleSheet>`)) };
}

/** Fills and comments the marked cells of a sheet; a sheet without marks is only deselected. */
async function markSheet(file: Package, sheet: ListedSheet, marks: readonly CellMark[], styles: Styles): Promise<void> {
  const marker = new SheetMarker(marks, styles);
  for await (const chunk of file.stream(sheet.part)) marker.push(chunk);
  marker.end();
  const relations = await file.relations(sheet.part);
  const comments = relations.find((relation) => relation.type === 'comments')?.part;
  const edits = [...marker.edits];
  if (comments !== undefined || marks.length > 0) {
    let changes: Omit<AnnotatedComments, 'xml'> = { fresh: marks, longer: [], gone: [] };
    if (comments === undefined) {
      const part = file.free('xl/comments', '.xml');
      file.put(part, newComments(marks, file.main));
      await file.relate(sheet.part, 'comments', part);
      await file.declare({ part }, 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml');
    } else {
      const before = await file.text(comments);
      const { xml, ...rest } = withComments(before, marks);
      if (!xml.equals(before)) file.put(comments, xml);
      changes = rest;
    }
    const drawing = relations.find((relation) => relation.id === marker.notes)?.part;
    if (drawing !== undefined) {
      const before = (await file.text(drawing)).toString('utf8');
      const vml = withShapes(before, changes, marker);
      if (vml !== before) file.put(drawing, vml);
    } else if (changes.fresh.length > 0) {
      const part = file.free('xl/drawings/vmlDrawing', '.vml');
      file.put(part, newShapes(changes.fresh, marker));
      await file.declare({ extension: 'vml' }, 'application/vnd.openxmlformats-officedocument.vmlDrawing');
      const id = await file.relate(sheet.part, 'vmlDrawing', part);
      const text = `<${marker.namePrefix}legacyDrawing ${relationId(marker.rootTag, file.relationships, id)}/>`;
      edits.push({ start: marker.notesAt, end: marker.notesAt, text });
    }
  }
  file.edit(sheet.part, edits);
}

function freeName(names: ReadonlySet<string>): string {
  const used = new Set([...names].map((name) => name.toLowerCase()));
  let name: string = ISSUE_SHEET;
  for (let number = 2; used.has(name.toLowerCase()); number += 1) name = `${ISSUE_SHEET}${number}`;
  return name;
}

function extensionOf(contentType: string): AnnotatedFile['extension'] {
  const macros = /macroenabled/iu.test(contentType);
  if (/template/iu.test(contentType)) return macros ? 'xltm' : 'xltx';
  return macros ? 'xlsm' : 'xlsx';
}
