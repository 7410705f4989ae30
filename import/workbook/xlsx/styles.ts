import type { ReadLimits } from '../limits.js';
import { builtInKind, type NumberStyle, styleOf } from '../number-format.js';
import type { ZipArchive } from '../zip.js';
import { forEachElement } from './elements.js';

/** How each cell style, by its index, shows a number. */
export async function readStyles(
  zip: ZipArchive,
  part: string | undefined,
  limits: ReadLimits,
): Promise<NumberStyle[]> {
  if (part === undefined) return [];
  const custom = new Map<number, NumberStyle>();
  const formatIds: number[] = [];
  let list = '';
  await forEachElement(zip.read(part, 'other'), limits.maxTokenBytes, (element) => {
    if (element.name === 'numFmts' || element.name === 'cellXfs') {
      list = element.closing || element.selfClosing ? '' : element.name;
    } else if (element.closing) {
      return;
    } else if (element.name === 'numFmt' && list === 'numFmts') {
      custom.set(Number(element.attribute('numFmtId')), styleOf(element.attribute('formatCode') ?? ''));
    } else if (element.name === 'xf' && list === 'cellXfs') {
      formatIds.push(Number(element.attribute('numFmtId') ?? 0));
    }
  });
  return formatIds.map((id) => custom.get(id) ?? { kind: builtInKind(id) });
}
