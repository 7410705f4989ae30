import { defineEntity, p } from '@mikro-orm/core';

/**
 * An organisation that ledger rows are about, the same by unified social credit code, else by old registration
 * number, else by normalised name within its division. It never refers back to the rows.
 */
export const enterpriseSchema = defineEntity({
  name: 'Enterprise',
  tableName: 'enterprise',
  comment: '企业（单位）',
  properties: {
    division: p.string().columnType('varchar(12)').primary(),
    id: p.uuid().primary(),
    name: p.text(),
    normalizedName: p.text(),
    creditCode: p.text().nullable(),
    registrationNo: p.text().nullable(),
    createdBy: p.uuid().index(),
    runId: p.uuid(),
  },
  uniques: [{ properties: ['division', 'creditCode'] }, { properties: ['division', 'registrationNo'] }],
  indexes: [
    { properties: ['division', 'normalizedName'] },
    {
      name: 'enterprise_credit_code_index',
      expression: 'create index enterprise_credit_code_index on enterprise (credit_code) where credit_code is not null',
    },
  ],
});

export class Enterprise extends enterpriseSchema.class {}
enterpriseSchema.setClass(Enterprise);
