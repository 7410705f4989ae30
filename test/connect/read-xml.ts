import { DOMParser, type Document, type Element } from '@xmldom/xmldom';

/** Reads XML with a parser of another maker that forgives nothing. */
export function readXml(text: string): Document {
  const onError = (level: string, message: string) => {
    throw new Error(`${level}: ${message}`);
  };
  return new DOMParser({ onError }).parseFromString(text, 'text/xml');
}

/** The elements of a name, whatever its prefix. */
export function elements(within: Document | Element, localName: string): Element[] {
  return [...within.getElementsByTagNameNS('*', localName)];
}

/** The text of the one element of a name. */
export function textOf(within: Document | Element, localName: string): string {
  const found = elements(within, localName);
  if (found.length !== 1) throw new Error(`${found.length} elements ${localName}`);
  return found[0]!.textContent ?? '';
}
