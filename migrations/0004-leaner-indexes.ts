import { Migration } from '@mikro-orm/migrations';

/** Indexes that no question needed; each cost a tenth of a second for every 100,000 rows loaded. */
export class LeanerIndexes extends Migration {
  override up(): void {
    for (const statement of STATEMENTS.split(';\n')) this.addSql(statement);
  }
}

const STATEMENTS = `
drop index "activity_division_year_index";
drop index "base_division_enterprise_id_index";
drop index "base_division_year_index";
drop index "commissioner_contract_division_year_index";
drop index "commissioner_service_division_year_index";
drop index "enterprise_year_division_enterprise_id_index";
drop index "enterprise_year_division_year_index";
drop index "financing_demand_division_enterprise_id_index";
drop index "financing_demand_division_year_index";
drop index "funding_division_enterprise_id_index";
drop index "funding_division_year_index";
drop index "issue_division_year_index";
drop index "observation_division_year_index";
drop index "planting_division_year_index";
drop index "pool_membership_division_enterprise_id_index";
drop index "pool_membership_division_year_index";
drop index "project_division_enterprise_id_index";
drop index "project_division_year_index";
drop index "qualification_division_enterprise_id_index";
drop index "qualification_division_year_index";
drop index "annual_target_division_year_index";
drop index "tech_contract_division_enterprise_id_index";
drop index "tech_contract_division_year_index"
`.trim();
