import type { Aggregate, Condition, IndicatorDefinition, Measure } from '../define/definition.js';

const common = { kind: 'FLOW', direction: 'UP', theme: 'ACTIVITY', decimals: 0 } as const;

/** Activities of some kinds; events that the bureau only attended count too, and the role is a dimension. */
function activities(
  kinds: readonly string[],
  value: Aggregate = { count: 'rows' },
  where: readonly Condition[] = [],
): Measure {
  return {
    kind: 'flow',
    rows: [{ ledger: 'activity', where: [{ field: 'kind', in: kinds }, ...where], month: 'date' }],
    value,
  };
}

const TRAINING = ['培训', '论坛'];

export const ACTIVITY_INDICATORS: readonly IndicatorDefinition[] = [
  {
    ...common,
    code: 'TRAIN_SESSIONS',
    name: '科技培训场次',
    englishName: 'S&T training sessions',
    unit: '场次',
    numerator: '当年培训、论坛场次',
    measure: activities(TRAINING),
  },
  {
    ...common,
    code: 'TRAIN_PERSON_TIMES',
    name: '培训人次',
    englishName: 'Training person-times',
    unit: '人次',
    numerator: '当年培训、论坛参加人次之和',
    measure: activities(TRAINING, { sum: 'people' }),
  },
  {
    ...common,
    code: 'TRAIN_ONLINE_SHARE',
    name: '线上培训占比',
    englishName: 'Online share of training',
    unit: '%',
    kind: 'RATIO',
    direction: 'NEUTRAL',
    decimals: 2,
    factor: 100,
    numerator: '线上或线上线下结合的培训、论坛场次',
    denominator: '形式已知的培训、论坛场次',
    measure: activities(TRAINING, { count: 'rows' }, [{ field: 'mode', in: ['线上', '线上线下结合'] }]),
    per: activities(TRAINING, { count: 'rows' }, [{ field: 'mode', known: true }]),
  },
  {
    ...common,
    code: 'SCIPOP_EVENTS',
    name: '科普活动次数',
    englishName: 'Science popularisation events',
    unit: '次',
    numerator: '当年科普活动次数',
    measure: activities(['科普']),
  },
  {
    ...common,
    code: 'SCIPOP_MATERIALS',
    name: '发放科普资料数量',
    englishName: 'Popularisation materials handed out',
    unit: '份',
    numerator: '当年科普活动发放资料份数之和',
    measure: activities(['科普'], { sum: 'materials' }),
  },
  {
    ...common,
    code: 'ROADSHOW_EVENTS',
    name: '路演及成果对接活动次数',
    englishName: 'Roadshow and matchmaking events',
    unit: '次',
    numerator: '当年路演、对接会次数',
    measure: activities(['路演', '对接会']),
  },
  {
    ...common,
    code: 'BANK_EVENTS',
    name: '银企对接场次',
    englishName: 'Bank–enterprise matchmaking events',
    unit: '场次',
    theme: 'FINANCE',
    numerator: '当年银企对接场次',
    measure: activities(['银企对接']),
  },
  {
    ...common,
    code: 'IUR_EVENTS',
    name: '产学研活动次数',
    englishName: 'Industry–university–research events',
    unit: '次',
    numerator: '当年产学研活动次数',
    measure: activities(['产学研']),
  },
  {
    ...common,
    code: 'IUR_PARTNERS',
    name: '产学研合作单位数',
    englishName: 'Industry–university–research partner organisations',
    unit: '家',
    numerator: '当年产学研活动的合作单位数（同一单位计一次）',
    measure: activities(['产学研'], { distinct: ['partners'] }),
  },
  {
    ...common,
    code: 'EXPERT_SESSIONS',
    name: '专家咨询（论证）次数',
    englishName: 'Expert sessions',
    unit: '次',
    direction: 'NEUTRAL',
    numerator: '当年专家咨询、论证次数',
    measure: activities(['专家咨询']),
  },
  {
    ...common,
    code: 'DUTY_PERSON_TIMES',
    name: '专项工作参与人次',
    aliases: ['专项工作投入人次'],
    englishName: 'Duty person-times',
    unit: '人次',
    direction: 'NEUTRAL',
    numerator: '当年志愿服务、专项工作参加人次之和',
    measure: activities(['志愿服务', '专项工作'], { sum: 'people' }),
  },
];
