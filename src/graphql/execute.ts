import {
  BREAK,
  type DocumentNode,
  execute,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  visit,
} from 'graphql';
import { compileQuery, type CompiledQuery, isCompiledQuery } from 'graphql-jit';

/** What is executed: a validated document, one of its operations, and what its resolvers are given. */
export interface Execution {
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly context: unknown;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/** What is kept of a document: its operations' functions by name, of those that it has and the compiler may answer. */
interface Known {
  readonly left: boolean;
  readonly compiled: Map<string, CompiledQuery['query']>;
}

/**
 * Executes operations by functions that are compiled from their text: walking the fields of each object, as graphql-js
 * does, took longer than everything else that an answer needs. Kept as long as Apollo keeps the document. A document
 * that the compiler would answer otherwise is left to graphql-js.
 */
export function compiling(schema: GraphQLSchema): (execution: Execution) => Promise<ExecutionResult> {
  const documents = new WeakMap<DocumentNode, Known>();
  return async ({ document, operationName, context, variables = {} }) => {
    let known = documents.get(document);
    if (known === undefined)
      documents.set(document, (known = { left: hasNestedVariables(document), compiled: new Map() }));
    // An empty name is that of no operation; the compiler takes it for none given.
    if (known.left || operationName === '')
      return execute({ schema, document, contextValue: context, variableValues: variables, operationName });
    const name = operationName ?? '';
    let run = known.compiled.get(name);
    if (run === undefined) {
      const made = compileQuery(schema, document, name);
      // Not kept: anybody can make up names of operations that the document does not have.
      if (!isCompiledQuery(made)) return made;
      known.compiled.set(name, (run = made.query));
    }
    const result = await run(undefined, context, variables);
    return result.errors === undefined ? result : { ...result, errors: result.errors.map(complete) };
  };
}

/**
 * Whether a variable stands within an object or a list that is written out. Where nobody gives it a value it is left out
 * there; the compiler takes it for null.
 */
function hasNestedVariables(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Variable: (_node, _key, _parent, _path, ancestors) => {
      found = ancestors.some((node) => 'kind' in node && (node.kind === Kind.OBJECT || node.kind === Kind.LIST));
      return found ? BREAK : undefined;
    },
  });
  return found;
}

/** An error with all that those of graphql-js have; the compiled functions' own may be without extensions. */
function complete(error: GraphQLError): GraphQLError {
  const { message, path, locations, originalError, extensions } = error;
  return Object.assign(new GraphQLError(message, { path, originalError, extensions }), { locations });
}
