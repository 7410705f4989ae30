import { type Edit, edited } from './edits.js';
import type { Package } from './package.js';
import { appended, childrenOf, find, startTag, treeOf } from './tree.js';
import { escapeXml, relationId, withAttribute } from './xml.js';

/** A worksheet of the workbook and the part that holds it. */
export interface ListedSheet {
  readonly name: string;
  readonly part: string;
}

/** The worksheets in the order of their tabs. */
export async function listSheets(file: Package): Promise<ListedSheet[]> {
  const relations = new Map((await file.relations(file.workbook)).map((relation) => [relation.id, relation]));
  const tree = treeOf(await file.text(file.workbook));
  return tree.elements.flatMap((element) => {
    if (element.name !== 'sheet') return [];
    const relation = relations.get(element.attribute('id', true) ?? '');
    if (relation?.type !== 'worksheet' || relation.part === undefined) return [];
    return [{ name: element.attribute('name') ?? '', part: relation.part }];
  });
}

/** The parts of chart and dialog sheets, which are not read but may be the selected sheet. */
export async function otherSheets(file: Package): Promise<string[]> {
  const relations = await file.relations(file.workbook);
  return relations.flatMap(({ type, part }) =>
    part !== undefined && (type === 'chartsheet' || type === 'dialogsheet') ? [part] : [],
  );
}

/** Adds a sheet before all others and selects it; indexes of sheets grow by one. */
export async function insertFirst(file: Package, name: string, part: string): Promise<void> {
  const id = await file.relate(file.workbook, 'worksheet', part);
  await file.declare({ part }, 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml');
  const tree = treeOf(await file.text(file.workbook));
  const edits: Edit[] = [];
  const sheets = find(tree, 'sheets');
  if (sheets === undefined) return;
  const root = startTag(tree, tree.elements[0]!);
  const listed = childrenOf(tree, sheets);
  const free = Math.max(0, ...listed.map((sheet) => Number(sheet.attribute('sheetId') ?? 0))) + 1;
  const sheet = `<${tree.prefix}sheet name="${escapeXml(name)}" sheetId="${free}" ${relationId(root, file.relationships, id)}/>`;
  if (listed[0] === undefined) edits.push(...appended(tree, sheets, sheet));
  else edits.push({ start: sheets.openEnd, end: sheets.openEnd, text: sheet });
  for (const element of tree.elements) {
    const tag = startTag(tree, element);
    const local = element.name === 'definedName' ? element.attribute('localSheetId') : undefined;
    const changed =
      element.name === 'workbookView'
        ? withAttribute(withAttribute(tag, 'activeTab', undefined), 'firstSheet', undefined)
        : local === undefined
          ? tag
          : withAttribute(tag, 'localSheetId', String(Number(local) + 1));
    if (changed !== tag) edits.push({ start: element.start, end: element.openEnd, text: changed });
  }
  file.put(file.workbook, edited(tree.xml, edits));
}

/** Selects the sheet at an index among the tabs. */
export async function showSheet(file: Package, name: string): Promise<void> {
  const tree = treeOf(await file.text(file.workbook));
  const sheets = tree.elements.filter((element) => element.name === 'sheet');
  const at = sheets.findIndex((sheet) => sheet.attribute('name') === name);
  const edits = tree.elements.flatMap((element): Edit[] => {
    if (element.name !== 'workbookView') return [];
    const tag = withAttribute(startTag(tree, element), 'activeTab', at <= 0 ? undefined : String(at));
    return [{ start: element.start, end: element.openEnd, text: tag }];
  });
  file.put(file.workbook, edited(tree.xml, edits));
}
