import { decodeEntities } from '../../workbook/xlsx/text.js';
import { parseReference } from '../../workbook/xlsx/reference.js';
import { address } from '../../text/address.js';
import { SEVERITIES } from './colours.js';
import { type Edit, edited } from './edits.js';
import type { CellMark } from './marks.js';
import { appended, childrenOf, find, treeOf, type XmlElement, type XmlTree } from './tree.js';
import { cellText } from './xml.js';

/** The author of the comments, by which they are recognised in an annotated workbook. */
export const AUTHOR = '台账导入';

const RULE = '———导入问题———';
/** The text that an annotation wrote in a run, up to its end. */
const OURS = new RegExp(`\\n?${RULE}[^<]*(<)`, 'u');
/** The beginning of a comment that is all ours; office programs may lose its author. */
const BEGINNING = new RegExp(`^【(?:${Object.values(SEVERITIES).join('|')})】`, 'u');

/** The comments of a sheet with those of the marks. */
export interface AnnotatedComments {
  readonly xml: Buffer;
  /** Marks whose cells had no comment: each needs a shape. */
  readonly fresh: readonly CellMark[];
  /** Marks added below a clerk's comment: its shape has to grow. */
  readonly longer: readonly CellMark[];
  /** Zero-based cells with a comment of an earlier annotation that was removed. */
  readonly gone: readonly { readonly row: number; readonly column: number }[];
}

/** A sheet's first comments. */
export function newComments(marks: readonly CellMark[], namespace: string): Buffer {
  const list = marks.map((mark) => commentOf(mark, 0, '')).join('');
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${namespace}"><authors><author>${AUTHOR}</author></authors><commentList>${list}</commentList></comments>`,
  );
}

/** Adds the marks to a sheet's comments: clerks' are kept with ours below, those of an earlier annotation are removed. */
export function withComments(xml: Buffer, marks: readonly CellMark[]): AnnotatedComments {
  const tree = treeOf(xml);
  const authors = tree.elements.filter((element) => element.name === 'author');
  const known = authors.findIndex((author) => textOf(tree, author) === AUTHOR);
  const author = known < 0 ? authors.length : known;
  const left = new Map(marks.map((mark) => [`${mark.row - 1} ${mark.column}`, mark]));
  const gone: { row: number; column: number }[] = [];
  const longer: CellMark[] = [];
  const edits: Edit[] = [];
  for (const comment of tree.elements.filter((element) => element.name === 'comment')) {
    const cell = parseReference(comment.attribute('ref') ?? '');
    if (cell === undefined) continue;
    const mark = left.get(`${cell.row} ${cell.column}`);
    left.delete(`${cell.row} ${cell.column}`);
    const signed = known >= 0 && comment.attribute('authorId') === String(known);
    if (signed || BEGINNING.test(textOf(tree, comment))) {
      if (mark === undefined) gone.push(cell);
      edits.push({ start: comment.start, end: comment.end, text: mark ? commentOf(mark, author, tree.prefix) : '' });
    } else {
      const { edits: own, grown } = append(tree, comment, mark);
      edits.push(...own);
      if (mark !== undefined && grown) longer.push(mark);
    }
  }
  const fresh = [...left.values()];
  const list = find(tree, 'commentList');
  if (fresh.length > 0 && list !== undefined)
    edits.push(...added(tree, list, fresh.map((mark) => commentOf(mark, author, tree.prefix)).join('')));
  const signatures = find(tree, 'authors');
  if (known < 0 && signatures !== undefined && marks.length > 0)
    edits.push(...added(tree, signatures, `<${tree.prefix}author>${AUTHOR}</${tree.prefix}author>`));
  return { xml: edited(xml, edits), fresh, longer, gone };
}

/** `appended`, without changing the start tag. */
function added(tree: XmlTree, element: XmlElement, xml: string): Edit[] {
  return appended(tree, element, xml).filter((edit) => edit.start !== element.start || edit.end === element.end);
}

/** A clerk's comment with the mark's text below it, in place of what an earlier annotation added. */
function append(tree: XmlTree, comment: XmlElement, mark: CellMark | undefined): { edits: Edit[]; grown: boolean } {
  const text = childrenOf(tree, comment).find((child) => child.name === 'text');
  if (text === undefined) return { edits: [], grown: false };
  const { prefix, xml } = tree;
  const parts = childrenOf(tree, text).filter((part) => part.name === 'r' || part.name === 't');
  const ours = parts.findIndex((part) => textOf(tree, part).includes(RULE));
  if (mark === undefined && ours < 0) return { edits: [], grown: false };
  const kept = parts.slice(0, ours < 0 ? undefined : ours + 1).map((part, index) => {
    const source = xml.toString('utf8', part.start, part.end);
    const cut = index === ours ? source.replace(OURS, '$1') : source;
    return part.name === 't' ? `<${prefix}r>${cut}</${prefix}r>` : cut;
  });
  const run = mark === undefined ? '' : runOf(`\n${RULE}\n${mark.text}`, prefix);
  const whole = `<${prefix}text>${kept.join('')}${run}</${prefix}text>`;
  return { edits: [{ start: text.start, end: text.end, text: whole }], grown: ours < 0 };
}

function commentOf(mark: CellMark, author: number, prefix: string): string {
  const reference = address(mark.row, mark.column);
  return `<${prefix}comment ref="${reference}" authorId="${author}"><${prefix}text>${runOf(mark.text, prefix)}</${prefix}text></${prefix}comment>`;
}

function runOf(text: string, p: string): string {
  return `<${p}r><${p}rPr><${p}sz val="9"/><${p}color rgb="FFC00000"/><${p}rFont val="宋体"/><${p}family val="3"/></${p}rPr><${p}t xml:space="preserve">${cellText(text)}</${p}t></${p}r>`;
}

function textOf({ xml }: XmlTree, element: XmlElement): string {
  return decodeEntities(xml.toString('utf8', element.openEnd, element.closeStart).replace(/<[^>]*>/gu, '')).trim();
}
