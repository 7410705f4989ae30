import {
  getIntrospectionQuery,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  parse,
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';

/** The query by which tools read a whole schema. */
const WHOLE_SCHEMA = getIntrospectionQuery({
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
});

/** How many times the whole schema a request may ask for: some tools ask a little more of each type. */
const MARGIN = 1.5;

/**
 * The cost of fields of introspection by their average number of values, scaled so that the standard query for the whole
 * schema costs `limit ÷ MARGIN`. Undefined for every other field.
 */
export function introspectionCost(schema: GraphQLSchema, limit: number): ComplexityEstimator {
  const query = parse(WHOLE_SCHEMA);
  const whole = getComplexity({ schema, query, estimators: [pricedAt(1, schema)], maxQueryNodes: limit });
  return pricedAt(limit / MARGIN / whole, schema);
}

function pricedAt(price: number, schema: GraphQLSchema): ComplexityEstimator {
  const lengths = averageLengths(schema);
  const membersOf = (name: string) => countMembers(schema.getType(name)).all;
  const average = lengths['fields']! + lengths['inputFields']! + lengths['enumValues']!;
  /** A single type that is asked for may be the longest of all. */
  const weight = (name: string | undefined) => (name === undefined ? 1 : Math.max(1, membersOf(name) / average));
  return ({ field, args, type, childComplexity }) => {
    if (field.name === '__type') return weight(String(args['name'])) * (price + childComplexity);
    if (field.name === '__schema') return price + childComplexity;
    if (!isIntrospectionType(type)) return undefined;
    if (field.name === 'queryType') return weight(schema.getQueryType()?.name) * (price + childComplexity);
    if (field.name === 'mutationType') return weight(schema.getMutationType()?.name) * (price + childComplexity);
    return (lengths[field.name] ?? 1) * (price + childComplexity);
  };
}

/** How many objects fields of introspection give, by name; one where a field is not listed. */
function averageLengths(schema: GraphQLSchema): Record<string, number> {
  const types = Object.values(schema.getTypeMap());
  const counts = types.map(countMembers);
  const sum = (of: (count: (typeof counts)[number]) => number) => counts.reduce((all, count) => all + of(count), 0);
  return {
    types: types.length,
    directives: schema.getDirectives().length,
    fields: sum(({ fields }) => fields) / types.length,
    args: sum(({ args }) => args) / sum(({ fields }) => fields),
    inputFields: sum(({ inputFields }) => inputFields) / types.length,
    enumValues: sum(({ enumValues }) => enumValues) / types.length,
    // Most types are wrapped once or twice, and the standard query asks nine times.
    ofType: 0.5,
  };
}

function countMembers(type: GraphQLNamedType | undefined) {
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const inputFields = isInputObjectType(type) ? Object.keys(type.getFields()).length : 0;
  const enumValues = isEnumType(type) ? type.getValues().length : 0;
  return {
    fields: fields.length,
    args: fields.reduce((all, { args }) => all + args.length, 0),
    inputFields,
    enumValues,
    all: fields.length + inputFields + enumValues,
  };
}
