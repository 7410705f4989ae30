import { issue } from '../../src/entities/ledgers/issue.js';
import { remark } from './common.js';
import { reading } from './ledger.js';
import { ISSUE_STATUS } from './vocabulary.js';

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
