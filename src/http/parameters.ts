import type { FastifyInstance } from 'fastify';
import { RequestError } from '../errors.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The query parameters of a route, none by default; `own`: it checks them itself. */
    readonly parameters?: readonly string[] | 'own';
    /** The answer is a page for people. */
    readonly page?: boolean;
  }
}

/** Refuses query parameters that a route does not declare, and repeated ones. */
export function refuseUnknownParameters(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { parameters = [] } = request.routeOptions.config ?? {};
    if (request.is404 || parameters === 'own') return done();
    return done(faultIn(request.query as Readonly<Record<string, unknown>>, parameters));
  });
}

/** The fault of a query string that may have each of some parameters once. */
export function faultIn(
  query: Readonly<Record<string, unknown>>,
  offered: readonly string[],
): RequestError | undefined {
  for (const [name, value] of Object.entries(query)) {
    if (!offered.includes(name)) return RequestError.unknownParameter(name, offered);
    if (typeof value !== 'string') return new RequestError('REPEATED_PARAMETER', `参数 ${name} 只能给一次，`);
  }
  return undefined;
}
