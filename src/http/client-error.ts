import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { CATALOGUE } from '../error-catalogue.js';
import { RequestError } from '../errors.js';

/** Node's error for a request that its parser refuses, with the bytes at that point. */
interface ParserError extends Error {
  readonly code?: string;
  readonly rawPacket?: unknown;
  readonly bytesParsed?: number;
}

/** Answers requests that Node's HTTP parser refuses, mostly for an address with unescaped Chinese characters. */
export function answerClientError(error: ParserError, socket: Duplex): void {
  answerRaw(socket, refusalOf(error));
}

/** Answers on a connection that has no reply of its own, and closes it; where an answer has begun, only closes it. */
export function answerRaw(socket: Duplex, error: RequestError): void {
  // Node's own handler checks this, too.
  const begun = (socket as { _httpMessage?: { headersSent: boolean } | null })._httpMessage?.headersSent === true;
  if (socket.writable && !begun) {
    const { code, said: message, remedy } = error;
    const body = JSON.stringify({ error: { code, message, remedy } });
    socket.write(
      `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  }
  if ('destroySoon' in socket) (socket as { destroySoon(): void }).destroySoon();
  else socket.end();
}

/** Answers a request to open a tunnel, which only proxies do. */
export function answerConnect(_request: IncomingMessage, socket: Duplex): void {
  answerRaw(socket, new RequestError('METHOD_NOT_ALLOWED', '本服务不是代理，不接受 CONNECT。', '请改用 GET 或 POST。'));
}

function refusalOf({ code, rawPacket, bytesParsed }: ParserError): RequestError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new RequestError('REQUEST_TIMEOUT', '请求没有在时限内传完。');
  const packet = Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1') : '';
  const read = packet.slice(0, bytesParsed);
  if (code === 'HPE_HEADER_OVERFLOW') {
    const inAddress = /^[A-Z]+ [^\r\n]*$/u.test(read);
    return inAddress
      ? new RequestError('ADDRESS_TOO_LONG', '网址过长。')
      : new RequestError('HEADERS_TOO_LONG', '网址或请求头过长。', '请缩短网址，减少请求头。');
  }
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return new RequestError('TOO_LARGE', '请求体的分块附加信息过长。');
  const address = /^[A-Z]+ (.*)/u.exec(packet)?.[1] ?? '';
  return /[\u0080-\u00ff]/u.test(address)
    ? new RequestError(
        'BAD_REQUEST',
        '请求不合 HTTP 的格式：网址中的汉字须写成百分号编码。',
        '例如“区”写成 %E5%8C%BA。',
      )
    : new RequestError('BAD_REQUEST', '请求不合 HTTP 的格式。', CATALOGUE.BAD_REQUEST.remedy);
}
