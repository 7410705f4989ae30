import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { faultHeaders, faultOf, RETRY_AFTER } from '../http/fault.js';
import { faultIn } from '../http/parameters.js';
import { type ErrorCode, RequestError } from '../errors.js';
import type { Logger } from '../log.js';
import type { Context } from './context.js';

/** The parameters of a request: in the address of a GET, in the body of a POST. */
const PARAMETERS = ['query', 'operationName', 'variables', 'extensions'];

/** Refuses query parameters that GraphQL over HTTP does not have. */
export async function refuseParameters({ method, query }: FastifyRequest): Promise<void> {
  const fault = faultIn(query as Record<string, unknown>, method === 'GET' ? PARAMETERS : []);
  if (fault !== undefined) throw fault;
}

/** How many operations a batch may have. They count together as the cost of a request. */
const MOST_IN_BATCH = 10;

/** Refuses a body with keys that GraphQL over HTTP does not have, and an array that is no batch of queries. */
export async function refuseBody({ body }: FastifyRequest): Promise<void> {
  if (!Array.isArray(body)) return refuseKeys(body);
  const isBatch = body.length > 0 && body.length <= MOST_IN_BATCH;
  if (!isBatch || body.some((each) => typeof each !== 'object' || each === null || Array.isArray(each)))
    throw RequestError.badBatch(MOST_IN_BATCH);
  body.forEach(refuseKeys);
}

function refuseKeys(body: unknown): void {
  if (typeof body !== 'object' || body === null) return;
  const unknown = Object.keys(body).find((key) => !PARAMETERS.includes(key));
  if (unknown !== undefined) throw RequestError.unknownKey(unknown, PARAMETERS);
}

/** Answers a request that was refused before GraphQL in GraphQL's form. */
export function answerErrors(reply: FastifyReply, thrown: unknown, log: Logger): FastifyReply {
  const fault = faultOf(thrown, log);
  const { code, remedy, reference, text: message } = fault;
  const extensions = { code, remedy, ...(reference === undefined ? {} : { reference }) };
  return reply
    .code(fault.status)
    .headers(faultHeaders(fault))
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [{ message, extensions }] }));
}

/** Sets status 503 for an answer that is incomplete because the database is unreachable. */
export const statusOfOutage: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response }) => {
        if (response.body.kind !== 'single') return Promise.resolve();
        const codes = response.body.singleResult.errors?.map(({ extensions }) => extensions?.['code'] as ErrorCode);
        const seconds = codes?.map((code) => RETRY_AFTER[code]).find((each) => each !== undefined);
        if (seconds !== undefined) {
          response.http.status = 503;
          response.http.headers.set('retry-after', String(seconds));
        }
        return Promise.resolve();
      },
    }),
};
