import { patent } from '../../src/entities/ledgers/patent.js';
import { creditCode, remark, technicalField } from './shared-fields.js';
import { reading } from './ledger.js';
import type { Vocabulary } from './vocabulary.js';

const PATENT_KINDS = {
  members: {
    发明: ['发明专利', '发明授权', '发明公布', '授权发明', '国内发明', 'A', 'B'],
    实用新型: ['实用新型专利', '新型', '新型专利', '实用'],
    外观设计: ['外观设计专利', '外观', '外观专利'],
  },
  within: [
    ['实用新型', '实用新型'],
    ['外观设计', '外观设计'],
    ['发明专利', '发明'],
    ['发明', '发明'],
  ],
} as const satisfies Vocabulary;

const PATENT_STATUS = {
  members: {
    审查中: [
      '申请中',
      '受理',
      '已受理',
      '实质审查',
      '实审',
      '在审',
      '公开',
      '已公开',
      '审中',
      '申请',
      '待审',
      '未授权',
    ],
    有效: ['授权', '已授权', '专利权维持', '维持', '授权有效', '有效专利', '维持有效', '专利权有效', '权利维持'],
    失效: [
      '终止',
      '无效',
      '放弃',
      '专利权终止',
      '权利终止',
      '未缴年费终止失效',
      '未缴年费',
      '届满',
      '期满终止',
      '已失效',
      '已终止',
      '全部无效',
    ],
    未获授权: ['驳回', '撤回', '视为撤回', '申请终止', '视撤', '主动撤回', '被驳回'],
  },
  within: [
    ['未授权', '审查中'],
    ['撤回', '未获授权'],
    ['驳回', '未获授权'],
    ['失效', '失效'],
    ['终止', '失效'],
    ['届满', '失效'],
    ['无效', '失效'],
    ['审查', '审查中'],
    ['受理', '审查中'],
    ['维持', '有效'],
    ['有效', '有效'],
    ['授权', '有效'],
  ],
} as const satisfies Vocabulary;

export const patentReading = reading(patent, {
  words: ['发明专利', '专利授权', '授权专利', '有效专利', '专利明细', '专利台账', '专利', '知识产权'],
  funded: true,
  fields: {
    number: {
      headings: ['专利号', '专利申请号', '申请号', '专利编号', '授权公告号', '申请号/专利号', '专利号/申请号', 'ZL号'],
      weak: ['编号', '证书号', '专利证书号'],
    },
    name: {
      headings: ['专利名称', '发明名称', '发明创造名称', '专利题目', '专利标题', '成果名称'],
      weak: ['名称', '知识产权名称'],
    },
    kind: {
      headings: ['专利类型', '专利类别', '专利种类', '知识产权类型', '知识产权类别'],
      weak: ['类型', '类别', '种类'],
      vocabulary: PATENT_KINDS,
      fromContext: true,
      fromGroups: true,
    },
    holder: {
      headings: [
        '专利权人',
        '权利人',
        '专利权人名称',
        '专利权人(申请人)',
        '申请人',
        '申请(专利权)人',
        '申请人(专利权人)',
        '申请人名称',
        '申请(权利)人',
        '权利人名称',
        '第一专利权人',
        '专利权单位',
      ],
      weak: ['企业名称', '单位名称', '申请单位', '单位', '企业'],
      shape: 'organisation',
    },
    creditCode,
    field: technicalField,
    appliedDate: {
      headings: ['申请日', '专利申请日', '申请日期', '申请时间', '专利申请日期', '专利申请时间', '受理日期'],
    },
    grantedDate: {
      headings: [
        '授权公告日',
        '授权日',
        '授权日期',
        '授权时间',
        '授权公告日期',
        '公告日',
        '专利授权日',
        '专利授权日期',
        '专利授权时间',
        '授权公告时间',
        '获权日期',
      ],
      weak: ['公告日期'],
    },
    status: {
      headings: ['法律状态', '专利状态', '专利权状态', '权利状态', '有效状态', '当前法律状态', '是否有效'],
      weak: ['状态'],
      vocabulary: PATENT_STATUS,
    },
    lapsedDate: {
      headings: ['失效日期', '失效日', '终止日期', '专利权终止日', '失效时间', '终止日', '专利权终止日期', '放弃日期'],
    },
    remark,
  },
  known: [
    '发明人',
    '设计人',
    '发明(设计)人',
    '第一发明人',
    '代理机构',
    '专利代理机构',
    'IPC分类号',
    '主分类号',
    '分类号',
    '证书号',
    '公开日',
    '公开号',
    '转化方式',
    '年费缴纳情况',
    '证书编号',
    '专利权人地址',
    '专利权人类型',
  ],
  counts: ['专利数', '专利数量', '件数', '授权量', '申请量', '拥有量'],
  steps: [
    {
      words: ['授权', '获权'],
      not: ['申请', '台账'],
      tells: ['grantedDate'],
      date: 'grantedDate',
      only: { status: ['有效', '失效'] },
    },
  ],
  required: [
    ['number', 'name'],
    ['kind', 'grantedDate', 'appliedDate', 'status', 'holder'],
  ],
  telling: ['number', 'kind', 'holder', 'grantedDate', 'appliedDate', 'status', 'lapsedDate'],
  keys: [[['number']], [['@enterprise', 'name', 'kind?']]],
  year: ['@year', '@context', 'grantedDate', 'appliedDate'],
  order: [
    ['appliedDate', 'grantedDate'],
    ['grantedDate', 'lapsedDate'],
  ],
  usualUnit: '万元',
});
