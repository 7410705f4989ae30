import 'reflect-metadata';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/sql.js';
import type { Logger } from '../log.js';
import { type Context, RequestContext } from './context.js';
import { costLimit } from './cost.js';
import type { ImportPort } from './import-port.js';
import { LIMIT_RULES, LIMITS } from './limits.js';
import { createSchema } from './schema.js';
import { answerErrors, refuseBody, refuseParameters, statusOfOutage } from './refusals.js';
import { tell } from './tell.js';

/** The options of the GraphQL door. */
export interface GraphqlOptions {
  readonly db: Database;
  /** For questions as of a day. */
  readonly past: Database;
  readonly imports: ImportPort;
  readonly jumpFactor: number;
  readonly log: Logger;
}

/** Serves GraphQL over HTTP at `/graphql`; returns what stops it. */
export async function graphqlRoutes(
  app: FastifyInstance,
  { db, past, imports, jumpFactor, log }: GraphqlOptions,
): Promise<() => Promise<void>> {
  const schema = createSchema();
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    // The guard refuses what pages of other sites send; a GET runs no mutation, and no body but JSON is read.
    csrfPrevention: false,
    allowBatchedHttpRequests: true,
    includeStacktraceInErrorResponses: false,
    formatError: (formatted, error) => tell(formatted, error, log),
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: [...LIMIT_RULES],
    maxRecursiveSelections: true,
    // Hashes instead of queries save nothing on a bureau's network.
    persistedQueries: false,
    // Answers are never cached, so cache hints of fields are not collected.
    plugins: [
      noLandingPage,
      costLimit(schema),
      statusByMediaType,
      statusOfOutage,
      ApolloServerPluginCacheControlDisabled(),
    ],
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
    config: { parameters: 'own' },
    onRequest: refuseParameters,
    preHandler: refuseBody,
    // Requests that are refused before GraphQL, e.g. a body that is no JSON.
    errorHandler: (error, _request, reply) => answerErrors(reply, error, log),
  });
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

/** The code of a refusal that Apollo answers with 200. */
const NOT_DONE = ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED;

/**
 * GraphQL over HTTP: an answer as application/json has status 200 even if the query could not be run, since older clients
 * read its errors only then; as application/graphql-response+json it has status 400.
 */
const statusByMediaType: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ request, response }) => {
        const { body } = response;
        if (body.kind === 'single' && body.singleResult.errors?.[0]?.extensions?.['code'] === NOT_DONE)
          response.http.status = 400;
        const modern = request.http?.headers.get('accept')?.includes('application/graphql-response+json') === true;
        if (response.http.status === 400 && request.query !== undefined && !modern) response.http.status = 200;
        return Promise.resolve();
      },
    }),
};
