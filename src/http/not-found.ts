import type { FastifyInstance } from 'fastify';
import { RequestError } from '../errors.js';
import type { Logger } from '../log.js';
import { answerFault } from './answer-fault.js';

/** Answers requests without a route: 405 with the methods where the address is known, else 404. Called before the routes are added. */
export function answerUnrouted(app: FastifyInstance, log: Logger): void {
  const routes: { readonly address: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    routes.push({ address: patternOf(url), methods: typeof method === 'string' ? [method] : method });
  });
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?');
    const methods = new Set(routes.filter(({ address }) => address.test(path)).flatMap((route) => route.methods));
    if (methods.size === 0 || methods.has(request.method))
      return answerFault(reply, new RequestError('NOT_FOUND', `没有这个地址：${path.slice(0, 200)}。`), log);
    const allowed = [...methods].toSorted().join(', ');
    return answerFault(
      reply.header('Allow', allowed),
      new RequestError('METHOD_NOT_ALLOWED', `这个地址不接受 ${request.method}，可用的方法：${allowed}。`),
      log,
    );
  });
}

/** A route such as `/imports/:id` as a regular expression for addresses. */
function patternOf(url: string): RegExp {
  const parts = url.split(/(:\w+|\*)/u).map((part) => {
    if (part.startsWith(':')) return '[^/]+';
    return part === '*' ? '.*' : part.replace(/[.$]/gu, String.raw`\$&`);
  });
  return new RegExp(`^${parts.join('')}$`, 'u');
}
