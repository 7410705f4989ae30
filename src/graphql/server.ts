import 'reflect-metadata';
import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import type { FastifyError, FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Database } from '../indicators/refresh.js';
import type { Logger } from '../log.js';
import { type Context, RequestContext } from './context.js';
import { compiling } from './execute.js';
import type { ImportPort } from './import-port.js';
import { costLimit, LIMIT_RULES, LIMITS } from './limits.js';
import { createSchema } from './schema.js';
import { tell } from './tell.js';

/** What the GraphQL door needs. */
export interface GraphqlOptions {
  readonly db: Database;
  /** For questions as of a day. */
  readonly past: Database;
  readonly imports: ImportPort;
  readonly jumpFactor: number;
  readonly log: Logger;
}

/** Serves GraphQL over HTTP at `/graphql`; returns what stops it. */
export async function serveGraphql(
  app: FastifyInstance,
  { db, past, imports, jumpFactor, log }: GraphqlOptions,
): Promise<() => Promise<void>> {
  const schema = createSchema();
  const execute = compiling(schema);
  const apollo = new ApolloServer<Context>({
    gateway: executingBy(schema, execute),
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    formatError: (formatted, error) => tell(formatted, error, log),
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: [...LIMIT_RULES],
    maxRecursiveSelections: true,
    // Answers are never cached, so nothing need be noted of their fields.
    plugins: [noLandingPage, costLimit, statusByMediaType, ApolloServerPluginCacheControlDisabled()],
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  const handler = fastifyApolloHandler(apollo, {
    context: () => Promise.resolve(new RequestContext(db, past, imports, jumpFactor)),
  });
  app.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    handler,
    // What Fastify refuses before GraphQL sees it, e.g. a body that is no JSON.
    errorHandler: (error: FastifyError, _request, reply) => {
      const status = error.statusCode ?? 500;
      const code = status < 500 ? ApolloServerErrorCode.BAD_REQUEST : ApolloServerErrorCode.INTERNAL_SERVER_ERROR;
      const told = tell({ message: error.message, extensions: { code } }, error, log);
      void reply
        .code(status)
        .type('application/json')
        .send(JSON.stringify({ errors: [told] }));
    },
  });
  return () => apollo.stop();
}

type Gateway = ApolloServerOptionsWithGateway<Context>['gateway'];

/** Apollo leaves execution to others only where it takes them for a gateway to further servers. */
function executingBy(schema: GraphQLSchema, execute: ReturnType<typeof compiling>): Gateway {
  return {
    onSchemaLoadOrUpdate: (take) => {
      take({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () =>
      Promise.resolve({
        executor: ({ document, context, request: { operationName, variables } }) =>
          execute({ document, operationName, context, variables }),
      }),
    stop: () => Promise.resolve(),
  };
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

/**
 * GraphQL over HTTP: an answer as application/json has status 200 even where the query could not be run, since older
 * clients look for its errors only then; as application/graphql-response+json it has status 400.
 */
const statusByMediaType: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ request, response }) => {
        const modern = request.http?.headers.get('accept')?.includes('application/graphql-response+json') === true;
        if (response.http.status === 400 && request.query !== undefined && !modern) response.http.status = 200;
        return Promise.resolve();
      },
    }),
};
