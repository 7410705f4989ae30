import type { Aggregate, Condition, IndicatorDefinition, Measure } from '../define/definition.js';

type FlowMeasure = Extract<Measure, { readonly kind: 'flow' }>;

/** What indicators of activities have in common. */
export const common = { kind: 'FLOW', direction: 'UP', theme: 'ACTIVITY', decimals: 0 } as const;

/**
 * Activities of some kinds, or of all; events that the bureau only attended count too, and the role is a dimension.
 */
export function activities(
  kinds: readonly string[] | 'all',
  value: Aggregate = { count: 'rows' },
  where: readonly Condition[] = [],
): FlowMeasure {
  const conditions = kinds === 'all' ? where : [{ field: 'kind', in: kinds }, ...where];
  return { kind: 'flow', rows: [{ ledger: 'activity', where: conditions, month: 'date' }], value };
}

/** The people of activities that the bureau held or helped to hold; the split by the role has those of all. */
function people(kinds: readonly string[]): Measure {
  const { rows } = activities(kinds, { sum: 'people' }, [{ field: 'role', notIn: ['组织参加'] }]);
  return { kind: 'flow', rows, value: { sum: 'people' }, openBy: 'role' };
}

const TRAINING = ['培训', '论坛'];
/** The kinds of activities in which the bureau's people are on duty. */
export const DUTY = ['志愿服务', '专项工作'];

export const ACTIVITY_INDICATORS: readonly IndicatorDefinition[] = [
  {
    ...common,
    code: 'TRAIN_SESSIONS',
    name: '科技培训场次',
    aliases: [
      '科技培训次',
      '培训次',
      '开展科技培训',
      '举办科技培训',
      '举办培训班',
      '举办科技培训班',
      '组织科技培训',
      '开展培训次',
      '农业科技培训次',
    ],
    englishName: 'S&T training sessions',
    unit: '场次',
    numerator: '当年培训、论坛场次',
    notes: '主办、承办和组织参加的都计，可按承担角色分；座谈会、政策宣讲不计。',
    measure: activities(TRAINING),
  },
  {
    ...common,
    code: 'TRAIN_PERSON_TIMES',
    name: '培训人次',
    aliases: [
      '科技培训人次',
      '培训人员',
      '培训人',
      '科技培训人',
      '开展科技培训人次',
      '科技培训参训人次',
      '培训农牧民人次',
      '培训农民人次',
    ],
    englishName: 'Training person-times',
    unit: '人次',
    numerator: '当年主办、承办、协办的培训、论坛参加人次之和（没有写明承担角色的计入）',
    notes: '人次，不是人数；组织参加外单位培训的人次不计，按承担角色分组时列出。',
    measure: people(TRAINING),
  },
  {
    ...common,
    code: 'TRAIN_ONLINE_SHARE',
    name: '线上培训占比',
    aliases: ['线上培训比例', '线上培训比重'],
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
    aliases: [
      '科普活动',
      '开展科普活动',
      '举办科普活动',
      '科普宣传活动',
      '组织科普活动',
      '科学普及活动',
      '开展科普宣传',
      '科普宣传',
    ],
    englishName: 'Science popularisation events',
    unit: '次',
    numerator: '当年科普活动次数',
    notes: '科普性质的培训按活动类型归入培训。',
    measure: activities(['科普']),
  },
  {
    ...common,
    code: 'SCIPOP_PERSON_TIMES',
    extra: true,
    name: '科普活动参加人次',
    aliases: ['科普活动参与人次', '科普活动受众', '科普受益人次', '参加科普活动人次'],
    englishName: 'Science popularisation person-times',
    unit: '人次',
    numerator: '当年主办、承办、协办的科普活动参加人次之和（没有写明承担角色的计入）',
    notes: '组织参加外单位科普活动的人次不计，按承担角色分组时列出。',
    measure: people(['科普']),
  },
  {
    ...common,
    code: 'SCIPOP_MATERIALS',
    name: '发放科普资料数量',
    aliases: ['发放科普资料', '科普资料发放', '发放科普宣传资料', '发放宣传资料', '科普宣传资料', '发放科普宣传材料'],
    englishName: 'Popularisation materials handed out',
    unit: '份',
    numerator: '当年科普活动发放资料份数之和',
    notes: '册、份、张合计，不折算。',
    measure: activities(['科普'], { sum: 'materials' }),
  },
  {
    ...common,
    code: 'ROADSHOW_EVENTS',
    name: '路演及成果对接活动次数',
    aliases: [
      '路演活动',
      '科技成果路演',
      '成果对接活动',
      '路演及对接活动',
      '举办路演活动',
      '科技成果对接活动',
      '开展科技成果对接',
      '成果路演对接活动',
    ],
    englishName: 'Roadshow and matchmaking events',
    unit: '次',
    numerator: '当年路演、对接会次数',
    measure: activities(['路演', '对接会']),
  },
  {
    ...common,
    code: 'BANK_EVENTS',
    name: '银企对接场次',
    aliases: ['银企对接活动', '银企对接', '银企对接会', '举办银企对接会', '开展银企对接', '科技金融对接活动'],
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
    aliases: ['产学研对接活动', '产学研合作活动', '开展产学研活动', '产学研活动', '产学研对接', '产学研合作对接活动'],
    englishName: 'Industry–university–research events',
    unit: '次',
    numerator: '当年产学研活动次数',
    measure: activities(['产学研']),
  },
  {
    ...common,
    code: 'IUR_PARTNERS',
    name: '产学研合作单位数',
    aliases: ['产学研合作单位', '产学研合作院所', '对接高校院所', '合作高校院所'],
    englishName: 'Industry–university–research partner organisations',
    unit: '家',
    numerator: '当年产学研活动的合作单位数（同一单位计一次）',
    notes: '同一区划内按单位名称去重，上级为各区划之和。',
    measure: activities(['产学研'], { distinct: ['partners'] }),
  },
  {
    ...common,
    code: 'EXPERT_SESSIONS',
    name: '专家咨询（论证）次数',
    aliases: ['专家咨询', '专家论证', '专家咨询论证', '专家论证会', '专家咨询会'],
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
    aliases: ['专项工作投入人次', '志愿服务人次', '专项工作人次'],
    englishName: 'Duty person-times',
    unit: '人次',
    direction: 'NEUTRAL',
    numerator: '当年志愿服务、专项工作参加人次之和',
    measure: activities(DUTY, { sum: 'people' }),
  },
  {
    ...common,
    code: 'ACT_TOTAL',
    name: '科技活动总场次',
    aliases: ['科技活动场次', '各类科技活动', '科技活动', '开展各类活动'],
    englishName: 'All activities',
    unit: '场次',
    numerator: '当年各类活动场次之和',
    measure: activities('all'),
  },
];
