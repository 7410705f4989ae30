import type { LedgerDeclaration } from '../ledger.js';

/** An application for an enterprise qualification and, where it passed, its certificate or registration. */
export const qualification = {
  id: 'qualification',
  entity: 'Qualification',
  connection: 'qualifications',
  table: 'qualification',
  zh: '企业资质申报认定台账',
  enterprise: { name: 'enterprise', code: 'creditCode' },
  before: {
    field: 'type',
    is: '科技型中小企业',
    date: 'issuedDate',
    result: 'result',
    not: ['未通过', '待定'],
  },
  renewal: { date: 'issuedDate', of: ['type'], stated: 'renewal' },
  fields: {
    type: {
      kind: 'enum',
      zh: '资质类型',
      dimension: true,
      whole: ['高新技术企业', '科技型中小企业', '专精特新中小企业'],
    },
    level: { kind: 'enum', zh: '级别', dimension: true },
    enterprise: { kind: 'organisation', zh: '企业名称' },
    creditCode: { kind: 'code', zh: '统一社会信用代码' },
    field: { kind: 'text', zh: '技术领域', dimension: true },
    batch: { kind: 'text', zh: '批次', dimension: true },
    appliedDate: { kind: 'date', zh: '推荐时间' },
    result: { kind: 'enum', zh: '申报结果', dimension: true },
    renewal: { kind: 'boolean', zh: '是否重新认定', dimension: true },
    certificateNo: { kind: 'code', zh: '证书编号' },
    registrationNo: { kind: 'code', zh: '入库登记编号' },
    issuedDate: { kind: 'date', zh: '发证日期' },
    announcedDate: { kind: 'date', zh: '公告日期' },
    validUntil: { kind: 'date', zh: '有效期至', last: true },
    revokedDate: { kind: 'date', zh: '取消资格日期' },
    authority: { kind: 'text', zh: '认定机构', dimension: true },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
