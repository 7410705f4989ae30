import { YEARS, type Year } from './district.js';

/** A target of a year, as the sheet words it and as it must be understood. */
export interface Target {
  readonly year: Year;
  /** The indicator's code; null for a task that no indicator measures. */
  readonly indicator: string | null;
  readonly name: string;
  readonly unit: string;
  readonly text: string | number;
  readonly low: number | null;
  readonly high: number | null;
  readonly department: string;
}

type Wording = readonly [text: string | number, low: number | null, high: number | null];

const TASKS: readonly (readonly [string | null, string, string, string, readonly [Wording, Wording, Wording]])[] = [
  [
    'HNTE_NEW',
    '新认定高新技术企业数',
    '家',
    '高新室',
    [
      ['3－4家', 3, 4],
      ['5－6家', 5, 6],
      ['４家以上', 4, null],
    ],
  ],
  [
    'TSME_COUNT',
    '科技型中小企业入库数',
    '家',
    '高新室',
    [
      [14, 14, null],
      [15, 15, null],
      [18, 18, null],
    ],
  ],
  [
    'HNTE_PASS_RATE',
    '高企认定通过率',
    '%',
    '高新室',
    [
      ['≥50%', 50, null],
      ['≥50%', 50, null],
      ['≥55%', 55, null],
    ],
  ],
  [
    'FUND_UPPER_TOTAL',
    '争取上级科技专项资金总额',
    '万元',
    '计划室',
    [
      ['650万元', 650, null],
      ['不少于700万元', 700, null],
      ['760', 760, null],
    ],
  ],
  [
    'COMM_CONTRACTED',
    '签订责任状科技特派员数',
    '名',
    '农村室',
    [
      [10, 10, null],
      [12, 12, null],
      [10, 10, null],
    ],
  ],
  [
    'TRAIN_SESSIONS',
    '科技培训场次',
    '场次',
    '农村室',
    [
      ['不少于6场次', 6, null],
      ['6-8场次', 6, 8],
      ['≥7', 7, null],
    ],
  ],
  [
    null,
    '优化科技创新生态',
    '',
    '办公室',
    [
      ['持续优化', null, null],
      ['明显提升', null, null],
      ['持续提升', null, null],
    ],
  ],
];

/** Every target of 2022 to 2024. */
export const TARGETS: readonly Target[] = YEARS.slice(1).flatMap((year, place) =>
  TASKS.map(([indicator, name, unit, department, wordings]): Target => {
    const [text, low, high] = wordings[place]!;
    return { year, indicator, name, unit, text, low, high, department };
  }),
);

/** A problem that the bureau reports, and how far it is solved. */
export interface Problem {
  readonly year: Year;
  readonly text: string;
  readonly category: string;
  readonly status: '存在' | '整改中' | '已解决';
  /** The month in which it was solved. */
  readonly closed?: string;
  readonly measure: string;
  readonly responsible: string;
}

/** Every problem reported. */
export const PROBLEMS: readonly Problem[] = [
  {
    year: 2021,
    text: '规上企业研发活动覆盖面偏低',
    category: '企业创新',
    status: '已解决',
    closed: '2021-09',
    measure: '逐户宣讲加计扣除政策',
    responsible: '高新室',
  },
  {
    year: 2021,
    text: '科技特派员服务成效缺少量化记录',
    category: '农村科技',
    status: '已解决',
    closed: '2021-11',
    measure: '建立服务台账',
    responsible: '农村室',
  },
  {
    year: 2022,
    text: '科技型企业梯队断档，后备企业不足',
    category: '企业创新',
    status: '整改中',
    measure: '建立培育库，一企一策',
    responsible: '高新室',
  },
  {
    year: 2022,
    text: '成果转化资金拨付周期长',
    category: '资金管理',
    status: '已解决',
    closed: '2022-10',
    measure: '与财政部门建立会商机制',
    responsible: '计划室',
  },
  {
    year: 2023,
    text: '产学研合作停留在签约层面',
    category: '成果转化',
    status: '整改中',
    measure: '跟踪落实合作事项',
    responsible: '高新室',
  },
  {
    year: 2023,
    text: '示范基地带动能力不强',
    category: '农村科技',
    status: '整改中',
    measure: '优选基地，整合项目',
    responsible: '农村室',
  },
  {
    year: 2024,
    text: '技术合同登记意识不强',
    category: '成果转化',
    status: '存在',
    measure: '开展登记培训',
    responsible: '高新室',
  },
  {
    year: 2024,
    text: '科技金融产品供给不足',
    category: '科技金融',
    status: '整改中',
    measure: '推广“科技贷”',
    responsible: '计划室',
  },
];

/** A figure reported as a total, with last year's beside it and the growth that was published. */
export interface Observation {
  readonly year: Year;
  readonly indicator: string;
  readonly unit: string;
  readonly value: number;
  readonly previous: number;
  /** In %; null for a rate, whose change is no growth. */
  readonly growth: string | number | null;
  readonly source: string;
}

/** Every reported figure of 2023 and 2024. */
export const OBSERVATIONS: readonly Observation[] = [
  {
    year: 2023,
    indicator: '地区生产总值',
    unit: '亿元',
    value: 286.4,
    previous: 271.9,
    growth: 5.3,
    source: '区统计局',
  },
  {
    year: 2023,
    indicator: '全社会R&D经费',
    unit: '万元',
    value: 21_480,
    previous: 19_260,
    growth: '11.5%',
    source: '区统计局',
  },
  {
    year: 2023,
    indicator: '全社会R&D经费投入强度',
    unit: '%',
    value: 0.75,
    previous: 0.71,
    growth: null,
    source: '区统计局',
  },
  {
    year: 2023,
    indicator: '财政科学技术支出',
    unit: '万元',
    value: 3126,
    previous: 3284,
    growth: '-4.8%',
    source: '区财政局',
  },
  {
    year: 2023,
    indicator: '专利授权量',
    unit: '件',
    value: 214,
    previous: 187,
    growth: '１４．４',
    source: '区市场监管局',
  },
  {
    year: 2024,
    indicator: '地区生产总值',
    unit: '亿元',
    value: 301.2,
    previous: 286.4,
    growth: 5.2,
    source: '区统计局',
  },
  {
    year: 2024,
    indicator: '全社会R&D经费',
    unit: '万元',
    value: 24_390,
    previous: 21_480,
    growth: 13.5,
    source: '区统计局',
  },
  {
    year: 2024,
    indicator: '全社会R&D经费投入强度',
    unit: '%',
    value: 0.81,
    previous: 0.75,
    growth: null,
    source: '区统计局',
  },
  {
    year: 2024,
    indicator: '财政科学技术支出',
    unit: '万元',
    value: 3402,
    previous: 3126,
    growth: '8.8%',
    source: '区财政局',
  },
  { year: 2024, indicator: '专利授权量', unit: '件', value: 205, previous: 214, growth: -4.2, source: '区市场监管局' },
];
