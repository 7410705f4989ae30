import { InputType } from 'type-graphql';
import type { ConnectionDeclaration } from './connection-field.js';
import { type Class, declare, named } from './declared.js';
import { describedEnum, SortDirectionEnum } from './enums.js';
import { filterOf, IntFilter } from './filters.js';
import { type GroupTypes, groupTypes } from './group-types.js';
import { connectionType } from './paging.js';

/** The GraphQL types of a connection. */
export interface ConnectionTypes {
  readonly connection: Class;
  readonly groups: GroupTypes;
  readonly filter: Class;
  readonly order: Class;
}

/** One order of a connection: a field and a direction. */
export interface OrderBy {
  readonly field: string;
  readonly direction?: 'ASC' | 'DESC' | null;
}

/** Makes and registers the types of a connection; to be called once for each type of node. */
export function connectionTypes(node: Class, declaration: ConnectionDeclaration): ConnectionTypes {
  const { entity, zh } = declaration;
  const connection = connectionType(node, entity, `${zh}列表`, '满足条件的总行数');
  const { order, field } = orderType(declaration);
  return { connection, filter: filterType(declaration), order, groups: groupTypes(declaration, field) };
}

function filterType({ entity, zh, fields }: ConnectionDeclaration): Class {
  const filter = named(`${entity}Filter`);
  InputType({ description: `${zh}的条件；所给各项同时满足，为 null 的一项等于没有给` })(filter);
  for (const [name, field] of Object.entries(fields)) {
    const type = field.kind === 'year' ? IntFilter : filterOf(field.kind);
    declare(filter, name, () => type, { nullable: true, description: field.zh });
  }
  declare(filter, 'and', () => [filter], { nullable: true, description: '全部满足' });
  declare(filter, 'or', () => [filter], { nullable: true, description: '任一满足' });
  declare(filter, 'not', () => filter, { nullable: true, description: '不满足' });
  return filter;
}

function orderType({ entity, zh, fields }: ConnectionDeclaration): { order: Class; field: object } {
  const sortable = Object.entries(fields).filter(([, field]) => field.kind !== 'list');
  const names = describedEnum(
    `${entity}Field`,
    `${zh}可排序的字段`,
    Object.fromEntries(sortable.map(([name, field]) => [name, field.zh])),
  );
  const order = named(`${entity}Order`);
  InputType({ description: `${zh}的排序` })(order);
  declare(order, 'field', () => names);
  declare(order, 'direction', () => SortDirectionEnum, { defaultValue: 'ASC' });
  return { order, field: names };
}
