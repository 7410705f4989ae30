import { ApolloServerErrorCode } from '@apollo/server/errors';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { type ASTNode, GraphQLError, Kind, type ValidationRule } from 'graphql';
import { RequestError } from '../errors.js';

/** The limits of one request, far above what people and BI tools ask; the size of a page is MAX_PAGE. */
export const LIMITS = {
  /** Tokens of the text, so that reading it is cheap. */
  tokens: 5_000,
  /** Levels of fields. */
  depth: 12,
  /** Levels of objects and lists in an argument or variable: each becomes a level of SQL. */
  nesting: 50,
  /** Aliases, so that one question is not repeated a thousand times. */
  aliases: 100,
  /** The cost of a request: the objects of its answer, its statements and the rows that they read (cost.ts). */
  cost: 150_000,
} as const;

/** Refuses arguments that are nested too deep, before a recursive function visits them. */
const nestingRule: ValidationRule = (context) => {
  const enter = (node: ASTNode, _key: unknown, _parent: unknown, _path: unknown, ancestors: readonly unknown[]) => {
    const levels = ancestors.filter((each) => isNested(each as ASTNode | readonly ASTNode[])).length + 1;
    if (levels !== LIMITS.nesting + 1) return undefined;
    context.reportError(refusal(RequestError.valueTooDeep(LIMITS.nesting), node));
    return false;
  };
  return { ObjectValue: enter, ListValue: enter };
};

function isNested(node: ASTNode | readonly ASTNode[]): boolean {
  return 'kind' in node && (node.kind === Kind.OBJECT || node.kind === Kind.LIST);
}

/** Refuses operations of a kind that the schema does not have, which graphql-js notices only when it executes them. */
const operationRule: ValidationRule = (context) => ({
  OperationDefinition: (node) => {
    if (context.getSchema().getRootType(node.operation) === undefined)
      context.reportError(refusal(RequestError.unsupportedOperation(node.operation), node));
  },
});

/** The rules of validation beside those of GraphQL. */
export const LIMIT_RULES: readonly ValidationRule[] = [
  maxDepthRule({ n: LIMITS.depth, flattenFragments: true, ...refusing(RequestError.queryTooDeep(LIMITS.depth)) }),
  maxAliasesRule({ n: LIMITS.aliases, ...refusing(RequestError.tooManyAliases(LIMITS.aliases)) }),
  nestingRule,
  operationRule,
];

/** Throws where a variable is nested deeper than an argument may be. Visits level by level, without recursion. */
export function checkNesting(variables: Readonly<Record<string, unknown>>): void {
  let level = Object.values(variables).filter(isObject);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > LIMITS.nesting) throw refusal(RequestError.valueTooDeep(LIMITS.nesting));
    level = level.flatMap((each) => Object.values(each).filter(isObject));
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** An error with status 400. */
export function refusal(error: RequestError, node?: ASTNode): GraphQLError {
  const place = node === undefined ? {} : { nodes: node };
  return new GraphQLError(error.message, { ...place, originalError: error, extensions: { http: { status: 400 } } });
}

/** An error of graphql-js about a variable or argument, with the code and status of a client's error. */
export function badInput(error: GraphQLError): GraphQLError {
  const extensions = { code: ApolloServerErrorCode.BAD_USER_INPUT, http: { status: 400 } };
  return new GraphQLError(error.message, { nodes: error.nodes, extensions });
}

/** Options of a rule that reports our own error and continues with the next. */
function refusing(error: RequestError) {
  return {
    propagateOnRejection: false,
    onReject: [(context: { reportError(error: GraphQLError): void } | null) => context?.reportError(refusal(error))],
  };
}
