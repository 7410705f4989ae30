import { type Arg, Field } from 'type-graphql';

/** The GraphQL type of a field, as decorators take it. */
export type ReturnTypeFunc = Parameters<typeof Arg>[1];

/** A class made while the program runs. */
export type Class = new () => object;

/** A class of a name. */
export function named(name: string): Class {
  return { [name]: class {} }[name]!;
}

/** Declares a field of a class. */
export function declare(
  owner: Class,
  name: string,
  type: ReturnTypeFunc,
  options: {
    nullable?: boolean | 'itemsAndList';
    description?: string;
    defaultValue?: string;
    deprecationReason?: string;
  } = {},
): void {
  Field(type, options)(owner.prototype as object, name);
}
