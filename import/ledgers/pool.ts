import { pool } from '../../src/entities/ledgers/pool.js';
import { creditCode, enterprise, remark, RENAMED, technicalField } from './shared-fields.js';
import { reading } from './ledger.js';

export const poolReading = reading(pool, {
  words: ['培育库', '后备库', '企业库', '储备库', '梯队', '培育', '后备'],
  funded: true,
  fields: {
    pool: {
      headings: ['培育库', '库名', '所属库', '入库类型', '培育库名称', '培育类型', '库别', '入库类别', '培育类别'],
      weak: ['类型', '类别'],
    },
    enterprise: {
      ...enterprise,
      headings: [
        ...enterprise.headings,
        '入库企业',
        '入库企业名称',
        '培育企业',
        '培育企业名称',
        '后备企业名称',
        '在库企业',
      ],
    },
    creditCode,
    field: technicalField,
    joinedDate: {
      headings: [
        '入库日期',
        '入库时间',
        '纳入时间',
        '进库时间',
        '入库年月',
        '纳入日期',
        '纳入培育时间',
        '列入时间',
        '列入日期',
        '加入时间',
        '纳入后备库时间',
        '纳入后备库日期',
        '纳入培育库时间',
        '纳入培育库日期',
        '列入培育库时间',
        '进入培育库时间',
      ],
    },
    leftDate: {
      headings: [
        '出库日期',
        '出库时间',
        '退库时间',
        '退出时间',
        '移出时间',
        '退库日期',
        '退出日期',
        '移出日期',
        '出库年月',
      ],
    },
    remark,
  },
  known: ['入库登记编号', '状态', '在库状态', '库内状态', '是否在库', '出库原因', '退出原因', '主营业务'],
  remarks: [{ words: ['退出', '出库', '退库', '移出', '移除', '取消', '注销'], date: 'leftDate' }, RENAMED],
  required: [['enterprise', 'creditCode']],
  telling: ['joinedDate', 'leftDate', 'pool'],
  keys: [[['@enterprise', 'pool', 'joinedDate']]],
  year: ['joinedDate', '@year', '@context'],
  order: [['joinedDate', 'leftDate']],
  usualUnit: '万元',
  derive: ['pool-name'],
});
