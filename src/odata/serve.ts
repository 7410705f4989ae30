import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../indicators/refresh.js';
import type { Logger } from '../log.js';
import { answer } from './answer.js';
import { ODataError } from './error.js';
import { readOptions } from './options.js';
import { readPath } from './resource.js';

/** What the OData door needs. */
export interface ODataOptions {
  /** Connections whose statements are stopped after a while. */
  readonly db: Database;
  readonly log: Logger;
}

const ROOT = '/odata';

/** PostgreSQL's code for a statement that was stopped because it took too long. */
const STATEMENT_STOPPED = '57014';

/**
 * Serves OData 4.0 at `/odata/`. A client may send `Authorization: Basic …`: while there is no access control it is
 * neither asked for nor looked at.
 */
export function serveOData(app: FastifyInstance, { db, log }: ODataOptions): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    void reply.header('OData-Version', '4.0');
    try {
      checkProtocol(request);
      const [path, ...query] = request.url.split('?');
      const resource = readPath(path!.slice(ROOT.length + 1));
      const options = readOptions(query.join('?'));
      const service = { db, root: `${request.protocol}://${request.headers.host}${ROOT}/` };
      const { accept, prefer } = request.headers;
      const told = await answer(service, { resource, options, accept, prefer: prefer?.toString() });
      return await reply
        .code(told.status ?? 200)
        .headers(told.headers)
        .type(told.type)
        .send(told.body);
    } catch (error) {
      return tell(error, reply, log);
    }
  };
  const method = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
  for (const url of [ROOT, `${ROOT}/*`]) app.route({ method, url, handler });
}

function checkProtocol(request: FastifyRequest): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    if (request.url.startsWith(`${ROOT}/$batch`)) throw ODataError.notSupported('$batch', '请逐个发送请求');
    throw new ODataError(405, 'METHOD_NOT_ALLOWED', `数据只读，不能 ${request.method}，请用 GET。`);
  }
  const version = request.headers['odata-maxversion'];
  if (version !== undefined && !/^4\.\d+$/u.test(String(version))) {
    throw ODataError.invalid('OData-MaxVersion', '本服务为 OData 4.0');
  }
}

/** Answers a fault in OData's form; of a bug only a reference to the log. */
function tell(error: unknown, reply: FastifyReply, log: Logger): FastifyReply {
  const fault = error instanceof ODataError ? error : faultOf(error, log);
  if (fault.status === 405) void reply.header('Allow', 'GET, HEAD');
  const { code, message, target } = fault;
  return reply
    .code(fault.status)
    .type('application/json;odata.metadata=minimal;charset=utf-8')
    .send(JSON.stringify({ error: { code, message, ...(target === undefined ? {} : { target }) } }));
}

function faultOf(error: unknown, log: Logger): ODataError {
  if ((error as { code?: unknown } | null)?.code === STATEMENT_STOPPED) {
    return new ODataError(503, 'QUERY_TIMEOUT', '查询用时过长，已停止。请缩小范围，如用 $filter 限定年度或区划。');
  }
  const reference = Math.random().toString(36).slice(2, 10);
  log.error({ reference, err: error }, 'an OData request failed');
  return new ODataError(500, 'INTERNAL_ERROR', `程序出错（错误编号 ${reference}），请把编号告诉管理员。`);
}
