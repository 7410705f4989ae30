import { type Example, rowsOf } from './example.js';

const hnte = rowsOf('qualification', { type: '高新技术企业' });
const tsme = rowsOf('qualification', { type: '科技型中小企业' });
const pool = rowsOf('pool', { pool: '科技企业培育库' });

/** A certificate with its three years. */
const certificate = (enterprise: string, issued: string, until: string, more = {}) =>
  hnte(Number(issued.slice(0, 4)), { enterprise, result: '通过', issuedDate: issued, validUntil: until, ...more });

export const ENTERPRISE_EXAMPLES: readonly Example[] = [
  {
    code: 'HNTE_RECOMMENDED',
    told: ['推荐申报高新技术企业数', '家', 'FLOW', 'UP', 0],
    rows: [
      hnte(2023, { enterprise: '甲', appliedDate: '2023-05-10' }),
      hnte(2023, { enterprise: '乙', appliedDate: '2023-05-10' }),
      // Recommended in two batches, it is one enterprise, first seen in May.
      hnte(2024, { enterprise: '甲', appliedDate: '2024-05-10', batch: '第一批', result: '未通过', field: '电子信息' }),
      hnte(2024, { enterprise: '甲', appliedDate: '2024-07-10', batch: '第二批', result: '通过', field: '电子信息' }),
      hnte(2024, { enterprise: '丙', appliedDate: '2024-07-10', batch: '第二批', field: '新材料' }),
      hnte(2024, { enterprise: '丁', appliedDate: '2024-09-10', batch: '第三批', field: '新材料' }),
      tsme(2024, { enterprise: '戊', appliedDate: '2024-05-10' }),
    ],
    // 甲, 丙, 丁.
    parts: { 2023: [2], 2024: [3] },
    text: '3家，比上年增加1家（增长50%）',
    behind: 4,
    // By batch 甲 is in two of them; the whole is not the sum of its parts.
    by: { batch: { 第一批: 1, 第二批: 2, 第三批: 1, 未填: 0 }, field: { 电子信息: 1, 新材料: 2, 未填: 0 } },
    through: { 4: 0, 5: 1, 7: 2, 9: 3 },
  },
  {
    code: 'HNTE_BATCHES',
    told: ['高新技术企业申报批次数', '批', 'FLOW', 'NEUTRAL', 0],
    rows: [
      hnte(2023, { enterprise: '甲', appliedDate: '2023-05-01', batch: '第一批' }),
      hnte(2024, { enterprise: '乙', appliedDate: '2024-05-01', batch: '第一批' }),
      hnte(2024, { enterprise: '丙', appliedDate: '2024-05-01', batch: '第一批' }),
      hnte(2024, { enterprise: '丁', appliedDate: '2024-07-01', batch: '第二批' }),
      hnte(2024, { enterprise: '戊', appliedDate: '2024-07-01' }),
      tsme(2024, { enterprise: '庚', appliedDate: '2024-07-01', batch: '第三批' }),
    ],
    parts: { 2023: [1], 2024: [2] },
    text: '2批，比上年增加1批（增长100%）',
    behind: 3,
    through: { 4: 0, 5: 1, 7: 2 },
  },
  {
    code: 'HNTE_NEW',
    told: ['新认定高新技术企业数', '家', 'FLOW', 'UP', 0],
    rows: [
      hnte(2023, { enterprise: '甲', issuedDate: '2023-11-01' }),
      // Recommended in 2023, certified in 2024, announced in 2025: the year of issue counts.
      hnte(2023, {
        enterprise: '乙',
        appliedDate: '2023-09-01',
        issuedDate: '2024-01-01',
        announcedDate: '2025-02-01',
      }),
      hnte(2024, { enterprise: '丙', issuedDate: '2024-12-31', renewal: false }),
      hnte(2024, { enterprise: '丁', issuedDate: '2024-12-31', renewal: true }),
      hnte(2024, { enterprise: '戊', appliedDate: '2024-09-01', result: '未通过' }),
      hnte(2024, { enterprise: '己', appliedDate: '2024-09-01', issuedDate: '2025-01-01' }),
      tsme(2024, { enterprise: '庚', issuedDate: '2024-03-01' }),
    ],
    parts: { 2023: [1], 2024: [2] },
    text: '2家，比上年增加1家（增长100%）',
    behind: 2,
    by: { renewal: { 否: 1, 未填: 1 } },
  },
  {
    code: 'TSME_TO_HNTE',
    told: ['科小转高企数', '家', 'FLOW', 'UP', 0],
    rows: [
      tsme(2022, { enterprise: '甲' }),
      tsme(2024, { enterprise: '乙', issuedDate: '2024-11-01' }),
      tsme(2025, { enterprise: '丙', issuedDate: '2025-05-01' }),
      tsme(2023, { enterprise: '丁', result: '未通过' }),
      tsme(2020, { enterprise: '戊' }),
      hnte(2023, { enterprise: '己', issuedDate: '2023-12-01' }),
      hnte(2024, { enterprise: '甲', issuedDate: '2024-10-01' }),
      // Registered in the same year; only later; refused; certified before; never registered.
      hnte(2024, { enterprise: '乙', issuedDate: '2024-12-01' }),
      hnte(2024, { enterprise: '丙', issuedDate: '2024-12-01' }),
      hnte(2024, { enterprise: '丁', issuedDate: '2024-12-01' }),
      hnte(2021, { enterprise: '戊', issuedDate: '2021-12-01' }),
      hnte(2024, { enterprise: '戊', issuedDate: '2024-12-01' }),
      hnte(2024, { enterprise: '庚', issuedDate: '2024-12-01' }),
    ],
    parts: { 2021: [1], 2023: [0], 2024: [2] },
    text: '2家，上年为0，增加2家',
    behind: 2,
  },
  {
    code: 'HNTE_RENEWED',
    told: ['重新认定高新技术企业数', '家', 'FLOW', 'UP', 0],
    rows: [
      hnte(2021, { enterprise: '甲', issuedDate: '2021-11-01' }),
      hnte(2023, { enterprise: '乙', issuedDate: '2023-11-01', renewal: true }),
      // Known from its earlier certificate; said so; said otherwise; the first one.
      hnte(2024, { enterprise: '甲', issuedDate: '2024-11-01' }),
      hnte(2024, { enterprise: '丙', issuedDate: '2024-11-01', renewal: true }),
      hnte(2024, { enterprise: '乙', issuedDate: '2024-11-01', renewal: false }),
      hnte(2024, { enterprise: '丁', issuedDate: '2024-11-01' }),
    ],
    parts: { 2021: [0], 2023: [1], 2024: [2] },
    text: '2家，比上年增加1家（增长100%）',
    behind: 2,
    by: { renewal: { 是: 1, 未填: 1 } },
    through: { 10: 0, 11: 2 },
  },
  {
    code: 'HNTE_EXPIRING',
    told: ['到期高新技术企业数', '家', 'FLOW', 'NEUTRAL', 0],
    rows: [
      certificate('甲', '2020-12-01', '2023-11-30'),
      certificate('乙', '2021-06-01', '2024-05-31'),
      certificate('丙', '2022-01-01', '2024-12-31'),
      // It lost the certificate before.
      certificate('丁', '2021-06-01', '2024-05-31', { revokedDate: '2023-02-01' }),
      certificate('戊', '2022-06-01', '2025-05-31'),
      hnte(2024, { enterprise: '己', result: '未通过' }),
    ],
    parts: { 2023: [1], 2024: [2], 2025: [1] },
    text: '2家，比上年增加1家（增长100%）',
    behind: 2,
    through: { 4: 0, 5: 1, 12: 2 },
  },
  {
    code: 'HNTE_PASS_RATE',
    told: ['高企认定通过率', '%', 'RATIO', 'UP', 2],
    rows: [
      hnte(2023, { enterprise: '甲', result: '通过' }),
      hnte(2024, { enterprise: '甲', result: '未通过', batch: '第一批' }),
      hnte(2024, { enterprise: '甲', result: '通过', batch: '第二批' }),
      hnte(2024, { enterprise: '乙', result: '未通过' }),
      hnte(2024, { enterprise: '丙', result: '待定' }),
      tsme(2024, { enterprise: '丁', result: '通过' }),
    ],
    // Of 甲 and 乙, of whom it is decided, one passed.
    parts: { 2023: [1, 1], 2024: [1, 2] },
    text: '50%（另有1家待定），比上年下降50个百分点',
    behind: 3,
  },
  {
    code: 'HNTE_STOCK',
    told: ['有效高新技术企业数', '家', 'STOCK', 'UP', 0],
    rows: [
      // On 31 December 2024 it is exactly three years old: no longer in force.
      certificate('甲', '2021-12-31', '2024-12-30'),
      // Its last day is the day that counts.
      certificate('乙', '2022-01-01', '2024-12-31'),
      // Renewed before it ended: one enterprise.
      certificate('丙', '2021-06-01', '2024-05-31'),
      certificate('丙', '2024-03-01', '2027-02-28', { renewal: true }),
      certificate('丁', '2023-06-01', '2026-05-31', { revokedDate: '2024-12-31' }),
      certificate('戊', '2024-12-31', '2027-12-30'),
      // Certified, nobody says when: it may be in force.
      hnte(2024, { enterprise: '己', result: '通过' }),
      tsme(2024, { enterprise: '庚', issuedDate: '2024-03-01' }),
    ],
    // End of 2023: 甲 乙 丙 丁; of 2024: 乙 丙 戊.
    parts: { 2023: [4], 2024: [3] },
    text: '截至2024年末3家（另有部分数据未填列或未公开），比上年末减少1家（下降25%）',
    behind: 3,
    by: { result: { 通过: 3 } },
    through: { 2: 4, 6: 4, 11: 4 },
  },
  {
    code: 'TSME_COUNT',
    told: ['科技型中小企业入库数', '家', 'FLOW', 'UP', 0],
    rows: [
      tsme(2023, { enterprise: '甲', issuedDate: '2023-04-01' }),
      tsme(2023, { enterprise: '乙', issuedDate: '2023-04-01' }),
      // Registered anew each year; the registration counts, not the year that it was asked for.
      tsme(2024, { enterprise: '甲', issuedDate: '2024-04-01', result: '通过' }),
      tsme(2023, { enterprise: '丙', appliedDate: '2023-12-20', issuedDate: '2024-01-05' }),
      tsme(2024, { enterprise: '丁' }),
      // A second number of the same enterprise; one that was taken back.
      tsme(2024, { enterprise: '甲', issuedDate: '2024-09-01', registrationNo: '202499990200000009' }),
      tsme(2024, { enterprise: '辛', issuedDate: '2024-04-01', revokedDate: '2024-10-01' }),
      tsme(2024, { enterprise: '戊', result: '未通过' }),
      tsme(2024, { enterprise: '己', appliedDate: '2024-12-01', result: '待定' }),
      hnte(2024, { enterprise: '庚', issuedDate: '2024-04-01' }),
    ],
    // 甲, 丙 and, of the ledger of 2024 without a day, 丁.
    parts: { 2023: [2], 2024: [3] },
    text: '3家，比上年增加1家（增长50%）',
    behind: 4,
    through: { 1: 1, 4: 2, 12: 2 },
  },
  {
    code: 'POOL_COUNT',
    told: ['科技企业培育库在库数', '家', 'STOCK', 'UP', 0],
    rows: [
      pool(2022, { enterprise: '甲', joinedDate: '2022-03-01', leftDate: '2024-12-31' }),
      pool(2023, { enterprise: '乙', joinedDate: '2023-12-31' }),
      pool(2024, { enterprise: '丙', joinedDate: '2024-12-31', pool: '高企培育库' }),
      pool(2024, { enterprise: '乙', joinedDate: '2024-05-01', pool: '高企培育库' }),
      pool(2025, { enterprise: '丁', joinedDate: '2025-01-01' }),
      // The list of 2024 does not say since when: it is in the pool by the end of the year.
      pool(2024, { enterprise: '戊' }),
    ],
    // End of 2023: 甲 乙; of 2024: 乙, who is in both pools, 丙 戊.
    parts: { 2022: [1], 2023: [2], 2024: [3] },
    text: '截至2024年末3家，比上年末增加1家（增长50%）',
    behind: 4,
    by: { pool: { 科技企业培育库: 2, 高企培育库: 2 } },
    through: { 4: 2, 5: 2, 11: 2 },
  },
  {
    code: 'SRDI_COUNT',
    told: ['专精特新企业数', '家', 'STOCK', 'UP', 0],
    rows: [
      hnte(2023, { enterprise: '甲', type: '专精特新中小企业', issuedDate: '2023-06-01', validUntil: '2026-06-01' }),
      // The same enterprise at the next step.
      hnte(2024, { enterprise: '甲', type: '专精特新“小巨人”企业', issuedDate: '2024-06-01' }),
      hnte(2024, { enterprise: '乙', type: '专精特新“小巨人”企业', issuedDate: '2024-06-01' }),
      hnte(2024, { enterprise: '丙', type: '专精特新中小企业', issuedDate: '2021-06-01', validUntil: '2024-06-01' }),
      hnte(2024, { enterprise: '丁', type: '创新型中小企业', issuedDate: '2024-06-01' }),
      hnte(2024, { enterprise: '戊', issuedDate: '2024-06-01' }),
    ],
    // End of 2023: 甲 丙; of 2024: 甲 乙.
    parts: { 2023: [2], 2024: [2] },
    text: '截至2024年末2家，与上年末持平',
    behind: 3,
    by: { type: { 专精特新中小企业: 1, '专精特新“小巨人”企业': 2 } },
  },
  {
    code: 'ENT_CULTIVATED',
    told: ['培育科技企业总数', '家', 'STOCK', 'UP', 0],
    rows: [
      certificate('甲', '2023-06-01', '2026-06-01'),
      tsme(2024, { enterprise: '甲', issuedDate: '2024-04-01', validUntil: '2025-03-31' }),
      pool(2024, { enterprise: '甲', joinedDate: '2024-04-01' }),
      tsme(2024, { enterprise: '乙', issuedDate: '2024-04-01', validUntil: '2025-03-31' }),
      pool(2024, { enterprise: '丙', joinedDate: '2024-04-01' }),
      hnte(2024, { enterprise: '丁', type: '专精特新中小企业', issuedDate: '2024-04-01' }),
      pool(2022, { enterprise: '戊', joinedDate: '2022-04-01', leftDate: '2024-04-01' }),
      tsme(2023, { enterprise: '己', issuedDate: '2023-04-01', validUntil: '2024-03-31' }),
      hnte(2024, { enterprise: '庚', type: '瞪羚企业', issuedDate: '2024-04-01' }),
    ],
    // End of 2023: 甲 戊 己; of 2024: 甲, though in three lists, 乙 丙 丁.
    parts: { 2022: [1], 2023: [3], 2024: [4] },
    text: '截至2024年末4家，比上年末增加1家（增长33.3%）',
    behind: 6,
  },
];
