import { posix } from 'node:path';
import type { ReadLimits } from '../limits.js';
import type { ZipArchive } from '../zip.js';
import { forEachElement } from './elements.js';

export interface Relation {
  readonly id: string;
  /** The last word of the type, the same in transitional and strict OOXML: `worksheet`, `sharedStrings`. */
  readonly type: string;
  /** The stored name of the part it points at; undefined where there is none or it lies outside the file. */
  readonly part: string | undefined;
  readonly external: boolean;
}

/** The relations of a part, none where it has no relations part; `''` stands for the package itself. */
export async function readRelations(zip: ZipArchive, part: string, limits: ReadLimits): Promise<Relation[]> {
  const folder = posix.dirname(part);
  const name = zip.find(posix.join(folder, '_rels', `${posix.basename(part)}.rels`));
  if (name === undefined) return [];
  const relations: Relation[] = [];
  await forEachElement(zip.read(name, 'other'), limits.maxTokenBytes, (element) => {
    if (element.name !== 'Relationship' || element.closing) return;
    const type = element.attribute('Type') ?? '';
    const external = element.attribute('TargetMode') === 'External';
    const target = element.attribute('Target') ?? '';
    relations.push({
      id: element.attribute('Id') ?? '',
      type: type.slice(type.lastIndexOf('/') + 1),
      part: external ? undefined : findPart(zip, folder, target),
      external,
    });
  });
  return relations;
}

function findPart(zip: ZipArchive, folder: string, target: string): string | undefined {
  const path = target.replaceAll('\\', '/');
  const resolve = (to: string) => posix.join('/', to.startsWith('/') ? '' : folder, to).slice(1);
  return zip.find(resolve(path)) ?? zip.find(resolve(percentDecoded(path)));
}

function percentDecoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
