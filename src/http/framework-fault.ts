import { RequestError } from '../errors.js';

/** The faults of Fastify's refusals, by its codes. */
const MADE_BY: Readonly<Record<string, () => RequestError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new RequestError('TOO_LARGE', '请求体过大，最多 1 MB。'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new RequestError('UNSUPPORTED_MEDIA_TYPE', '请求体的类型（Content-Type）不能用于这个网址。'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new RequestError('BAD_REQUEST', '请求体是空的，应为 JSON。'),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new RequestError('BAD_REQUEST', '请求体不是有效的 JSON。'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    new RequestError('BAD_REQUEST', '请求体的长度与 Content-Length 不符，可能没有传完。'),
  FST_ERR_BAD_URL: () =>
    new RequestError('BAD_REQUEST', '网址中的百分号编码有误。', '请改正网址，如“区”写成 %E5%8C%BA。'),
  FST_ERR_MAX_PARAM_LENGTH: () => new RequestError('ADDRESS_TOO_LONG', '网址中的一段过长。'),
};

/** The caller's fault for a refusal of the HTTP framework; undefined for any other error. */
export function frameworkFault(thrown: unknown): RequestError | undefined {
  const { code, statusCode } = (thrown ?? {}) as { code?: unknown; statusCode?: unknown };
  if (typeof code !== 'string' || !code.startsWith('FST_')) return undefined;
  const make = MADE_BY[code];
  if (make !== undefined) return make();
  return typeof statusCode === 'number' && statusCode < 500
    ? new RequestError('BAD_REQUEST', '请求的形式有误。')
    : undefined;
}
