import type { FastifyInstance, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { RequestError } from '../errors.js';
import { attachment } from '../http/attachment.js';
import type { DatabaseAddress } from '../reporting/connection.js';
import { DATASETS, SCHEMA } from '../reporting/datasets.js';
import { isReaderName } from '../reporting/reader.js';
import type { Access } from './access.js';
import { FILES } from './files.js';
import { guides } from './guides.js';
import { parameters } from './note.js';
import { connectPage } from './page.js';

/** The targets of the connections. */
export interface ConnectOptions {
  readonly database: DatabaseAddress;
  readonly bundled: boolean;
  /** Where people reach the server, if not where requests say. */
  readonly publicUrl: string | undefined;
}

/** The account in the files, where the request names none. */
const ACCOUNT = 'analyst';

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * Serves at `/connect` the page of the ready-made connections for BI tools, the same as JSON, and below it the files.
 * `?account=` names the read-only role to connect as. No file has a password.
 */
export function connectRoutes(app: FastifyInstance, options: ConnectOptions): void {
  app.get<Asked>('/connect', { config: { parameters: PARAMETERS, page: true } }, (request, reply) => {
    const access = accessOf(request, options);
    void reply.header('Vary', 'Accept');
    const suffix = access.account === ACCOUNT ? '' : `?account=${access.account}`;
    if (new Negotiator(request.raw).mediaType(['text/html', 'application/json']) === 'application/json') {
      return reply.type('application/json; charset=utf-8').send(connectJson(access, suffix));
    }
    return reply
      .type('text/html; charset=utf-8')
      .headers({ 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff' })
      .send(connectPage(access, suffix));
  });
  const config = { parameters: PARAMETERS };
  app.get<Asked & { Params: { '*': string } }>('/connect/*', { config }, async (request, reply) => {
    const file = FILES.get(request.params['*']);
    if (file === undefined) return reply.callNotFound();
    const access = accessOf(request, options);
    return reply
      .type(file.type)
      .headers({
        'Content-Disposition': attachment(file.name, file.name),
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      })
      .send(await file.make(access));
  });
}

interface Asked {
  Querystring: { account?: string };
}

const PARAMETERS = ['account'];

/** The parameters of the files; throws for an impossible account. The Host header was checked for every door. */
function accessOf(request: FastifyRequest<Asked>, { database, bundled, publicUrl }: ConnectOptions): Access {
  const { account = ACCOUNT } = request.query;
  if (!isReaderName(account))
    throw new RequestError(
      'BAD_ACCOUNT',
      '参数 account 应为一个账号名：小写字母开头，只含小写字母、数字和下划线，最长 63 个字符。',
    );
  const root = publicUrl ?? `${request.protocol}://${request.headers.host}`;
  return { database, bundled, odata: `${root}/odata/`, account };
}

/** The page's content for programs; addresses are absolute. */
function connectJson(access: Access, suffix: string): object {
  const { database, account, odata } = access;
  const root = odata.replace(/odata\/$/u, 'connect/');
  const file = (path: string) => `${root}${path}${suffix}`;
  return {
    database: { ...database, schema: SCHEMA, account },
    odata,
    parameters: Object.fromEntries(parameters(access)),
    tools: guides(access).map(({ id, tool, purpose, files, steps }) => ({
      id,
      tool,
      purpose,
      files: files.map(({ path, title }) => ({ url: file(path), title })),
      steps,
    })),
    datasets: DATASETS.map(({ name, zh }) => ({
      name,
      title: zh,
      odata: `${odata}${name}`,
      excel: file(`excel/odata/${name}.odc`),
      tableau: file(`tableau/${name}.tds`),
    })),
  };
}
