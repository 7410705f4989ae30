import type { LedgerId } from '../../src/entities/ledgers/index.js';
import type { SheetHeading } from './ledger-workbook.js';

/** Headings of sheets, with what they say of all rows; the first is the usual one. */
export const HEADINGS: Readonly<Partial<Record<LedgerId, readonly SheetHeading[]>>> = {
  project: [
    { title: '科技计划项目台账', says: {} },
    { title: '市级科技计划项目立项名单', says: { level: ['市'], approvedDate: ['年度'] } },
  ],
  funding: [
    { title: '科技专项资金台账', says: { flow: ['下达'] } },
    { title: '市级科技专项资金台账', says: { level: ['市'], flow: ['下达'] } },
  ],
  qualification: [
    { title: '企业资质申报认定台账', says: {} },
    { title: '高新技术企业认定台账', says: { type: ['高新技术企业'] } },
    { title: '科技型中小企业入库台账', says: { type: ['科技型中小企业'] } },
  ],
  pool: [
    { title: '科技企业培育库', says: { pool: ['科技企业培育库'] } },
    { title: '高新技术企业培育库台账', says: { pool: ['高新技术企业培育库'] } },
  ],
  'commissioner-contract': [
    { title: '科技特派员责任状台账', says: { contractType: ['责任状'] } },
    { title: '科技特派员服务协议台账', says: { contractType: ['服务协议'] } },
  ],
  activity: [
    { title: '科技活动台账', says: {} },
    { title: '科普活动台账', says: { kind: ['科普'] } },
    { title: '科普、培训活动台账', says: { kind: ['科普', '培训'] } },
  ],
  patent: [
    { title: '专利台账', says: {} },
    { title: '发明专利台账', says: { kind: ['发明'] } },
  ],
  base: [
    { title: '示范基地台账', says: {} },
    { title: '自治区级示范基地名单', says: { level: ['自治区'] } },
  ],
};
