import { asUtf8 } from './encoding.js';
import { attribute, CLOSE, MarkupScanner, SELF_CLOSING } from './markup.js';
import { decodeEntities } from './text.js';

/** A tag of a part small enough to look at one by one: workbook, relations, styles, content types. */
export interface Element {
  /** Without its prefix. */
  readonly name: string;
  readonly closing: boolean;
  readonly selfClosing: boolean;
  /** The decoded value of an attribute, or of one with a prefix such as `r:id`. */
  attribute(name: string, prefixed?: boolean): string | undefined;
}

/** Calls `visit` for every tag of a part, in order. Throws UnreadableWorkbook. */
export async function forEachElement(
  chunks: AsyncIterable<Buffer>,
  maxTokenBytes: number,
  visit: (element: Element) => void,
): Promise<void> {
  const scanner = new ElementScanner(maxTokenBytes, visit);
  for await (const chunk of asUtf8(chunks)) scanner.push(chunk);
  scanner.end();
}

class ElementScanner extends MarkupScanner {
  constructor(
    maxTokenBytes: number,
    private readonly visit: (element: Element) => void,
  ) {
    super(maxTokenBytes);
  }

  protected onTag(bytes: Buffer, nameStart: number, nameEnd: number, tagEnd: number, tag: number): void {
    this.visit({
      name: bytes.toString('latin1', nameStart, nameEnd),
      closing: tag === CLOSE,
      selfClosing: tag === SELF_CLOSING,
      attribute(name, prefixed) {
        const raw = attribute(bytes, nameEnd, tagEnd, name, prefixed);
        return raw === undefined ? undefined : decodeEntities(raw);
      },
    });
  }

  protected onText(): void {
    // These parts hold everything in attributes.
  }
}
