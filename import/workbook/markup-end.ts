import { readFile } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import type { TextEncodingName } from './text-encoding.js';
import { UnreadableWorkbook } from './workbook.js';

/** What may follow the end tag of the root element. */
const WORKBOOK_END = /<\/(?:[\w.-]+:)?Workbook\s*>(?:\s|\0|<!--(?:[^-]|-[^-])*-->)*$/;
/** Elements of an HTML export that must be closed where they are opened. */
const CLOSED = ['table', 'html'] as const;

/** Checks that SpreadsheetML ends with its root element, and HTML with its tables and itself. Throws FILE_TRUNCATED. */
export async function checkMarkupEnd(
  path: string,
  kind: 'spreadsheetml' | 'html',
  encoding: TextEncodingName,
): Promise<void> {
  const text = new TextDecoder(encoding).decode(await readFile(path));
  const whole = kind === 'spreadsheetml' ? WORKBOOK_END.test(text.slice(-1024)) : isWholeHtml(text);
  if (!whole) throw new UnreadableWorkbook('FILE_TRUNCATED', kind);
}

function isWholeHtml(text: string): boolean {
  const tags = withoutComments(text);
  if (tags === null) return false;
  return CLOSED.every(
    (name) => count(tags, new RegExp(`<${name}[\\s>/]`, 'giu')) <= count(tags, new RegExp(`</${name}\\s*>`, 'giu')),
  );
}

/** The text without its comments; null where one is not closed. */
function withoutComments(text: string): string | null {
  const kept: string[] = [];
  let at = 0;
  for (let open = text.indexOf('<!--'); open >= 0; open = text.indexOf('<!--', at)) {
    const close = text.indexOf('-->', open + 4);
    if (close < 0) return null;
    kept.push(text.slice(at, open));
    at = close + 3;
  }
  return kept.join('') + text.slice(at);
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  while (pattern.exec(text) !== null) found++;
  return found;
}
