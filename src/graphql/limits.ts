import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import {
  type DocumentNode,
  getNamedType,
  getNullableType,
  GraphQLError,
  isIntrospectionType,
  isLeafType,
  isListType,
  type ValidationRule,
} from 'graphql';
import { type ComplexityEstimator, type ComplexityEstimatorArgs, getComplexity } from 'graphql-query-complexity';
import { RequestError } from '../errors.js';
import type { Context } from './context.js';
import { DEFAULT_PAGE, MAX_PAGE } from './paging.js';

/** How far one request may go. What people and BI tools ask stays far below; a page's size is MAX_PAGE. */
export const LIMITS = {
  /** Tokens of the text, so that reading it is cheap. */
  tokens: 5_000,
  /** Levels of fields. */
  depth: 12,
  /** Aliases, so that one question is not asked a thousand times over. */
  aliases: 100,
  /** Objects that the answer may come to by its page sizes, years and names. */
  cost: 100_000,
} as const;

/** The rules that a text is held to beside those of GraphQL. */
export const LIMIT_RULES: readonly ValidationRule[] = [
  maxDepthRule({ n: LIMITS.depth, flattenFragments: true, ...refusing(RequestError.queryTooDeep(LIMITS.depth)) }),
  maxAliasesRule({ n: LIMITS.aliases, ...refusing(RequestError.tooManyAliases(LIMITS.aliases)) }),
];

/** Refuses a request whose answer would be too long, before anything is read for it. */
export const costLimit: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: async ({ schema, document, request, operation }) => {
        if (operation === undefined) return;
        const variables = request.variables ?? {};
        const cost = known.of(document, [operation.name?.value, variables], () =>
          costOf({
            schema,
            query: document,
            variables,
            ...(operation.name === undefined ? {} : { operationName: operation.name.value }),
            estimators: [objects],
            maxQueryNodes: LIMITS.cost,
          }),
        );
        if (cost > LIMITS.cost) throw refusal(RequestError.queryTooCostly(LIMITS.cost));
      },
    }),
};

/** Costs that were counted, by text and variables: a page asks the same again and again. */
class KnownCosts {
  readonly #costs = new WeakMap<DocumentNode, Map<string, number>>();

  /** The cost that `count` gives for these variables of a document; what it throws is not kept. */
  of(document: DocumentNode, asked: unknown, count: () => number): number {
    let costs = this.#costs.get(document);
    if (costs === undefined) this.#costs.set(document, (costs = new Map()));
    const key = JSON.stringify(asked);
    const known = costs.get(key);
    if (known !== undefined) return known;
    const cost = count();
    if (costs.size < MOST_COSTS && key.length < LONGEST_KEY) costs.set(key, cost);
    return cost;
  }
}

const MOST_COSTS = 100;
const LONGEST_KEY = 2_000;
const known = new KnownCosts();

/** The cost of a request; infinite where counting it is too much. Throws where variables or arguments are wrong. */
function costOf(options: Parameters<typeof getComplexity>[0]): number {
  try {
    return getComplexity(options);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.nodes === undefined) return Infinity;
    const extensions = { code: ApolloServerErrorCode.BAD_USER_INPUT, http: { status: 400 } };
    throw new GraphQLError(error.message, { nodes: error.nodes, extensions });
  }
}

/** How long a list is taken to be that neither a page size nor the request's own names bound. */
const ASSUMED_LENGTH = 10;

/** What going back to a day costs besides: its figures are computed anew. */
const PAST_COST = 5_000;

/** Lists whose length is counted where they are asked for. */
const COUNTED_ABOVE = new Set(['points', 'nodes']);

/** The objects that a field comes to, with those below it; plain values and the schema's own description are free. */
const objects: ComplexityEstimator = ({ field, args, childComplexity }) => {
  const type = getNamedType(field.type);
  if (isLeafType(type) || isIntrospectionType(type) || type.name === 'PageInfo') return 0;
  if (field.args.some(({ name }) => name === 'first')) return 1 + pageOf(args['first']) * childComplexity;
  const many = isListType(getNullableType(field.type)) && !COUNTED_ABOVE.has(field.name);
  const past = args['asOf'] === undefined || args['asOf'] === null ? 0 : PAST_COST;
  return (many ? lengthOf(field, args) : 1) * (1 + childComplexity) + past;
};

/** As long as a page may be: a longer one is refused where it is read. */
function pageOf(first: unknown): number {
  return Math.min(Math.max(Number(first ?? DEFAULT_PAGE), 0), MAX_PAGE);
}

/** One for each of the names, years, members and children that are asked for. */
function lengthOf(field: ComplexityEstimatorArgs['field'], args: Readonly<Record<string, unknown>>): number {
  const named = Object.values(args).filter(Array.isArray);
  const { from, to } = args;
  const years = typeof from === 'number' && typeof to === 'number' ? Math.max(to - from + 1, 1) : 1;
  if (named.length === 0 && years === 1) return ASSUMED_LENGTH;
  const unnamed = ['by', 'under'].filter((name) => args[name] !== undefined && args[name] !== null);
  const bound = years * ASSUMED_LENGTH ** unnamed.length;
  return named.reduce((length, names) => length * Math.max(names.length, 1), bound);
}

/** Options of a rule that tells our own fault and goes on to the next. */
function refusing(error: RequestError) {
  return {
    propagateOnRejection: false,
    onReject: [(context: { reportError(error: GraphQLError): void } | null) => context?.reportError(refusal(error))],
  };
}

function refusal(error: RequestError): GraphQLError {
  return new GraphQLError(error.message, { originalError: error, extensions: { http: { status: 400 } } });
}
