import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { RequestError } from '../errors.js';
import type { Database } from '../indicators/refresh.js';
import type { Logger } from '../log.js';
import type { Context } from './context.js';
import type { ImportPort } from './import-port.js';
import { createLoaders } from './loaders.js';
import { createSchema } from './schema.js';

/** What the GraphQL door needs. */
export interface GraphqlOptions {
  readonly db: Database;
  readonly imports: ImportPort;
  readonly log: Logger;
}

/** Serves GraphQL over HTTP at `/graphql`; returns what stops it. */
export async function serveGraphql(
  app: FastifyInstance,
  { db, imports, log }: GraphqlOptions,
): Promise<() => Promise<void>> {
  const apollo = new ApolloServer<Context>({
    schema: createSchema(),
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    formatError: (formatted, error) => tell(formatted, error, log),
    plugins: [noLandingPage],
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  const handler = fastifyApolloHandler(apollo, {
    context: () => Promise.resolve({ db, imports, loaders: createLoaders(db) }),
  });
  app.route({ url: '/graphql', method: ['GET', 'POST', 'OPTIONS'], handler });
  return () => apollo.stop();
}

/** Apollo's page comes from another host, which the user's network may not reach. */
const noLandingPage: ApolloServerPlugin<Context> = {
  serverWillStart: () =>
    Promise.resolve({
      renderLandingPage: () =>
        Promise.resolve({
          html: '<!doctype html><html lang="zh"><meta charset="utf-8"><title>台账 GraphQL</title><p>这里是 GraphQL 接口，请用 POST 发送查询。</p></html>',
        }),
    }),
};

/** What a caller is told: faults of the request as they are; a bug only with a reference to the log. */
function tell(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  if (cause instanceof RequestError) return { ...formatted, message: cause.message, extensions: { code: cause.code } };
  const code = formatted.extensions?.['code'];
  if (code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR && code !== undefined) return formatted;
  if (cause instanceof GraphQLError && cause.originalError === undefined) return formatted;
  const reference = Math.random().toString(36).slice(2, 10);
  log.error({ reference, err: cause }, 'a query failed');
  return {
    ...formatted,
    message: `程序出错（错误编号 ${reference}），请把编号告诉管理员。`,
    extensions: { code: ApolloServerErrorCode.INTERNAL_SERVER_ERROR },
  };
}
