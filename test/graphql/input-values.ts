import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** How often a type that holds itself stands in itself. */
const LEVELS = 3;

/** Texts that mean something where they stand, by the name of the argument or field. */
const TEXTS: Readonly<Record<string, string>> = {
  indicators: 'FUND_CITY',
  indicator: 'FUND_CITY',
  codes: 'FUND_CITY',
  divisions: '990103',
  division: '990103',
  by: 'level',
  ledger: 'funding',
  sum: 'amount',
  id: '00000000-0000-4000-8000-000000000000',
};
const INTEGERS: Readonly<Record<string, number>> = { first: 3, throughMonth: 6, decimals: 2 };

/** A legal value of each scalar; throws for one that has none here yet. */
function scalar(type: string, name: string): unknown {
  switch (type) {
    case 'ID':
    case 'String':
      return TEXTS[name] ?? '甲';
    case 'Int':
      return INTEGERS[name] ?? 2022;
    case 'Float':
      return 1.5;
    case 'Boolean':
      return true;
    case 'LocalDate':
      return '2022-05-01';
    default:
      throw new Error(`no value of ${type}: add one to input-values.ts`);
  }
}

/** A value of an argument or field with everything in it that its type has, nested as deep as it goes. */
export function fullValue(input: GraphQLArgument | GraphQLInputField, path: readonly string[] = []): unknown {
  return full(input.type, input.name, path);
}

function full(type: GraphQLInputType, name: string, path: readonly string[]): unknown {
  if (isNonNullType(type)) return full(type.ofType, name, path);
  if (isListType(type)) return [full(type.ofType, name, path)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (!isInputObjectType(type)) return scalar(type.name, name);
  const inner = [...path, type.name];
  const fields = Object.values(type.getFields()).filter(
    (field) => inner.filter((each) => each === getNamedType(field.type).name).length < LEVELS,
  );
  return Object.fromEntries(fields.map((field) => [field.name, fullValue(field, inner)]));
}

/**
 * Values of a type that are small: one null each, at every place where the type allows one, and each object of plain
 * values whole. Each type is entered once.
 */
export function smallValues(
  input: GraphQLArgument | GraphQLInputField,
  path: readonly GraphQLNamedInputType[] = [],
): unknown[] {
  return small(input.type, input.name, path);
}

function small(type: GraphQLInputType, name: string, path: readonly GraphQLNamedInputType[]): unknown[] {
  if (!isNonNullType(type)) return [null, ...smallInside(type, name, path)];
  return smallInside(type.ofType, name, path);
}

function smallInside(type: GraphQLInputType, name: string, path: readonly GraphQLNamedInputType[]): unknown[] {
  if (isListType(type)) return small(type.ofType, name, path).map((item) => [item]);
  if (!isInputObjectType(type) || path.includes(type)) return [];
  const fields = Object.values(type.getFields());
  const required = Object.fromEntries(
    fields.filter((field) => isNonNullType(field.type)).map((field) => [field.name, fullValue(field)]),
  );
  const plain = fields.every((field) => !isInputObjectType(getNamedType(field.type)));
  const whole = plain ? [full(type, name, [])] : [];
  const parts = fields.flatMap((field) =>
    smallValues(field, [...path, type]).map((value) => ({ ...required, [field.name]: value })),
  );
  return [...whole, ...parts];
}
