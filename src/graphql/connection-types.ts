import { ID, InputType } from 'type-graphql';
import { type ConnectionDeclaration, isSortable } from './connection-field.js';
import { type Class, declare, named } from './declared.js';
import { describedEnum, SortDirectionEnum } from './enums.js';
import { filterOf } from './filters.js';
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
  return {
    connection,
    filter: filterType(declaration),
    order: orderType(declaration),
    groups: groupTypes(declaration),
  };
}

function filterType({ entity, zh, fields }: ConnectionDeclaration): Class {
  const filter = named(`${entity}Filter`);
  InputType({ description: `${zh}的条件；所给各项同时满足，为 null 的一项等于没有给` })(filter);
  for (const [name, field] of Object.entries(fields)) {
    const type = filterOf(field.kind);
    const deprecation = field.deprecated === undefined ? {} : { deprecationReason: field.deprecated };
    declare(filter, name, () => type, { nullable: true, description: field.zh, ...deprecation });
  }
  declare(filter, 'under', () => ID, { nullable: true, description: '行政区划代码：该区划及其下全部' });
  declare(filter, 'and', () => [filter], { nullable: true, description: '全部满足' });
  declare(filter, 'or', () => [filter], { nullable: true, description: '任一满足' });
  declare(filter, 'not', () => filter, { nullable: true, description: '不满足' });
  return filter;
}

function orderType({ entity, zh, fields }: ConnectionDeclaration): Class {
  const sortable = Object.entries(fields).filter(([, field]) => isSortable(field));
  const names = describedEnum(
    `${entity}Field`,
    `${zh}可排序的字段`,
    Object.fromEntries(sortable.map(([name, field]) => [name, field.zh])),
    Object.fromEntries(sortable.map(([name, field]) => [name, field.deprecated])),
  );
  const order = named(`${entity}Order`);
  InputType({ description: `${zh}的排序` })(order);
  declare(order, 'field', () => names, { description: '字段' });
  declare(order, 'direction', () => SortDirectionEnum, { defaultValue: 'ASC', description: '方向' });
  return order;
}
