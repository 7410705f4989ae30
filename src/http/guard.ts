import cors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import { RequestError } from '../errors.js';

/** The longest address in characters, and all headers with it in bytes. */
export const LONGEST_ADDRESS = 16_384;
const LONGEST_HEADERS = 16_384;

/**
 * Refuses requests that are not meant for this server: without access control a page of another site must not reach it,
 * neither under another name for this address nor by posting a form or loading an image or a script. Pages of the origins
 * that the settings name may (CORS).
 */
export function guardRequests(app: FastifyInstance, config: Config): void {
  let own: ReadonlySet<string> | undefined;
  const allowed: ReadonlySet<string> = new Set(config.allowedOrigins);
  app.addHook('onRequest', (request, _reply, done) => {
    own ??= ownOrigins(config, portOf(app) ?? config.port);
    done(tooLong(request) ?? foreign(request, own, allowed));
  });
  if (allowed.size > 0) {
    app.register(cors, {
      origin: [...allowed],
      credentials: true,
      exposedHeaders: ['content-disposition', 'odata-version', 'retry-after'],
      maxAge: PREFLIGHT_SECONDS,
    });
  }
}

/** How long a browser need not ask again whether a page may send a request. */
const PREFLIGHT_SECONDS = 600;

/** The path and query of a request target: a proxy may send it with the origin in front (RFC 9112, 3.2.2). */
export function pathOfTarget(target: string): string {
  const found = /^https?:\/\/[^/?]*(.*)$/isu.exec(target);
  if (found === null) return target;
  return found[1]!.startsWith('/') ? found[1]! : `/${found[1]!}`;
}

function tooLong({ originalUrl, raw }: FastifyRequest): RequestError | undefined {
  if (originalUrl.length > LONGEST_ADDRESS)
    return new RequestError('ADDRESS_TOO_LONG', `网址过长，最多 ${LONGEST_ADDRESS} 个字符。`);
  const size = raw.rawHeaders.reduce((sum, text) => sum + text.length, 0);
  if (size > LONGEST_HEADERS)
    return new RequestError('HEADERS_TOO_LONG', `请求头过长，合计最多 ${LONGEST_HEADERS} 字节。`);
  return undefined;
}

function foreign(
  request: FastifyRequest,
  own: ReadonlySet<string>,
  allowed: ReadonlySet<string>,
): RequestError | undefined {
  const { headers, originalUrl, raw } = request;
  const hosts = raw.rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host');
  if (headers.host === undefined)
    return new RequestError('BAD_REQUEST', '请求没有 Host 请求头，', '请加上 Host 请求头。');
  if (hosts.length > 1)
    return new RequestError('BAD_REQUEST', '请求有多个 Host 请求头，', '请只发送一个 Host 请求头。');
  // A proxy forwards either the public name or its own name for this server.
  if (!isOwnHost(headers.host, own)) return forbidden('请求的 Host 不是本服务的地址。');
  const target = /^https?:\/\/([^/?]*)/iu.exec(originalUrl);
  if (target !== null && !isOwnHost(target[1]!, own)) return forbidden('请求的网址不是本服务的地址。');
  if (headers.origin !== undefined && allowed.has(headers.origin)) return undefined;
  if (headers.origin !== undefined && !own.has(headers.origin)) return forbidden('不接受其他网站的网页发来的请求。');
  const site = headers['sec-fetch-site'];
  if ((site === 'cross-site' || site === 'same-site') && !opensPage(request))
    return forbidden('不接受其他网站的网页发来的请求。');
  return undefined;
}

/** Whether a link of another site, or a login at a proxy, opens one of our pages as a page. */
function opensPage({ headers, method, routeOptions }: FastifyRequest): boolean {
  return (
    routeOptions.config?.page === true &&
    (method === 'GET' || method === 'HEAD') &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document'
  );
}

function isOwnHost(host: string, own: ReadonlySet<string>): boolean {
  const name = host.toLowerCase();
  return own.has(`http://${name}`) || own.has(`https://${name}`);
}

function forbidden(said: string): RequestError {
  return new RequestError('FORBIDDEN', said);
}

/** The names of this server that requests may use. */
function ownOrigins({ host, publicUrl }: Config, port: number): ReadonlySet<string> {
  const hosts = ['localhost', '127.0.0.1', '[::1]', host];
  const origins = hosts.flatMap((each) => [`http://${each}:${port}`, ...(port === 80 ? [`http://${each}`] : [])]);
  return new Set([...origins, ...(publicUrl === undefined ? [] : [new URL(publicUrl).origin])]);
}

function portOf(app: FastifyInstance): number | undefined {
  const address = app.server.address();
  return typeof address === 'object' ? address?.port : undefined;
}
