import { type FastifyInstance, fastify } from 'fastify';
import type { Config } from '../config.js';
import { RequestError } from '../errors.js';
import type { Logger } from '../log.js';
import { answerFault } from './answer-fault.js';
import { answerClientError, answerConnect, answerRaw } from './client-error.js';
import { guardRequests, LONGEST_ADDRESS, pathOfTarget } from './guard.js';
import { answerUnrouted } from './not-found.js';
import { refuseUnknownParameters } from './parameters.js';

/** How long a request may take to arrive, and how often that is checked; in milliseconds. */
export interface RequestTimes {
  readonly arrival: number;
  readonly check: number;
}

/** A workbook of the largest size over a slow line takes some minutes. */
const TIMES: RequestTimes = { arrival: 600_000, check: 30_000 };

/** Makes the HTTP application, to which every door adds its routes; its refusals are worded alike for all. */
export function createApp(config: Config, log: Logger, times: RequestTimes = TIMES): FastifyInstance {
  const app = fastify({
    // Fastify would log each request at `info`.
    loggerInstance: log.child({}, { level: log.isLevelEnabled('warn') ? 'warn' : log.level }),
    // One logger for all requests: errors within them name their place themselves.
    childLoggerFactory: (logger) => logger,
    bodyLimit: 1024 * 1024,
    requestTimeout: times.arrival,
    http: {
      headersTimeout: Math.min(times.arrival, 60_000),
      connectionsCheckingInterval: times.check,
      // The guard words these refusals; Node's own have no text.
      requireHostHeader: false,
      maxHeaderSize: 3 * LONGEST_ADDRESS,
    },
    // The length of an address is limited as a whole.
    routerOptions: { maxParamLength: LONGEST_ADDRESS },
    rewriteUrl: ({ url = '/' }) => pathOfTarget(url),
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, _request, reply) => void answerFault(reply, error, log),
  }) as unknown as FastifyInstance;
  app.server.on('connect', answerConnect);
  app.server.on('checkExpectation', (_request, response) =>
    answerRaw(response.socket!, new RequestError('EXPECTATION_FAILED', '不支持请求头 Expect 所要求的内容。')),
  );
  app.setErrorHandler((error, _request, reply) => answerFault(reply, error, log));
  answerUnrouted(app, log);
  guardRequests(app, config);
  refuseUnknownParameters(app);
  return app;
}
