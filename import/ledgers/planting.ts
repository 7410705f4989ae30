import { planting } from '../../src/entities/ledgers/planting.js';
import { ANY_LEDGER } from './any-ledger.js';
import { remark } from './shared-fields.js';
import { reading } from './ledger.js';

export const plantingReading = reading(planting, {
  words: ['特色产业', '种植', '品种', '中药材', '林果', '种植台账', '产业', '育苗'],
  fields: {
    crop: {
      headings: [
        '品种',
        '作物',
        '种植品种',
        '作物名称',
        '品种名称',
        '树种',
        '药材名称',
        '作物品种',
        '品名',
        '种植作物',
        '特色品种',
        '药材品种',
      ],
      weak: ['名称'],
      shape: 'crop',
    },
    kind: { headings: ['类别', '作物类别', '品种类别', '种类', '产业类别', '类型', '产业类型', '作物类型', '产业'] },
    place: {
      headings: [
        '种植地点',
        '地点',
        '种植区域',
        '种植地',
        '所在村',
        '种植村',
        '基地位置',
        '分布区域',
        '种植位置',
        '地块',
        '所在地',
        '村',
        '嘎查村',
        ...ANY_LEDGER.township,
      ],
      shape: 'place',
      under: ANY_LEDGER.township,
    },
    area: { headings: ['面积', '种植面积', '面积数', '种植亩数', '亩数', '规模', '种植规模', '栽植面积', '栽种面积'] },
    plants: { headings: ['株数', '种植株数', '栽植株数', '数量', '棵数'] },
    remark,
  },
  known: ['产量', '产值', '亩产', '种植户', '农户', '种植主体', '预计产量', '带动农户'],
  yearly: true,
  required: [['crop']],
  telling: ['crop', 'area', 'plants', 'place', 'kind'],
  keys: [[['crop', 'place?', '@year']]],
  year: ['@year', '@context'],
  usualUnit: '万元',
});
