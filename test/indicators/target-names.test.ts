import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { CATALOGUE } from '../../src/indicators/catalogue/index.js';
import { indicatorOfTarget, TARGET_NAMES } from '../../src/indicators/compute/names.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** Names of targets as task lists of bureaus write them, each with its unit and what it means. */
const NAMES: readonly [name: string, unit: string | null, indicator: string | null][] = [
  ['新增高新技术企业', '家', 'HNTE_NEW'],
  ['高企保有量', '家', 'HNTE_STOCK'],
  ['科技型中小企业数', '家', 'TSME_COUNT'],
  ['争取上级科技资金', '万元', 'FUND_UPPER_TOTAL'],
  ['新培育高新技术企业', '家', 'HNTE_NEW'],
  ['新认定高新技术企业数量', '家', 'HNTE_NEW'],
  ['新增国家高新技术企业（家）', '家', 'HNTE_NEW'],
  ['全区新增高企数', '户', 'HNTE_NEW'],
  ['有效期内高新技术企业数量', '家', 'HNTE_STOCK'],
  ['高新技术企业保有量', null, 'HNTE_STOCK'],
  ['推荐申报高企', '家', 'HNTE_RECOMMENDED'],
  ['组织申报国家高新技术企业', '家', 'HNTE_RECOMMENDED'],
  ['高新技术企业申报通过率', '%', 'HNTE_PASS_RATE'],
  ['科技型中小企业评价入库', '家', 'TSME_COUNT'],
  ['国家科技型中小企业入库数', '家', 'TSME_COUNT'],
  ['专精特新中小企业数', '家', 'SRDI_COUNT'],
  ['科技企业培育库入库企业数', '家', 'POOL_COUNT'],
  ['培育科技型企业', '家', 'ENT_CULTIVATED'],
  ['向上争取科技资金', '万元', 'FUND_UPPER_TOTAL'],
  ['争取上级无偿资金（万元）', '万元', 'FUND_UPPER_TOTAL'],
  ['争取省级科技资金', '万元', 'FUND_REGION'],
  ['本级财政科技专项资金', '万元', 'FUND_LOCAL'],
  ['科技专项资金到位率', '%', 'FUND_DISBURSE_RATE'],
  ['科技专项资金拨付率', '%', 'FUND_DISBURSE_RATE'],
  ['资金到位率', '%', 'FUND_DISBURSE_RATE'],
  ['组织申报各级科技项目', '项', 'PROJ_APPLIED'],
  ['申报各级科技项目', '项', 'PROJ_APPLIED'],
  ['科技计划项目立项数', '项', 'PROJ_APPROVED'],
  ['获批科技项目', '个', 'PROJ_APPROVED'],
  ['科技项目验收', '项', 'PROJ_ACCEPTED'],
  ['项目按期验收率', '%', 'PROJ_ACCEPT_RATE'],
  ['立项率', '%', 'PROJ_APPROVAL_RATE'],
  ['规模以上工业企业R&D经费支出', '亿元', 'RD_EXP_ASD'],
  ['规上工业企业研发投入强度', '%', 'RD_INTENSITY_ASD'],
  ['规上工业企业有研发活动占比', '%', 'RD_ACTIVE_SHARE'],
  ['技术合同登记数', '项', 'TECH_CONTRACTS'],
  ['技术合同成交额', '亿元', 'TECH_CONTRACT_VALUE'],
  ['1.技术合同认定登记成交额（万元）', '万元', 'TECH_CONTRACT_VALUE'],
  ['企业融资需求满足率', '%', 'LOAN_SATISFACTION'],
  ['签约科技特派员', '名', 'COMM_CONTRACTED'],
  ['科技特派员签订服务协议', '人', 'COMM_CONTRACTED'],
  ['科技特派员开展技术服务', '次', 'COMM_SERVICES'],
  ['举办科技培训班', '期', 'TRAIN_SESSIONS'],
  ['科技培训', '场次', 'TRAIN_SESSIONS'],
  ['科技培训', '人次', 'TRAIN_PERSON_TIMES'],
  ['培训人次', '人次', 'TRAIN_PERSON_TIMES'],
  ['开展科普宣传活动', '场', 'SCIPOP_EVENTS'],
  ['科普宣传活动', '场', 'SCIPOP_EVENTS'],
  ['举办科普活动', '次', 'SCIPOP_EVENTS'],
  ['发放科普宣传资料', '份', 'SCIPOP_MATERIALS'],
  ['举办银企对接会', '场', 'BANK_EVENTS'],
  ['产学研对接活动', '场次', 'IUR_EVENTS'],
  ['科技成果对接活动', '场', 'ROADSHOW_EVENTS'],
  ['建设科技示范基地', '个', 'BASE_BUILT'],
  ['科技示范基地申报', '个', 'BASE_APPLIED'],
  ['全社会研发投入强度', '%', 'RD_INTENSITY'],
  ['R&D经费投入强度', '%', 'RD_INTENSITY'],
  ['全社会研发经费支出占GDP比重', '%', 'RD_INTENSITY'],
  ['全社会R&D经费支出占地区生产总值比重', '%', 'RD_INTENSITY'],
  ['财政科技支出占一般公共预算支出比重', '%', 'FISCAL_SCIENCE_SHARE'],
  ['技术合同成交额占GDP比重（%）', '%', 'TECH_CONTRACT_GDP_SHARE'],
  ['每万人口发明专利拥有量', '件', 'INVENTION_PATENTS_PER_10K'],
  ['万人有效发明专利拥有量', '件', 'INVENTION_PATENTS_PER_10K'],
  ['专利授权数量', '件', 'PATENTS_GRANTED'],
  ['发明专利授权量', '件', 'INVENTION_PATENTS_GRANTED'],
  ['有效发明专利拥有量', '件', 'INVENTION_PATENTS'],
  ['在孵企业数量', '家', 'INCUBATING_FIRMS'],
  ['当年毕业企业数', '家', 'INCUBATION_GRADUATES'],
  ['收集企业诉求', '条', 'ENT_NEEDS'],
  ['企业诉求办结率', '%', 'ENT_NEEDS_RATE'],
  // None of these is an indicator of the catalogue.
  ['高新技术企业', '家', null],
  ['高新技术企业增长率', '%', null],
  ['技术合同成交额', '%', null],
  ['举办科技培训班', '万元', null],
  ['每万人口高价值发明专利拥有量', '件', null],
  ['党建工作', null, null],
];

