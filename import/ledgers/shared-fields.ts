import type { FieldReading } from './ledger.js';

// Fields that several ledgers have under the same headings.

export const creditCode: FieldReading = {
  headings: [
    '统一社会信用代码',
    '社会信用代码',
    '信用代码',
    '统一社会信用代码或组织机构代码',
    '组织机构代码',
    '主承担单位统一社会信用代码',
    '企业社会编码',
    '注册号',
    '提供代码匹配',
    '税号',
    '纳税人识别号',
    '统一信用代码',
    '企业信用代码',
    '机构代码',
    '统一代码',
    '企业代码',
    '信用代码证号',
    '营业执照号',
  ],
  shape: 'creditCode',
};

export const remark: FieldReading = { headings: ['备注', '其他备注', '说明', '备注说明', '其他说明', '附注', '备考'] };

export const enterprise: FieldReading = {
  headings: [
    '企业名称',
    '单位名称',
    '公司名称',
    '纳税人名称',
    '提供企业名称',
    '申报单位',
    '申请单位',
    '单位全称',
    '企业全称',
    '企业',
    '公司',
    '申报企业',
    '申报企业名称',
    '企业单位名称',
    '单位名称(全称)',
    '申请企业',
  ],
  weak: ['单位', '名称', '机构名称', '主体名称', '所在单位'],
  shape: 'organisation',
};

/** A row that was entered and does not hold. */
export const VOIDED_ROW = {
  words: ['作废', '已删除', '草稿', '暂存', '重复登记', '重复录入', '录入错误'],
  issue: 'ROW_VOIDED',
} as const;

/** An enterprise under a new name: a person has to say whether it is the one of the old name. */
export const RENAMED = {
  words: ['更名', '改名', '曾用名', '原名', '名称变更', '变更名称', '变更企业名称', '原企业名称'],
  issue: 'REMARK_RENAMED',
} as const;

export const technicalField: FieldReading = {
  headings: [
    '技术领域',
    '技术领域一级',
    '所属领域',
    '企业所属技术领域',
    '项目领域名称',
    '企业核心技术所属国家重点支持的高新技术领域',
    '高新技术领域',
    '所属技术领域',
    '项目领域',
    '领域',
    '所属行业领域',
    '行业领域',
    '研究领域',
    '产业领域',
    '学科分类',
    '学科',
  ],
  weak: ['支持方向', '行业', '所属行业', '行业类别', '方向'],
};

export const batch: FieldReading = {
  headings: ['批次', '项目批次', '基地批次', '申报批次', '认定批次', '第几批', '批'],
  shape: 'batch',
};
