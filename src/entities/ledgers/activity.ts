import type { LedgerDeclaration } from '../ledger.js';

/** The kinds of activities that bureaus hold; 论坛 counts as training, 品鉴会 and 其他 are held by few. */
const KINDS = [
  '培训',
  '科普',
  '路演',
  '对接会',
  '座谈会',
  '调研',
  '产学研',
  '银企对接',
  '政策宣讲',
  '专家咨询',
  '志愿服务',
  '专项工作',
] as const;

/** An event that the bureau held or attended: training, popularisation, roadshow, matchmaking, visit, volunteering … */
export const activity = {
  id: 'activity',
  entity: 'Activity',
  connection: 'activities',
  table: 'activity',
  zh: '科技活动台账',
  fields: {
    kind: { kind: 'enum', zh: '活动类型', dimension: true, whole: KINDS },
    title: { kind: 'text', zh: '活动名称' },
    date: { kind: 'date', zh: '活动时间' },
    venue: { kind: 'text', zh: '活动地点' },
    venueType: { kind: 'enum', zh: '场所类型', dimension: true },
    mode: { kind: 'enum', zh: '活动形式', dimension: true, whole: ['线上', '线下'] },
    role: { kind: 'enum', zh: '承担角色', dimension: true },
    organiser: { kind: 'text', zh: '主办单位' },
    partners: { kind: 'list', zh: '合作单位' },
    topic: { kind: 'text', zh: '主题' },
    people: { kind: 'number', zh: '参加人数', unit: '人次' },
    enterprises: { kind: 'number', zh: '参加企业数', unit: '家' },
    materials: { kind: 'number', zh: '发放资料', unit: '份' },
    days: { kind: 'number', zh: '活动天数', unit: '天' },
    policies: { kind: 'list', zh: '传达文件' },
    channels: { kind: 'list', zh: '宣传方式' },
    volunteers: { kind: 'number', zh: '志愿者人数', unit: '人次' },
    consultations: { kind: 'number', zh: '咨询人次', unit: '人次' },
    shifts: { kind: 'number', zh: '值守班次', unit: '班次' },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
