import { defineEntity, p } from '@mikro-orm/core';

/** An administrative division by its GB/T 2260 code; figures of a parent cover all divisions under it. */
export const divisionSchema = defineEntity({
  name: 'Division',
  tableName: 'division',
  comment: '行政区划',
  properties: {
    code: p.string().columnType('varchar(12)').primary(),
    name: p.text(),
    /** province, city, county, town or village, by the length of the code. */
    level: p.text(),
    parentCode: p.string().columnType('varchar(12)').nullable().index(),
  },
});

export class Division extends divisionSchema.class {}
divisionSchema.setClass(Division);
