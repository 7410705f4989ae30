import type { FastifyReply } from 'fastify';
import type { Logger } from '../log.js';
import { faultBody, faultHeaders, faultOf } from './fault.js';

/** Answers with the thrown error as `{ "error": { code, message, remedy, reference? } }`, unless an answer has begun. */
export function answerFault(reply: FastifyReply, thrown: unknown, log: Logger): FastifyReply {
  if (reply.raw.closed || reply.raw.headersSent) return reply;
  const fault = faultOf(thrown, log);
  for (const name of ['content-disposition', 'cache-control']) reply.removeHeader(name);
  return reply
    .code(fault.status)
    .headers(faultHeaders(fault))
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(faultBody(fault)));
}
