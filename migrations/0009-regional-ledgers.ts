import { Migration } from '@mikro-orm/migrations';
import { newLedger } from './new-ledger.js';

const LEDGERS = [
  newLedger('region_year', '区域统计台账', [
    ['gdp', 'numeric', '地区生产总值（元）'],
    ['population', 'numeric', '常住人口（万人）'],
    ['rd_expenditure', 'numeric', '全社会R&D经费（元）'],
    ['budget_expenditure', 'numeric', '一般公共预算支出（元）'],
    ['science_expenditure', 'numeric', '财政科技支出（元）'],
    ['source', 'text', '数据来源'],
    ['remark', 'text', '备注'],
  ]),
  newLedger('patent', '专利台账', [
    ['number', 'text', '专利号'],
    ['name', 'text', '专利名称'],
    ['kind', 'text', '专利类型'],
    ['holder', 'text', '专利权人'],
    ['credit_code', 'text', '统一社会信用代码'],
    ['field', 'text', '技术领域'],
    ['applied_date', 'date', '申请日'],
    ['granted_date', 'date', '授权公告日'],
    ['status', 'text', '法律状态'],
    ['lapsed_date', 'date', '失效日期'],
    ['remark', 'text', '备注'],
  ]),
  newLedger('incubator', '科技企业孵化载体年报', [
    ['name', 'text', '载体名称'],
    ['kind', 'text', '载体类型'],
    ['level', 'text', '级别'],
    ['operator', 'text', '运营单位'],
    ['credit_code', 'text', '统一社会信用代码'],
    ['incubating', 'numeric', '在孵企业数（家）'],
    ['graduated', 'numeric', '当年毕业企业数（家）'],
    ['area', 'numeric', '孵化场地面积（平方米）'],
    ['remark', 'text', '备注'],
  ]),
  newLedger('enterprise_need', '企业诉求台账', [
    ['enterprise', 'text', '企业名称'],
    ['credit_code', 'text', '统一社会信用代码'],
    ['kind', 'text', '诉求类型'],
    ['content', 'text', '诉求内容'],
    ['raised_date', 'date', '提出时间'],
    ['status', 'text', '办理状态'],
    ['resolved_date', 'date', '办结时间'],
    ['measure', 'text', '办理结果'],
    ['responsible', 'text', '责任单位'],
    ['remark', 'text', '备注'],
  ]),
];
const TABLES = ['region_year', 'patent', 'incubator', 'enterprise_need'];

/** The ledgers that a bureau's figures are related to, and what enterprises ask for. */
export class RegionalLedgers extends Migration {
  override up(): void {
    for (const statement of LEDGERS.flat()) this.addSql(statement);
  }

  /** The views that show the tables go with them. */
  override down(): void {
    for (const table of TABLES) this.addSql(`drop table "${table}" cascade`);
  }
}
