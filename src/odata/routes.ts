import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../database/sql.js';
import type { Logger } from '../log.js';
import { answers, readBatch } from './batch.js';
import { type ODataRequest, type ODataResponse, refusal, respond } from './respond.js';

/** The options of the OData door. */
export interface ODataOptions {
  /** Connections whose statements are stopped after a while. */
  readonly db: Database;
  readonly log: Logger;
  /** Where people reach the server, if not under the address that a request names. */
  readonly publicUrl: string | undefined;
}

const ROOT = '/odata';
/** Query options are parsed with the rest of the address. */
const OWN = { parameters: 'own' } as const;

/**
 * Serves OData 4.0 at `/odata/`. A client may send `Authorization: Basic …`: while there is no access control it is
 * neither required nor checked.
 */
export async function odataRoutes(app: FastifyInstance, { db, log, publicUrl }: ODataOptions): Promise<void> {
  const serviceOf = (request: FastifyRequest) => ({
    db,
    root: `${publicUrl ?? `${request.protocol}://${request.headers.host}`}${ROOT}/`,
  });
  await app.register((scope, _options, done) => {
    scope.setErrorHandler((error, _request, reply) => send(reply, refusal(error, log)));
    // Bodies of any type are read as text: only a batch has one, and it parses it itself.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) => parsed(null, body));

    scope.post(`${ROOT}/$batch`, { config: OWN }, (request, reply) => {
      const service = serviceOf(request);
      const { prefer } = request.headers;
      const type = request.headers['content-type'] ?? '';
      const batch = readBatch(type, String(request.body ?? ''), service.root);
      const parts = answers(batch, prefer?.toString(), (each: ODataRequest) => respond(service, each, log));
      return reply
        .headers({ 'OData-Version': '4.0' })
        .type(batch.type)
        .send(Readable.from(parts, { objectMode: false }));
    });

    const method = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]),
      );
      const url = request.url.slice(ROOT.length + 1);
      return send(reply, await respond(serviceOf(request), { method: request.method, url, headers }, log));
    };
    for (const url of [ROOT, `${ROOT}/*`]) scope.route({ method, url, handler, config: OWN });
    done();
  });
}

function send(reply: FastifyReply, { status, headers, body }: ODataResponse): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}