test('targets are found under the names that bureaus use, and none under a wrong one', async () => {
  const { rows } = await sql<{ name: string; unit: string | null; code: string | null }>`
    with ${TARGET_NAMES}
    select t.name, t.unit, n.code
    from unnest(${NAMES.map(([name]) => name)}::text[], ${NAMES.map(([, unit]) => unit)}::text[]) with ordinality t (name, unit, place)
    left join lateral ${indicatorOfTarget(sql`t.name`, sql`t.unit`)} n on true
    order by t.place`.execute(database.db);
  expect(rows.map(({ name, unit, code }) => [name, unit, code])).toEqual(NAMES);
  // Of 48 usual names 45 have to be found; here all are.
  const found = rows.filter(({ code }) => code !== null);
  expect(new Set(found.map(({ name }) => name)).size).toBeGreaterThanOrEqual(48);
  expect(found).toHaveLength(NAMES.filter(([, , indicator]) => indicator !== null).length);
});

test('no alias leads to another indicator than its own', async () => {
  expect(CATALOGUE.filter(({ aliases }) => aliases === undefined)).toEqual([]);
  const { rows } = await sql`
    with ${TARGET_NAMES}, every as (
      select i.code, alias from reporting.dim_indicator i, unnest(i.aliases) alias
    )
    select e.alias, e.code, n.code as found from every e join reporting.dim_indicator i on i.code = e.code
    left join lateral ${indicatorOfTarget(sql`e.alias`, sql`i.unit`)} n on true
    where n.code is distinct from e.code`.execute(database.db);
  expect(rows).toEqual([]);
});
