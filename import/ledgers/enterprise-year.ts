import { enterpriseYear } from '../../src/entities/ledgers/enterprise-year.js';
import { creditCode, enterprise, remark } from './shared-fields.js';
import { reading } from './ledger.js';
import type { Vocabulary } from './vocabulary.js';

/** What an enterprise's R&D is told by: its accounts (研发费用) or the statistics (R&D经费). */
export const RD_BASES = { expense: '研发费用', expenditure: 'R&D经费' } as const;

/** Headings that ask whether an enterprise is one that the ledger lists. */
const ABOVE_SCALE = [
  '是否规上',
  '是否规上企业',
  '是否规上工业企业',
  '是否规模以上',
  '是否规模以上企业',
  '规上企业',
  '是否为规上企业',
];

const BASES = {
  members: {
    [RD_BASES.expense]: ['财务口径', '会计口径', '研发费用口径', '加计扣除口径'],
    [RD_BASES.expenditure]: ['统计口径', 'R&D经费内部支出', 'R&D经费支出', 'R&D口径', 'R&D经费口径', 'R&D'],
  },
  within: [
    ['R&D', RD_BASES.expenditure],
    ['统计', RD_BASES.expenditure],
    ['研发费用', RD_BASES.expense],
    ['财务', RD_BASES.expense],
  ],
} as const satisfies Vocabulary;

export const enterpriseYearReading = reading(enterpriseYear, {
  words: ['研发投入', '规上企业', '研发费用', '规模以上', '研发', 'R&D', '规上', '研究开发', '科技活动'],
  funded: true,
  fields: {
    enterprise,
    creditCode,
    industry: {
      headings: ['所属行业', '行业类别', '行业', '行业分类代码', '国民经济行业', '行业名称', '行业代码', '行业大类'],
      weak: ['所属领域', '技术领域'],
    },
    revenue: {
      headings: [
        '营业收入',
        '主营收入',
        '销售收入',
        '主营业务收入',
        '总收入',
        '营业总收入',
        '年营业收入',
        '营收',
        '企业营业收入',
      ],
      weak: ['收入', '产值'],
    },
    rdExpense: {
      headings: [
        '研发费用',
        '企业研发投入总额',
        '科技活动经费支出合计',
        '研发经费支出',
        '研发投入',
        '研究开发费用',
        '研究开发费用合计',
        '研发费用合计',
        '研究开发费合计',
        '研发经费',
        '研发支出',
        '研发投入总额',
        '研发费',
        '研究开发经费',
        '研发总投入',
        '企业研发费用',
      ],
    },
    rdExpenditure: {
      headings: [
        'R&D经费',
        'R&D经费内部支出',
        'R&D经费支出',
        'R&D经费投入',
        'R&D投入',
        'R&D支出',
        '研究与试验发展经费',
        '研究与试验发展(R&D)经费',
        '研究与试验发展经费支出',
      ],
    },
    rdBasis: { headings: ['研发投入口径', '研发经费口径', '研发口径', '口径'], vocabulary: BASES },
    rdPersonnel: {
      headings: [
        '研发人员',
        '其中研究开发人员',
        '企业研发人员数',
        '科技活动人员合计',
        '研发人员数',
        '研究开发人员',
        'R&D人员',
        '科技人员',
        '研发人员数量',
        '科研人员',
      ],
    },
    staff: {
      headings: [
        '职工总数',
        '员工人数',
        '从业人员',
        '从业人员期末人数',
        '职工人数',
        '员工总数',
        '从业人数',
        '企业人数',
      ],
    },
    patentsApplied: { headings: ['专利申请数', '当年专利申请数', '专利申请数量', '专利申请量', '申请专利'] },
    patentsGranted: {
      headings: ['专利授权数', '当年专利授权数', '发明专利授权数量', '专利授权数量', '专利授权量', '授权专利'],
    },
    remark,
  },
  known: [
    ...ABOVE_SCALE,
    '上年销售收入',
    '研发费用占比',
    '研发投入强度',
    '研发支出占营业收入比',
    'R&D占比',
    '研发强度',
    '研发费用占营业收入比重',
    '发明专利',
    '实用新型',
    '外观设计',
    '期末拥有有效专利数',
    '同比增长',
    '增长率',
    '增幅',
    '利润总额',
    '纳税总额',
  ],
  foreign: { asking: ABOVE_SCALE },
  yearly: true,
  wholeYears: true,
  required: [
    ['enterprise', 'creditCode'],
    ['rdExpense', 'rdExpenditure', 'revenue'],
  ],
  telling: [
    'rdExpense',
    'rdExpenditure',
    'revenue',
    'rdPersonnel',
    'staff',
    'patentsApplied',
    'patentsGranted',
    'industry',
  ],
  keys: [[['@enterprise', '@year']]],
  derive: ['rd-basis'],
  year: ['@year', '@context'],
  usualUnit: '万元',
  unitVaries: true,
});
