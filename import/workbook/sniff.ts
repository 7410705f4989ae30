import { UnreadableWorkbook } from './workbook.js';

/** How many of a file's first bytes identify its kind. */
export const SNIFF_BYTES = 4096;

export type FileKind = 'zip' | 'compound' | 'biff' | 'spreadsheetml' | 'html' | 'text';

/** The first record of Excel 2 to 4, which had no container. */
const BIFF: readonly string[] = ['\x09\0\x04\0', '\x09\x02\x06\0', '\x09\x04\x06\0', '\x09\0\x06\0'];

/** The first bytes of a zip and of a compound file; a shorter file may be a truncated one. */
const CONTAINERS: readonly string[] = ['PK\x03\x04', '\xd0\xcf\x11\xe0'];

const FOREIGN: readonly (readonly [string, string])[] = [
  ['%PDF', 'PDF'],
  ['\x89PNG', 'PNG'],
  ['\xff\xd8\xff', 'JPEG'],
  ['GIF8', 'GIF'],
  ['Rar!', 'RAR'],
  ['7z\xbc\xaf', '7z'],
  ['\x1f\x8b', 'gzip'],
  ['{\\rtf', 'RTF'],
];

/** The kind of a file by its first bytes, whatever its name. Throws UnreadableWorkbook where it is none that is read. */
export function sniff(head: Buffer): FileKind {
  const latin = head.toString('latin1', 0, SNIFF_BYTES);
  if ([...CONTAINERS, ...BIFF].some((magic) => isStart(latin, magic))) throw new UnreadableWorkbook('FILE_TRUNCATED');
  if (latin.startsWith('PK\x03\x04')) return 'zip';
  if (latin.startsWith('PK\x05\x06')) throw new UnreadableWorkbook('FILE_NOT_A_WORKBOOK', 'zip');
  if (latin.startsWith('\xd0\xcf\x11\xe0')) return 'compound';
  if (BIFF.includes(latin.slice(0, 4))) return 'biff';
  const foreign = FOREIGN.find(([magic]) => latin.startsWith(magic));
  if (foreign !== undefined) throw new UnreadableWorkbook('FILE_TYPE_UNKNOWN', foreign[1]);
  return sniffText(asciiOf(head, latin).replace(/^\s+/, ''));
}

/** Whether a file is only a part of such first bytes. */
function isStart(latin: string, magic: string): boolean {
  return latin !== '\t' && latin.length < magic.length && magic.startsWith(latin);
}

/** The ASCII of text in UTF-16, or of any other encoding, without its byte order mark. */
function asciiOf(head: Buffer, latin: string): string {
  if (head[0] === 0xff && head[1] === 0xfe) return head.subarray(2).toString('utf16le');
  return latin.replace(/^\xef\xbb\xbf/, '');
}

function sniffText(text: string): FileKind {
  if (/^MIME-Version:/i.test(text)) throw new UnreadableWorkbook('FILE_UNSUPPORTED', 'MHTML');
  if (!text.startsWith('<')) return 'text';
  if (/^<(?:[!?/a-z]|$)/i.test(text) && isCutInMarkup(text)) throw new UnreadableWorkbook('FILE_TRUNCATED', 'XML');
  if (text.startsWith('<?xml') && /<!DOCTYPE\s+(?!html)/i.test(text)) throw new UnreadableWorkbook('FILE_DTD');
  if (/<\w*:?Workbook[\s>]/.test(text) && text.includes('urn:schemas-microsoft-com:office:spreadsheet'))
    return 'spreadsheetml';
  if (/<(!doctype\s+html|html|head|meta|body|table|style|div)\b/i.test(text)) return 'html';
  if (text.startsWith('<?xml') || /^<[a-z]/i.test(text)) throw new UnreadableWorkbook('FILE_NOT_A_WORKBOOK', 'XML');
  return 'text';
}

/** Whether a short text ends within its first tags: in one of them, or after the declarations before the root. */
function isCutInMarkup(text: string): boolean {
  if (text.length >= SNIFF_BYTES / 2 - 1) return false;
  return text.lastIndexOf('<') > text.lastIndexOf('>') || /^(<[?!][^>]*>\s*)+$/.test(text);
}
