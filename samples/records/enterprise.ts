import { creditCode } from './credit-code.js';
import { DISTRICT, FIELDS } from './district.js';
import { random } from './random.js';

/** An enterprise of the district. */
export interface Enterprise {
  readonly name: string;
  readonly code: string;
  readonly field: string;
  readonly industry: string;
  /** The name it took later, under the same code. */
  readonly renamed?: { readonly name: string; readonly since: number };
}

const MARKS = [
  '禾润',
  '泽坤',
  '朗峰',
  '恒屹',
  '云牧',
  '正阔',
  '思源',
  '锐进',
  '博川',
  '安屿',
  '晟泰',
  '启岚',
  '九渠',
  '智垣',
  '嘉木',
  '沃野',
  '凌科',
  '鼎澜',
  '青穗',
  '远岫',
  '蓝脉',
  '盛砺',
];
const TRADES = [
  ['农业科技', '农林牧渔服务业'],
  ['智能装备', '专用设备制造业'],
  ['生物制药', '医药制造业'],
  ['新材料', '化学原料和化学制品制造业'],
  ['信息技术', '软件和信息技术服务业'],
  ['环保工程', '生态保护和环境治理业'],
  ['光伏电力', '电力、热力生产和供应业'],
] as const;
const FORMS = ['有限公司', '有限责任公司', '股份有限公司'];
const CODE_LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

function found(): Enterprise[] {
  const draw = random('enterprises');
  return MARKS.flatMap((mark, index) =>
    draw.sample(TRADES, 2).map(([trade, industry], which): Enterprise => {
      const body = `MA${Array.from({ length: 6 }, () => draw.pick([...CODE_LETTERS])).join('')}`;
      const form = FORMS[(index + which) % FORMS.length]!;
      return {
        name: `青峪${mark}${trade}${form}`,
        code: creditCode(DISTRICT.code, body),
        field: draw.pick(FIELDS),
        industry,
        ...(index === 5 && which === 1
          ? { renamed: { name: `云岭${mark}${trade}集团股份有限公司`, since: 2024 } }
          : {}),
      };
    }),
  );
}

/** The forty-four enterprises; the twelfth takes another name in 2024. */
export const ENTERPRISES: readonly Enterprise[] = found();

/** An enterprise by its place in the list. */
export function enterprise(index: number): Enterprise {
  return ENTERPRISES[index]!;
}

/** The name that an enterprise goes by in a year. */
export function nameIn(of: Enterprise, year: number): string {
  return of.renamed !== undefined && year >= of.renamed.since ? of.renamed.name : of.name;
}
