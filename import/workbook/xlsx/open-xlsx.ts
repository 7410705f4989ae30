import { exceeding, type ReadLimits } from '../limits.js';
import { Notes } from '../notes.js';
import { storable, UNSTORABLE_NAME } from '../stored-text.js';
import { UnreadableWorkbook, type Workbook } from '../workbook.js';
import { openZip, type ZipArchive } from '../zip.js';
import type { WorkbookContext } from './cell-builder.js';
import { forEachElement } from './elements.js';
import { readRelations, type Relation } from './relations.js';
import { openSheet, type SheetEntry } from './sheet.js';
import { readStrings } from './strings.js';
import { readStyles } from './styles.js';
import { isTrue } from './row-tag.js';
import { type SheetSurvey, surveySheet } from './survey.js';

/** Opens an .xlsx or .xlsm, whose rows are streamed on request. Throws UnreadableWorkbook. */
export async function openXlsx(path: string, limits: ReadLimits): Promise<Workbook> {
  const zip = await openZip(path, limits);
  try {
    return await readWorkbook(zip, limits);
  } catch (error) {
    await zip.close();
    throw error;
  }
}

async function readWorkbook(zip: ZipArchive, limits: ReadLimits): Promise<Workbook> {
  const part = await findWorkbookPart(zip, limits);
  const relations = await readRelations(zip, part, limits);
  const partOf = (type: string) => relations.find((relation) => relation.type === type)?.part;
  const { entries, date1904 } = await readSheetList(zip, part, relations, limits);
  if (entries.length === 0) throw new UnreadableWorkbook('FILE_NO_SHEETS');
  if (entries.length > limits.maxSheets) throw exceeding('TOO_MANY_SHEETS', limits, 'maxSheets');
  const reading = readStrings(zip, partOf('sharedStrings'), limits);
  // Thrown where it is awaited; until then it is not unhandled.
  reading.catch(() => undefined);
  const surveys = await surveySheets(zip, entries, limits).catch(async (error: unknown) => {
    await reading;
    throw error;
  });
  const context: WorkbookContext = {
    strings: await reading,
    styles: await readStyles(zip, partOf('styles'), limits),
    date1904,
  };
  const notes = new Notes();
  if (relations.some((relation) => relation.type === 'vbaProject')) notes.add({ code: 'MACROS_IGNORED' });
  if (relations.some((relation) => relation.type === 'externalLink')) notes.add({ code: 'EXTERNAL_LINK' });
  const sheets = entries.map((entry, index) => openSheet(zip, entry, index, surveys[index]!, context, limits, notes));
  return { format: 'xlsx', sheets, notes: notes.list, close: () => zip.close() };
}

async function surveySheets(
  zip: ZipArchive,
  entries: readonly SheetEntry[],
  limits: ReadLimits,
): Promise<SheetSurvey[]> {
  const surveys: SheetSurvey[] = [];
  for (const { part } of entries) surveys.push(await surveySheet(zip.read(part, 'sheet'), limits));
  return surveys;
}

async function findWorkbookPart(zip: ZipArchive, limits: ReadLimits): Promise<string> {
  const relations = await readRelations(zip, '', limits);
  const part = relations.find((relation) => relation.type === 'officeDocument')?.part ?? zip.find('xl/workbook.xml');
  if (part === undefined) throw refusal(zip);
  if (part.toLowerCase().endsWith('.bin')) throw new UnreadableWorkbook('FILE_UNSUPPORTED', 'xlsb');
  if (!part.toLowerCase().endsWith('.xml')) throw new UnreadableWorkbook('FILE_NOT_A_WORKBOOK');
  return part;
}

function refusal(zip: ZipArchive): UnreadableWorkbook {
  const openDocument = zip.find('content.xml') !== undefined && zip.find('META-INF/manifest.xml') !== undefined;
  return openDocument
    ? new UnreadableWorkbook('FILE_UNSUPPORTED', 'OpenDocument 表格（.ods）')
    : new UnreadableWorkbook('FILE_NOT_A_WORKBOOK');
}

/** The worksheets in the order of their tabs, without chart, macro and dialog sheets. */
async function readSheetList(
  zip: ZipArchive,
  part: string,
  relations: readonly Relation[],
  limits: ReadLimits,
): Promise<{ entries: SheetEntry[]; date1904: boolean }> {
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  const entries: SheetEntry[] = [];
  let date1904 = false;
  let root = '';
  await forEachElement(zip.read(part, 'other'), limits.maxTokenBytes, (element) => {
    root ||= element.name;
    if (element.closing) return;
    if (element.name === 'workbookPr') date1904 = isTrue(element.attribute('date1904'));
    if (element.name !== 'sheet') return;
    const id = element.attribute('id', true) ?? '';
    const relation = byId.get(id);
    // A module of Visual Basic is listed among the sheets without a part.
    if (id === '' || (relation !== undefined && relation.type !== 'worksheet')) return;
    const name = sheetName(element.attribute('name') ?? '');
    if (relation?.part === undefined) throw new UnreadableWorkbook('FILE_DAMAGED', `no part for sheet ${name}`);
    entries.push({ name, hidden: (element.attribute('state') ?? 'visible') !== 'visible', part: relation.part });
  });
  if (root !== 'workbook') throw new UnreadableWorkbook('FILE_NOT_A_WORKBOOK');
  return { entries, date1904 };
}

function sheetName(name: string): string {
  if (storable(name) !== name) throw new UnreadableWorkbook('FILE_DAMAGED', UNSTORABLE_NAME);
  return name;
}
