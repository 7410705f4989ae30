import { defineEntity, p } from '@mikro-orm/core';

/** A code of a county that is no more, with one that its area belongs to since; one row for each of them. */
export const divisionChangeSchema = defineEntity({
  name: 'DivisionChange',
  tableName: 'division_change',
  comment: '行政区划代码变更',
  properties: {
    oldCode: p.string().columnType('varchar(12)').primary().comment('原代码'),
    newCode: p.string().columnType('varchar(12)').primary().comment('现代码'),
    oldName: p.text().comment('原名称'),
    oldParent: p.text().comment('原上级区划的名称'),
    since: p.text().comment('变更日期，或年份'),
    kind: p.text().comment('CHANGED 整体变更、SPLIT 分属几个区划'),
    source: p.text().comment('依据'),
  },
});

export class DivisionChange extends divisionChangeSchema.class {}
divisionChangeSchema.setClass(DivisionChange);

/** The codes that the area of a division has today, by the codes that each former one became; its own where it is none. */
export function todaysCodes(code: string, changes: ReadonlyMap<string, readonly string[]>): string[] {
  const today = new Set<string>();
  const seen = new Set<string>();
  const follow = (from: string) => {
    if (seen.has(from)) return;
    seen.add(from);
    const next = changes.get(from);
    if (next === undefined) today.add(from);
    else for (const each of next) follow(each);
  };
  follow(code);
  return [...today];
}
