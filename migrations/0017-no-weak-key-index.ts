import { Migration } from '@mikro-orm/migrations';

const TABLES = [
  'activity',
  'base',
  'commissioner_contract',
  'commissioner_service',
  'enterprise_year',
  'financing_demand',
  'funding',
  'issue',
  'observation',
  'planting',
  'pool_membership',
  'project',
  'qualification',
  'annual_target',
  'tech_contract',
];

/** Drops the index of the weaker key: an import asks for the weaker keys of its divisions all at once. */
export class NoWeakKeyIndex extends Migration {
  override up(): void {
    for (const table of TABLES) this.addSql(`drop index "${table}_weak_key_index"`);
  }
}
