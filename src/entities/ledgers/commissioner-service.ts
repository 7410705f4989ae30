import type { LedgerDeclaration } from '../ledger.js';

/** A service that a commissioner gave, with its outcome figures; or several of one commissioner, counted in `times`. */
export const commissionerService = {
  id: 'commissioner-service',
  entity: 'CommissionerService',
  connection: 'commissionerServices',
  table: 'commissioner_service',
  zh: '科技特派员服务记录',
  fields: {
    commissioner: { kind: 'person', zh: '特派员姓名' },
    date: { kind: 'date', zh: '服务日期' },
    place: { kind: 'text', zh: '服务地点' },
    mode: { kind: 'text', zh: '服务方式', dimension: true },
    content: { kind: 'text', zh: '服务内容', dimension: true },
    times: { kind: 'number', zh: '服务次数', unit: '次', default: '1' },
    days: { kind: 'number', zh: '服务天数', unit: '天' },
    farmersTrained: { kind: 'number', zh: '培训农民', unit: '人次' },
    trainingSessions: { kind: 'number', zh: '举办培训班', unit: '场次' },
    newVarieties: { kind: 'number', zh: '引进推广新品种新产品', unit: '个' },
    newTechnologies: { kind: 'number', zh: '推广新技术', unit: '个' },
    problemsSolved: { kind: 'number', zh: '解决技术难题', unit: '个' },
    jobs: { kind: 'number', zh: '带动就业', unit: '人次' },
    demonstrationBases: { kind: 'number', zh: '建立科技示范基地', unit: '个' },
    demonstrationHouseholds: { kind: 'number', zh: '培育科技示范户', unit: '户' },
    households: { kind: 'number', zh: '服务农户', unit: '户' },
    output: { kind: 'money', zh: '实现产值' },
    income: { kind: 'money', zh: '带动增收' },
    remark: { kind: 'text', zh: '备注' },
  },
} as const satisfies LedgerDeclaration;
