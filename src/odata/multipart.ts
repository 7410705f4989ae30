import { ODataError } from './error.js';
import type { ODataRequest } from './respond.js';

/** A request of a batch with the name that its answer carries. */
export interface BatchRequest extends ODataRequest {
  readonly id: string | undefined;
}

/**
 * The requests of a multipart batch: each part is one HTTP request as text. A change set counts as a
 * write, whatever its content.
 */
export function readMultipart(body: string, boundary: string): BatchRequest[] {
  const parts = body.replaceAll('\r\n', '\n').split(`--${boundary}`);
  if (parts.length < 3 || !parts.at(-1)!.startsWith('--')) {
    throw ODataError.invalid('$batch', `正文没有以 --${boundary}-- 结束`);
  }
  return parts.slice(1, -1).map((part) => readPart(part.slice(1)));
}

function readPart(part: string): BatchRequest {
  const [head, content] = halves(part);
  const own = headersOf(head);
  const id = own['content-id'];
  if (/^multipart\/mixed/iu.test(own['content-type'] ?? '')) return { id, method: 'POST', url: '', headers: {} };
  const [lines] = halves(content);
  const [first = '', ...rest] = lines.split('\n');
  const [, method, url] = /^([A-Za-z]+) (\S+)(?: HTTP\/\d\.\d)?$/u.exec(first.trim()) ?? [];
  if (method === undefined || url === undefined) {
    throw ODataError.invalid('$batch', `请求行应如 GET target?$top=1 HTTP/1.1，却是“${first.slice(0, 100)}”`);
  }
  return { id, method: method.toUpperCase(), url, headers: headersOf(rest.join('\n')) };
}

/** The parts before and after the first empty line. */
function halves(text: string): [string, string] {
  const lines = `\n${text}`;
  const at = lines.indexOf('\n\n');
  return at === -1 ? [text, ''] : [lines.slice(1, at), lines.slice(at + 2)];
}

function headersOf(text: string): Record<string, string> {
  const named = text.split('\n').map((line) => /^([^:\s]+)\s*:\s*(.*?)\s*$/u.exec(line));
  return Object.fromEntries(named.flatMap((found) => (found === null ? [] : [[found[1]!.toLowerCase(), found[2]!]])));
}
