import { defineEntity, p } from '@mikro-orm/core';

/** An indicator that an analyst defined; `definition` is the request, compiled whenever it is used. */
export const ownIndicatorSchema = defineEntity({
  name: 'OwnIndicator',
  tableName: 'own_indicator',
  comment: '自定义指标',
  properties: {
    code: p.text().primary().comment('指标代码'),
    name: p.text().comment('指标名称'),
    englishName: p.text().comment('英文名称'),
    aliases: p.array().columnType('text[]').comment('别名'),
    unit: p.text().comment('计量单位'),
    decimals: p.integer().comment('小数位数'),
    direction: p.text().comment('方向：UP 越高越好、DOWN 越低越好、NEUTRAL 中性'),
    theme: p.text().comment('主题'),
    numerator: p.text().nullable().comment('口径；空则按定义自动写出'),
    denominator: p.text().nullable().comment('比率的分母；空则按定义自动写出'),
    definition: p.json<object>().comment('定义：相加的各项，或比率的分子、分母与倍数'),
    createdAt: p.datetime().columnType('timestamptz').defaultRaw('now()').comment('建立时间'),
    changedAt: p.datetime().columnType('timestamptz').defaultRaw('now()').comment('修改时间'),
  },
});

export class OwnIndicator extends ownIndicatorSchema.class {}
ownIndicatorSchema.setClass(OwnIndicator);
