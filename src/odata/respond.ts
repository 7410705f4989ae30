import { faultHeaders, faultOf } from '../http/fault.js';
import type { Logger } from '../log.js';
import { answer, type Service } from './answer.js';
import { ODataError } from './error.js';
import { readOptions } from './options.js';
import { readPath } from './resource.js';

/** One request to the service, single or within a batch. */
export interface ODataRequest {
  readonly method: string;
  /** Path and query below the service root, percent-encoded: `target?$top=1`. */
  readonly url: string;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** An answer; the headers include its type. */
export interface ODataResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers one request, a fault in OData's form; of a bug only a reference to the log. */
export async function respond(service: Service, request: ODataRequest, log: Logger): Promise<ODataResponse> {
  try {
    checkProtocol(request);
    checkLength(request.url);
    const [path, ...query] = request.url.split('?');
    const resource = readPath(path!);
    const options = readOptions(query.join('?'));
    const { accept, prefer, 'odata-maxversion': newest } = request.headers;
    const { status = 200, type, body, headers } = await answer(service, { resource, options, accept, newest, prefer });
    return { status, headers: { ...VERSION, ...headers, 'Content-Type': type }, body };
  } catch (error) {
    return refusal(error, log);
  }
}

const VERSION = { 'OData-Version': '4.0' };

function checkProtocol({ method, headers }: ODataRequest): void {
  if (method !== 'GET' && method !== 'HEAD') {
    throw new ODataError(405, 'METHOD_NOT_ALLOWED', `数据只读，不能 ${method}，请用 GET。`);
  }
  const version = headers['odata-maxversion'];
  if (version !== undefined && !/^4\.\d+$/u.test(version)) {
    throw ODataError.invalid('OData-MaxVersion', '本服务为 OData 4.0');
  }
}

/** The longest address, checked here since nothing else checks those in a batch: a long filter is a long statement. */
const LONGEST_URL = 16_384;

function checkLength(url: string): void {
  if (url.length > LONGEST_URL) throw new ODataError(414, 'TOO_LONG', `地址过长，最多 ${LONGEST_URL} 个字符。`);
}

/** The answer to a request that failed with any error. */
export function refusal(error: unknown, log: Logger): ODataResponse {
  const fault = faultOf(error, log);
  const { status, code, text: message } = fault;
  const target = error instanceof ODataError ? error.target : undefined;
  return {
    status,
    headers: {
      ...VERSION,
      ...(status === 405 ? { Allow: 'GET, HEAD' } : {}),
      ...faultHeaders(fault),
      'Content-Type': 'application/json;odata.metadata=minimal;charset=utf-8',
    },
    body: JSON.stringify({ error: { code, message, ...(target === undefined ? {} : { target }) } }),
  };
}
