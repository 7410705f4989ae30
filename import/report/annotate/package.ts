import { posix } from 'node:path';
import { fromBufferPromise } from 'yauzl';
import type { ReadLimits } from '../../workbook/limits.js';
import { asUtf8 } from '../../workbook/xlsx/encoding.js';
import { readRelations, type Relation } from '../../workbook/xlsx/relations.js';
import { UnreadableWorkbook } from '../../workbook/workbook.js';
import { openZip, type ZipArchive } from '../../workbook/zip.js';
import { type Edit, edited, editedStream } from './edits.js';
import { appended, find, treeOf, utf8Part } from './tree.js';
import { escapeXml } from './xml.js';
import { deflated, type ZipPart, zipOf } from './zip.js';

const CONTENT_TYPES = '[Content_Types].xml';
const TRANSITIONAL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const STRICT = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const STRICT_MAIN = 'http://purl.oclc.org/ooxml/spreadsheetml/main';

/** The parts of an .xlsx, some of which are changed; the others are copied compressed, byte for byte. */
export class Package {
  readonly #changed = new Map<string, Buffer>();
  readonly #edits = new Map<string, readonly Edit[]>();
  #strict = false;

  private constructor(
    private readonly zip: ZipArchive,
    private readonly content: Buffer,
    private readonly limits: ReadLimits,
    /** The part of the workbook itself. */
    readonly workbook: string,
  ) {}

  /** Opens a workbook; `content` are the bytes of the file at `path`. Throws UnreadableWorkbook. */
  static async open(path: string, content: Buffer, limits: ReadLimits): Promise<Package> {
    const zip = await openZip(path, limits);
    const relations = await readRelations(zip, '', limits);
    const workbook =
      relations.find((relation) => relation.type === 'officeDocument')?.part ?? zip.find('xl/workbook.xml');
    if (workbook === undefined) throw new UnreadableWorkbook('FILE_NOT_A_WORKBOOK');
    const opened = new Package(zip, content, limits, workbook);
    opened.#strict = (await opened.text(workbook)).includes(STRICT_MAIN);
    return opened;
  }

  /** Namespace of worksheets, styles and comments. */
  get main(): string {
    return this.#strict ? STRICT_MAIN : MAIN;
  }

  /** Namespace of `r:id`, and the stem of the types of relations. */
  get relationships(): string {
    return this.#strict ? STRICT : TRANSITIONAL;
  }

  /** The stored name of a part, whatever its case. */
  find(name: string): string | undefined {
    return [...this.#changed.keys()].find((each) => each.toLowerCase() === name.toLowerCase()) ?? this.zip.find(name);
  }

  /** A name that no part has yet: `stem`, a number, `ending`. Some readers find parts by such names only. */
  free(stem: string, ending: string): string {
    for (let number = 1; ; number += 1) {
      const name = `${stem}${number}${ending}`;
      if (this.find(name) === undefined) return name;
    }
  }

  /** A part with its changes, in UTF-8. */
  async text(name: string): Promise<Buffer> {
    return this.#changed.get(name) ?? utf8Part(this.zip.read(name, 'other'));
  }

  /** The original of a sheet in UTF-8, in chunks. */
  stream(name: string): AsyncIterable<Buffer> {
    return asUtf8(this.zip.read(name, 'sheet'));
  }

  /** The relations of a part when the file was opened. */
  relations(part: string): Promise<Relation[]> {
    return readRelations(this.zip, part, this.limits);
  }

  put(name: string, xml: string | Buffer): void {
    this.#changed.set(name, typeof xml === 'string' ? Buffer.from(xml) : xml);
  }

  /** Edits of a part by offsets into its stream. */
  edit(name: string, edits: readonly Edit[]): void {
    if (edits.length > 0) this.#edits.set(name, edits);
  }

  /** Adds a relation from one part to another; the relation's id. */
  async relate(part: string, type: string, target: string): Promise<string> {
    const name = posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
    const stored = this.find(name);
    const xml =
      stored === undefined
        ? Buffer.from('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>')
        : await this.text(stored);
    const tree = treeOf(xml);
    const ids = new Set(tree.elements.map((element) => element.attribute('Id')));
    let number = ids.size;
    while (ids.has(`rId${number}`)) number += 1;
    const addition = `<${tree.prefix}Relationship Id="rId${number}" Type="${this.relationships}/${type}" Target="${escapeXml(posix.relative(posix.dirname(part), target))}"/>`;
    this.put(stored ?? name, edited(xml, appended(tree, find(tree, 'Relationships')!, addition)));
    return `rId${number}`;
  }

  /** States the content type of a new part, or of an extension such as `vml`. */
  async declare(of: { readonly part: string } | { readonly extension: string }, type: string): Promise<void> {
    const name = this.find(CONTENT_TYPES) ?? CONTENT_TYPES;
    const tree = treeOf(await this.text(name));
    const known =
      'extension' in of &&
      tree.elements.some(
        (element) => element.name === 'Default' && element.attribute('Extension')?.toLowerCase() === of.extension,
      );
    if (known) return;
    const addition =
      'extension' in of
        ? `<${tree.prefix}Default Extension="${of.extension}" ContentType="${type}"/>`
        : `<${tree.prefix}Override PartName="/${escapeXml(of.part)}" ContentType="${type}"/>`;
    this.put(name, edited(tree.xml, appended(tree, find(tree, 'Types')!, addition)));
  }

  /** The content type of a part. */
  async typeOf(part: string): Promise<string> {
    const tree = treeOf(await this.text(this.find(CONTENT_TYPES) ?? CONTENT_TYPES));
    const own = tree.elements.find((each) => each.attribute('PartName')?.toLowerCase() === `/${part.toLowerCase()}`);
    return own?.attribute('ContentType') ?? '';
  }

  /** The whole file with its changes. */
  async bytes(): Promise<Buffer> {
    const zip = await fromBufferPromise(this.content, { decodeStrings: false, validateEntrySizes: false });
    const parts: ZipPart[] = [];
    const written = new Set<string>();
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileNameRaw.toString('utf8').replaceAll('\\', '/').replace(/^\/+/u, '');
      const whole = this.#changed.get(name);
      const edits = this.#edits.get(name);
      written.add(name);
      if (whole !== undefined) parts.push(await deflated(name, [whole]));
      else if (edits !== undefined) parts.push(await deflated(name, editedStream(this.stream(name), edits)));
      else {
        const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
        parts.push({
          name: entry.fileNameRaw,
          method: entry.compressionMethod,
          crc: entry.crc32,
          size: entry.uncompressedSize,
          time: entry.lastModFileTime,
          date: entry.lastModFileDate,
          data: [this.content.subarray(fileDataStart, fileDataStart + entry.compressedSize)],
        });
      }
    }
    for (const [name, whole] of this.#changed) if (!written.has(name)) parts.push(await deflated(name, [whole]));
    return zipOf(parts);
  }

  close(): Promise<void> {
    return this.zip.close();
  }
}
