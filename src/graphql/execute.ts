import {
  BREAK,
  type DocumentNode,
  execute,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  visit,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';

/** What is executed: a validated document, one of its operations, and what its resolvers are given. */
export interface Execution {
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly context: unknown;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

type Compiled = (root: unknown, context: unknown, variables: Readonly<Record<string, unknown>>) => unknown;

/**
 * Executes operations by functions that are compiled from their text: walking the fields of each object, as graphql-js
 * does, took longer than everything else that an answer needs. Kept as long as Apollo keeps the document. A document
 * that the compiler would answer otherwise is left to graphql-js.
 */
export function compiling(schema: GraphQLSchema): (execution: Execution) => Promise<ExecutionResult> {
  const known = new WeakMap<DocumentNode, Map<string, Compiled>>();
  const compile = (document: DocumentNode, name: string): Compiled => {
    const made = compileQuery(schema, document, name);
    return isCompiledQuery(made) ? made.query : () => made;
  };
  const interpreted =
    (document: DocumentNode, operationName: string): Compiled =>
    (_root, contextValue, variableValues) =>
      execute({ schema, document, contextValue, variableValues, operationName: operationName || undefined });
  const compiledOf = (document: DocumentNode, name: string): Compiled => {
    let operations = known.get(document);
    if (operations === undefined) known.set(document, (operations = new Map()));
    let compiled = operations.get(name);
    if (compiled === undefined) {
      compiled = hasNestedVariables(document) ? interpreted(document, name) : compile(document, name);
      operations.set(name, compiled);
    }
    return compiled;
  };
  return async ({ document, operationName, context, variables }) => {
    const run = compiledOf(document, operationName ?? '');
    const result = (await run(undefined, context, variables ?? {})) as ExecutionResult;
    return result.errors === undefined ? result : { ...result, errors: result.errors.map(complete) };
  };
}

/**
 * Whether a variable stands within an object or a list that is written out. Where nobody gives it a value it is left out
 * there; the compiler takes it for null.
 */
function hasNestedVariables(document: DocumentNode): boolean {
  let found = false;
  const look = { Variable: () => ((found = true), BREAK) };
  const within = (node: Parameters<typeof visit>[0]) => {
    visit(node, look);
    return found ? BREAK : false;
  };
  visit(document, { ObjectValue: within, ListValue: within });
  return found;
}

/** An error with all that those of graphql-js have; the compiled functions' own may be without extensions. */
function complete(error: GraphQLError): GraphQLError {
  const { message, path, locations, originalError, extensions } = error;
  return Object.assign(new GraphQLError(message, { path, originalError, extensions }), { locations });
}
