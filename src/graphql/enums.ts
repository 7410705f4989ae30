import { registerEnumType } from 'type-graphql';

/** A GraphQL enum whose values are their own names. */
export type EnumOf<T extends string> = { readonly [K in T]: K };

/** Makes and registers an enum; `values` has the description of each value, `deprecated` why one is not to be used. */
export function describedEnum<T extends string>(
  name: string,
  description: string,
  values: Readonly<Record<T, string>>,
  deprecated: Readonly<Record<string, string | undefined>> = {},
): EnumOf<T> {
  const names = Object.keys(values) as T[];
  const made = Object.fromEntries(names.map((value) => [value, value])) as EnumOf<T>;
  const valuesConfig = Object.fromEntries(
    names.map((value) => [value, { description: values[value], deprecationReason: deprecated[value] }]),
  );
  registerEnumType(made, { name, description, valuesConfig: valuesConfig as never });
  return made;
}

export const SortDirectionEnum = describedEnum('SortDirection', '排序的方向；没有填写的总在最后', {
  ASC: '升序',
  DESC: '降序',
});
