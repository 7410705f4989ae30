import type { ReadLimits } from '../limits.js';
import { builtInKind, formatKind, type NumberKind } from '../number-format.js';
import type { ZipArchive } from '../zip.js';
import { forEachElement } from './elements.js';

/** How each cell style, by its index, shows a number. */
export async function readStyles(zip: ZipArchive, part: string | undefined, limits: ReadLimits): Promise<NumberKind[]> {
  if (part === undefined) return [];
  const custom = new Map<number, NumberKind>();
  const formatIds: number[] = [];
  let list = '';
  await forEachElement(zip.read(part, 'other'), limits.maxTokenBytes, (element) => {
    if (element.name === 'numFmts' || element.name === 'cellXfs') {
      list = element.closing || element.selfClosing ? '' : element.name;
    } else if (element.closing) {
      return;
    } else if (element.name === 'numFmt' && list === 'numFmts') {
      custom.set(Number(element.attribute('numFmtId')), formatKind(element.attribute('formatCode') ?? ''));
    } else if (element.name === 'xf' && list === 'cellXfs') {
      formatIds.push(Number(element.attribute('numFmtId') ?? 0));
    }
  });
  return formatIds.map((id) => custom.get(id) ?? builtInKind(id));
}
