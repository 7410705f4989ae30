import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { ODataError } from './error.js';
import { type BatchRequest, readMultipart } from './multipart.js';
import type { ODataRequest, ODataResponse } from './respond.js';

/** The most requests of one batch; each may be a page of rows. */
const MAX_REQUESTS = 100;

/** A batch in one of its two forms. */
export interface Batch {
  readonly requests: readonly BatchRequest[];
  /** The type of the answer. */
  readonly type: string;
  /** The text before, between and after the answers, and how one is written. */
  readonly begin: string;
  readonly between: string;
  readonly end: string;
  readonly write: (request: BatchRequest, response: ODataResponse) => string;
}

/** Reads the body of a `$batch` request, multipart or JSON; `root` is the service's own. Throws an ODataError. */
export function readBatch(contentType: string, body: string, root: string): Batch {
  const found = /^multipart\/mixed\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^";,\s]{1,70}))/isu.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary !== undefined) {
    const name = `batchresponse_${randomUUID()}`;
    return {
      requests: checked(readMultipart(body, boundary), root),
      type: `multipart/mixed; boundary=${name}`,
      begin: `--${name}`,
      between: `\r\n--${name}`,
      end: `\r\n--${name}--\r\n`,
      write: writePart,
    };
  }
  if (!/^application\/json\b/iu.test(contentType)) {
    throw new ODataError(415, 'NOT_ACCEPTABLE', '$batch 的 Content-Type 应为 multipart/mixed 或 application/json。');
  }
  return {
    requests: checked(readJson(body), root),
    type: 'application/json',
    begin: '{"responses":[',
    between: ',',
    end: ']}',
    write: writeJson,
  };
}

/** The answers of a batch, one after the other; without `continue-on-error` none after the first that failed. */
export async function* answers(
  batch: Batch,
  prefer: string | undefined,
  respond: (request: ODataRequest) => Promise<ODataResponse>,
): AsyncGenerator<string> {
  const goesOn = /\bcontinue-on-error\b(?!\s*=\s*"?false)/iu.test(prefer ?? '');
  yield batch.begin;
  for (const [index, request] of batch.requests.entries()) {
    const response = await respond(request);
    yield `${index === 0 ? '' : batch.between}${batch.write(request, response)}`;
    if (response.status >= 400 && !goesOn) break;
  }
  yield batch.end;
}

function checked(requests: readonly BatchRequest[], root: string): BatchRequest[] {
  if (requests.length === 0) throw ODataError.invalid('$batch', '其中没有请求');
  if (requests.length > MAX_REQUESTS) throw ODataError.invalid('$batch', `一次最多 ${MAX_REQUESTS} 个请求`);
  return requests.map((request) => ({ ...request, url: belowRoot(request.url, root) }));
}

function readJson(body: string): BatchRequest[] {
  let requests: unknown;
  try {
    ({ requests } = JSON.parse(body) as { requests?: unknown });
  } catch {
    throw ODataError.invalid('$batch', '正文不是 JSON');
  }
  if (!Array.isArray(requests)) throw ODataError.invalid('$batch', '正文应为 {"requests":[…]}');
  return requests.map((each: unknown) => {
    const { id, method, url, headers } = (each ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string') {
      throw ODataError.invalid('$batch', '每个请求应有 id、method 和 url');
    }
    const named = Object.entries((headers ?? {}) as object).map(([name, value]) => [name.toLowerCase(), String(value)]);
    return { id, method: method.toUpperCase(), url, headers: Object.fromEntries(named) };
  });
}

/** A request's address below the root, from an absolute address, one from the host on, or a relative one. */
function belowRoot(url: string, root: string): string {
  for (const start of [root, new URL(root).pathname]) if (url.startsWith(start)) return url.slice(start.length);
  return url.replace(/^\.?\//u, '');
}

function writePart({ id }: BatchRequest, { status, headers, body }: ODataResponse): string {
  const lines = [
    '',
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(id === undefined ? [] : [`Content-ID: ${id}`]),
    '',
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ];
  return lines.join('\r\n');
}

function writeJson({ id }: BatchRequest, { status, headers, body }: ODataResponse): string {
  const isJson = headers['Content-Type']?.startsWith('application/json') === true;
  const content = body === '' ? '' : `,"body":${isJson ? body : JSON.stringify(body)}`;
  return `{"id":${JSON.stringify(id)},"status":${status},"headers":${JSON.stringify(headers)}${content}}`;
}
