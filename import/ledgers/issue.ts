import { issue } from '../../src/entities/ledgers/issue.js';
import { remark } from './shared-fields.js';
import { reading } from './ledger.js';
import type { Vocabulary } from './vocabulary.js';

const ISSUE_STATUS = {
  members: {
    存在: ['未解决', '未整改', '未完成', '待解决', '待整改', '未销号'],
    整改中: ['正在整改', '解决中', '推进中', '进行中', '持续整改', '部分解决', '正在解决', '长期坚持', '持续推进'],
    已解决: ['已整改', '已完成', '完成', '完成整改', '整改完成', '已销号', '解决', '整改到位', '已办结', '办结'],
  },
  within: [
    ['未解决', '存在'],
    ['未整改', '存在'],
    ['未完成', '整改中'],
    ['已解决', '已解决'],
    ['已整改', '已解决'],
    ['已完成', '已解决'],
    ['销号', '已解决'],
    ['整改中', '整改中'],
    ['正在', '整改中'],
  ],
} as const satisfies Vocabulary;

export const issueReading = reading(issue, {
  words: ['存在问题', '问题清单', '整改', '问题台账', '困难问题', '问题'],
  fields: {
    text: {
      headings: [
        '存在问题',
        '问题',
        '问题描述',
        '问题内容',
        '主要问题',
        '具体问题',
        '问题清单',
        '存在的问题',
        '问题表现',
        '反映问题',
        '问题事项',
        '困难和问题',
      ],
      shape: 'prose',
    },
    category: { headings: ['类别', '问题类别', '问题类型', '类型', '问题分类'] },
    status: {
      headings: [
        '整改情况',
        '状态',
        '整改状态',
        '整改进展',
        '解决情况',
        '完成情况',
        '落实情况',
        '办理情况',
        '进展情况',
        '销号情况',
        '整改结果',
        '办理状态',
      ],
      vocabulary: ISSUE_STATUS,
    },
    measure: {
      headings: ['整改措施', '措施', '解决措施', '工作举措', '整改举措', '对策', '下一步措施', '解决办法'],
      shape: 'prose',
    },
    responsible: {
      headings: ['责任单位', '责任部门', '责任科室', '整改单位', '牵头单位', '责任人', '整改责任单位', '牵头科室'],
    },
    closedDate: {
      last: true,
      headings: ['完成时间', '整改时限', '完成时限', '销号时间', '整改完成时间', '解决时间', '办结时间', '整改期限'],
    },
    remark,
  },
  required: [['text']],
  telling: ['text', 'status', 'measure', 'responsible', 'closedDate'],
  keys: [[['@year', 'text']]],
  year: ['@year', '@context', 'closedDate'],
  usualUnit: '万元',
});
