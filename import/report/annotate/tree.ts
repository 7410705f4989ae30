import { asUtf8 } from '../../workbook/xlsx/encoding.js';
import { attribute, CLOSE, MarkupScanner, SELF_CLOSING } from '../../workbook/xlsx/markup.js';
import { decodeEntities } from '../../workbook/xlsx/text.js';

/** An element of a small part, with the byte offsets of its tags. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly parent: XmlElement | undefined;
  /** The `<` of its start tag. */
  readonly start: number;
  /** After the `>` of its start tag. */
  readonly openEnd: number;
  /** The `<` of its end tag; equals `openEnd` where it closes itself. */
  closeStart: number;
  /** After its end tag. */
  end: number;
  attribute(name: string, prefixed?: boolean): string | undefined;
}

/** The elements of a part in document order, and the prefix of their names with its colon. */
export interface XmlTree {
  readonly xml: Buffer;
  readonly prefix: string;
  readonly elements: readonly XmlElement[];
}

const LONGEST_TAG = 64 * 1024 * 1024;

/** Finds the elements of a part that is small enough to hold. Throws UnreadableWorkbook. */
export function treeOf(xml: Buffer): XmlTree {
  const builder = new TreeBuilder(xml);
  builder.push(xml);
  return { xml, prefix: builder.namePrefix, elements: builder.elements };
}

/** The bytes of a part in UTF-8, declared as such. */
export async function utf8Part(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const chunk of asUtf8(chunks)) pieces.push(chunk);
  const xml = Buffer.concat(pieces);
  const declared = declaredEncoding(xml);
  return declared === undefined
    ? xml
    : Buffer.concat([xml.subarray(0, declared.start), Buffer.from('UTF-8'), xml.subarray(declared.end)]);
}

/** The offsets of the encoding's name in the XML declaration; undefined where it is UTF-8 or not declared. */
export function declaredEncoding(head: Buffer): { readonly start: number; readonly end: number } | undefined {
  const match = /^<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/u.exec(head.toString('latin1', 0, 128));
  if (match === null || /^(?:utf-?8|us-ascii)$/iu.test(match[1]!)) return undefined;
  const end = match[0].length - 1;
  return { start: end - match[1]!.length, end };
}

class TreeBuilder extends MarkupScanner {
  readonly elements: XmlElement[] = [];
  readonly #open: XmlElement[] = [];

  constructor(private readonly xml: Buffer) {
    super(LONGEST_TAG);
  }

  get namePrefix(): string {
    return this.prefix?.toString() ?? '';
  }

  protected onTag(bytes: Buffer, nameStart: number, nameEnd: number, tagEnd: number, tag: number): void {
    const before = this.prefix?.length ?? 0;
    if (tag === CLOSE) {
      const closed = this.#open.pop();
      if (closed === undefined) return;
      closed.closeStart = nameStart - before - 2;
      closed.end = tagEnd + 1;
      return;
    }
    const { xml } = this;
    const element: XmlElement = {
      name: bytes.toString('latin1', nameStart, nameEnd),
      parent: this.#open.at(-1),
      start: nameStart - before - 1,
      openEnd: tagEnd + 1,
      closeStart: tagEnd + 1,
      end: tagEnd + 1,
      attribute: (name, prefixed) => {
        const raw = attribute(xml, nameEnd, tagEnd, name, prefixed);
        return raw === undefined ? undefined : decodeEntities(raw);
      },
    };
    this.elements.push(element);
    if (tag !== SELF_CLOSING) this.#open.push(element);
  }

  protected onText(): void {
    // Only tags are of interest.
  }
}

/** The start tag of an element. */
export function startTag({ xml }: XmlTree, element: XmlElement): string {
  return xml.toString('utf8', element.start, element.openEnd);
}

/** The first element of a name. */
export function find(tree: XmlTree, name: string): XmlElement | undefined {
  return tree.elements.find((element) => element.name === name);
}

/** The direct children of an element. */
export function childrenOf(tree: XmlTree, parent: XmlElement): XmlElement[] {
  return tree.elements.filter((element) => element.parent === parent);
}

/** The edit that adds XML at the end of an element, opened where it closes itself. */
export function appended(tree: XmlTree, element: XmlElement, addition: string, tag = startTag(tree, element)) {
  const selfClosing = element.closeStart === element.openEnd && tag.endsWith('/>');
  const name = `${tree.prefix}${element.name}`;
  return selfClosing
    ? [{ start: element.start, end: element.end, text: `${tag.slice(0, -2)}>${addition}</${name}>` }]
    : [
        { start: element.start, end: element.openEnd, text: tag },
        { start: element.closeStart, end: element.closeStart, text: addition },
      ];
}
