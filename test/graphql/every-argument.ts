import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isNonNullType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { fullValue, smallValues } from './input-values.js';

/** A request as a client sends it. */
export interface Request {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Field = GraphQLField<unknown, unknown>;

/** A field with arguments, and the fields that lead to it from the root. */
export interface Asked {
  /** As in `Query.fundings`. */
  readonly name: string;
  readonly operation: 'query' | 'mutation';
  readonly path: readonly Field[];
}

/** Every field of a schema that takes arguments, each once, by the shortest way that leads to it. */
export function fieldsWithArguments(schema: GraphQLSchema): Asked[] {
  const seen = new Set<GraphQLObjectType>();
  const found: Asked[] = [];
  let level: { operation: Asked['operation']; type: GraphQLObjectType; path: readonly Field[] }[] = [
    { operation: 'query', type: schema.getQueryType()!, path: [] },
    { operation: 'mutation', type: schema.getMutationType()!, path: [] },
  ];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { operation, type, path } of level) {
      if (seen.has(type)) continue;
      seen.add(type);
      for (const field of Object.values(type.getFields())) {
        const below = [...path, field];
        if (field.args.length > 0 || path.length === 0)
          found.push({ name: `${type.name}.${field.name}`, operation, path: below });
        const result = getNamedType(field.type);
        if (isObjectType(result)) next.push({ operation, type: result, path: below });
      }
    }
    level = next;
  }
  return found;
}

/**
 * Requests that ask a field with every argument as a variable: each argument full and alone, all of them, and each
 * with small values, null at every place that allows it among them. Arguments that must be given always are.
 */
export function requestsFor({ operation, path }: Asked): Request[] {
  const { args } = path.at(-1)!;
  const full = Object.fromEntries(args.map((arg) => [arg.name, fullValue(arg)]));
  const alone = args.map((arg) => ({ [arg.name]: full[arg.name] }));
  const small = args.flatMap((arg) => smallValues(arg).map((value) => ({ [arg.name]: value })));
  return [{}, full, ...alone, ...small].map((values) => request(operation, path, values));
}

function request(
  operation: Asked['operation'],
  path: readonly Field[],
  values: Readonly<Record<string, unknown>>,
): Request {
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const last = path.length - 1;
  const chain = path.map((field, depth) => {
    const given = field.args.filter((arg) => isRequired(arg) || (depth === last && Object.hasOwn(values, arg.name)));
    const args = given.map((arg) => {
      const name = `${arg.name}${depth}`;
      declared.push(`$${name}: ${String(arg.type)}`);
      variables[name] = depth === last && Object.hasOwn(values, arg.name) ? values[arg.name] : fullValue(arg);
      return `${arg.name}: $${name}`;
    });
    return `${field.name}${args.length === 0 ? '' : `(${args.join(', ')})`}`;
  });
  const leaf = isLeafType(getNamedType(path[last]!.type)) ? '' : ' { __typename }';
  const body = chain.reduceRight((inner, each) => (inner === '' ? `${each}${leaf}` : `${each} { ${inner} }`), '');
  const head = declared.length === 0 ? operation : `${operation} (${declared.join(', ')})`;
  return { query: `${head} { ${body} }`, variables };
}

function isRequired(arg: GraphQLArgument): boolean {
  return isNonNullType(arg.type) && arg.defaultValue === undefined;
}
