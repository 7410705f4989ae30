import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  getNamedType,
  getNullableType,
  GraphQLError,
  type GraphQLSchema,
  isIntrospectionType,
  isLeafType,
  isListType,
} from 'graphql';
import { type ComplexityEstimator, type ComplexityEstimatorArgs, getComplexity } from 'graphql-query-complexity';
import { RequestError } from '../errors.js';
import type { Context } from './context.js';
import { TEXT_SEARCH } from './filters.js';
import { introspectionCost } from './introspection-cost.js';
import { badInput, checkNesting, LIMITS, refusal } from './limits.js';
import { sourcePlaceOf } from './node-id.js';
import { DEFAULT_PAGE, MAX_PAGE } from './paging.js';

/** Refuses a request that costs too much, before anything is read for it. */
export function costLimit(schema: GraphQLSchema): ApolloServerPlugin<Context> {
  const known = new KnownCosts();
  const estimators = [introspectionCost(schema, LIMITS.cost), costOfField];
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: async ({ document, request, operation, contextValue }) => {
          if (operation === undefined) return;
          const variables = request.variables ?? {};
          checkNesting(variables);
          const operationName = operation.name?.value;
          const cost = known.of(document, [operationName, variables], () =>
            costOf({
              schema,
              query: document,
              variables,
              ...(operationName === undefined ? {} : { operationName }),
              estimators,
              maxQueryNodes: LIMITS.cost,
            }),
          );
          contextValue.spent.cost += cost;
          if (contextValue.spent.cost > LIMITS.cost) throw refusal(RequestError.queryTooCostly());
        },
      }),
  };
}

/**
 * A cache of costs by text and variables: a page repeats its questions, and counting takes 0.1 ms, as long as the
 * statement of a question.
 */
class KnownCosts {
  readonly #costs = new WeakMap<DocumentNode, Map<string, number>>();

  /** The cost that `count` gives for these variables of a document; errors are not cached. */
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

/** The cost of a request; infinite where counting takes too long. Throws where variables or arguments are wrong. */
function costOf(options: Parameters<typeof getComplexity>[0]): number {
  try {
    return getComplexity(options);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.nodes === undefined) return Infinity;
    throw badInput(error);
  }
}

/** The assumed length of a list that neither a page size nor names in the request bound. */
const ASSUMED_LENGTH = 10;

/** Costs besides the objects of an answer. */
const PRICES = {
  /** A field of the root: its statement, and one for each kind of object below it. */
  statement: 100,
  /** A condition: the rows that it is evaluated on. */
  condition: 100,
  /** A condition that reads the text of every row. */
  textSearch: 3_000,
  /** A question as of a day, whose figures are computed. */
  past: 5_000,
  /** A comparison of all figures with one another. */
  checks: 3_000,
  /** Groups of all rows that a filter chooses. */
  groups: 3_000,
  /** A change that is split by kept figures, with the row that its text names. */
  contributions: 300,
  /** A change that is split by the rows of two years. */
  contributionsByRow: 1_000,
} as const;

/** Lists whose length is counted at the field. */
const COUNTED_ABOVE = new Set(['points', 'nodes', 'edges', 'items']);

/** The objects of a field, with those below it, and its statements; plain values are free. */
const costOfField: ComplexityEstimator = (asked) => {
  const { field, args, childComplexity } = asked;
  const type = getNamedType(field.type);
  if (isLeafType(type) || isIntrospectionType(type) || type.name === 'PageInfo') return 0;
  const reading = costOfReading(asked);
  if (field.args.some(({ name }) => name === 'first'))
    return 1 + pageOf(args['last'] ?? args['first']) * childComplexity + reading;
  const many = isListType(getNullableType(field.type)) && !COUNTED_ABOVE.has(field.name);
  return (many ? lengthOf(field, args) : 1) * (1 + childComplexity) + reading;
};

function costOfReading({ field, args, type }: ComplexityEstimatorArgs): number {
  const isRoot = type.name === 'Query' || type.name === 'Mutation';
  return (
    (isRoot ? PRICES.statement : 0) +
    (isRoot && field.name === 'checks' ? PRICES.checks : 0) +
    (field.args.some(({ name }) => name === 'having') ? PRICES.groups : 0) +
    (field.name === 'contributions' ? costOfContributions(args['by']) : 0) +
    (isPast(args) ? PRICES.past : 0) +
    costOfConditions(args['filter']) +
    costOfConditions(args['having'])
  );
}

function costOfContributions(by: unknown): number {
  return by === 'ROW' || by === 'ENTERPRISE' ? PRICES.contributionsByRow : PRICES.contributions;
}

/** Whether a field is about a day in the past, by its argument or in the id of a row's state. */
function isPast({ asOf, id }: ComplexityEstimatorArgs['args']): boolean {
  return (
    (asOf !== undefined && asOf !== null) || (typeof id === 'string' && (sourcePlaceOf(id)?.asOf ?? null) !== null)
  );
}

/** Each condition of a filter, however the filter is nested. */
function costOfConditions(filter: unknown): number {
  if (Array.isArray(filter)) return filter.reduce<number>((cost, each) => cost + costOfConditions(each), 0);
  if (typeof filter !== 'object' || filter === null) return 0;
  return Object.entries(filter).reduce((cost, [name, value]) => {
    if (TEXT_SEARCH.has(name)) return cost + PRICES.textSearch;
    return cost + (isPlain(value) ? PRICES.condition : costOfConditions(value));
  }, 0);
}

function isPlain(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isPlain) : typeof value !== 'object' || value === null;
}

/** The longest page; a longer one is refused when it is read. */
function pageOf(size: unknown): number {
  return Math.min(Math.max(Number(size ?? DEFAULT_PAGE), 0), MAX_PAGE);
}

/** One for each of the names, years, members and children that are asked for. */
function lengthOf(field: ComplexityEstimatorArgs['field'], args: Readonly<Record<string, unknown>>): number {
  const named = Object.values(args).filter(Array.isArray);
  const { from, to } = args;
  const years = typeof from === 'number' && typeof to === 'number' ? Math.max(to - from + 1, 1) : 1;
  if (named.length === 0 && years === 1) return ASSUMED_LENGTH;
  const unnamed = ['by', 'under', 'theme'].filter((name) => args[name] !== undefined && args[name] !== null);
  const bound = years * ASSUMED_LENGTH ** unnamed.length;
  return named.reduce((length, names) => length * Math.max(names.length, 1), bound);
}
