import { shownText } from '../workbook/cells.js';
import { shownFigure } from '../workbook/shown-figure.js';
import type { Cell } from '../workbook/workbook.js';
import { isDitto } from '../text/ditto.js';
import { dateTextOf } from '../text/date.js';
import { isErrorText } from '../text/error-text.js';
import { figureSum } from '../text/figure-sum.js';
import { figureOf } from '../text/figure.js';
import { literalOf } from '../text/literal.js';
import { normalise } from '../text/normalise.js';
import { unitOf } from '../text/unit.js';
import { isRegistrationNumber, looksLikeCreditCode } from '../text/credit-code.js';

/** What one value looks like; a value may look like several things. */
export const TRAITS = [
  'number',
  'integer',
  'figure',
  'suffixed',
  'percent',
  'date',
  'serialDate',
  'yearLike',
  'creditCode',
  'registrationNo',
  'certificateNo',
  'documentNo',
  'contractNo',
  'code',
  'organisation',
  'person',
  'place',
  'bank',
  'unit',
  'batch',
  'yesNo',
  'phone',
  'identityCard',
  'email',
  'validity',
  'goal',
  'event',
  'text',
  'long',
  'masked',
  'division',
] as const;
export type Trait = (typeof TRAITS)[number];

const ORGANISATION =
  /(?:公司|集团|厂|中心|合作社|合作联社|大学|学院|研究院|研究所|科学院|农场|牧场|林场|协会|学会|商会|联合会|医院|学校|中学|小学|银行|支行|工作站|推广站|服务站|管理站|园艺场|委员会|办公室|局|院|所|部|事务所|基金会|家庭农场|个体户|经营部|工作室|场|站|社|分公司|总队|大队)(?:\(.*\))?$/;
const PERSON = /^[\u4e00-\u9fa5·]{2,4}$/;
const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊甄曲封芮储靳邴松井富乌焦巴牧隗山谷车侯宓蓬全班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶黎薄印宿白怀蒲台从鄂索咸籍赖卓蔺屠蒙池乔阴胥苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎慕连茹习艾鱼容向古易慎戈廖庾终居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越隆师巩聂晁勾敖融冷訾辛阚那简饶空曾沙养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公包额乌斯那';
const DATE_LIKE =
  /^(?:(?:19|20)\d{2}([-./])\d{1,2}(?:\1\d{1,2})?(?:[-~](?:19|20)?\d{1,4}(?:[-./]\d{1,2}){0,2})?|(?:19|20)\d{2})$/;
const PLACE =
  /(?:村|镇|乡|街道|社区|苏木|嘎查|园区|创业园|产业园|大楼|会议室|会议中心|广场|学校|大学|礼堂|报告厅|基地|区|站|馆|中心|楼|厅|室|县|旗|公司|酒店|宾馆)$/;
/** 2023年, 二〇二三年度, and 23年 where that is no usual term. */
const YEAR_LIKE =
  /^(?:(?:19|20)\d{2}年?度?|\d{2}年度|(?:1[6-9]|2[1-46-9])年|二[〇零○][〇零○一二三四五六七八九]{2}年?度?)$/;
const VALIDITY = /^[一二三四五六七八九十\d]{1,2}年$/;
const GOAL = /^(?:[≥≤<>=]|不少于|不低于|不超过|至少|力争|新增|达到|完成|突破)|(?:以上|以下|以内|左右)$/;
const NAMED_COPIES = /^\D{2,8}\d[\d,]*(?:份|册|本|张|套|件|部|篇)$/;
const SEVERAL_FIGURES = /^.{0,10}\d.{0,12}[、;+和及,].{0,10}\d.{0,10}$/;
const EVENT =
  /(?:培训|会|活动|论坛|讲座|行动|下乡|宣传|调研|路演|对接|服务|值守|洽谈|走访|座谈|班|周|日|赛)(?:\(.*\))?$/;
const cache = new Map<string, ReadonlySet<Trait> | null>();

/** What a cell's value looks like; null where it stands for nothing. */
export function traitsOf(cell: Cell): ReadonlySet<Trait> | null {
  if (cell.kind === 'date') return DATE;
  if (cell.kind === 'boolean') return YES_NO;
  if (cell.kind === 'error' || cell.kind === 'uncalculated') return null;
  if (cell.kind === 'number' && cell.display !== undefined) return ofShown(cell);
  const id = cell.kind === 'number' ? `#${cell.percent === true ? '%' : ''}${cell.text}` : cell.text;
  let traits = cache.get(id);
  if (traits === undefined) {
    traits = cell.kind === 'number' ? ofNumber(cell.value, cell.text, cell.percent === true) : ofText(cell.text);
    if (cache.size > 20_000) cache.clear();
    cache.set(id, traits);
  }
  return traits;
}

const DATE: ReadonlySet<Trait> = new Set(['date']);
const YES_NO: ReadonlySet<Trait> = new Set(['yesNo']);

/** A number whose format shows more than its digits: with a unit it is a figure, with other words what the text is. */
function ofShown(cell: Extract<Cell, { kind: 'number' }>): ReadonlySet<Trait> | null {
  const own = shownFigure(cell);
  if (own !== null && own.unit !== null) {
    const traits = new Set<Trait>(['number', 'figure', 'suffixed', 'goal']);
    return own.unit.base === '%' ? traits.add('percent') : traits;
  }
  return own === null ? ofText(shownText(cell)) : ofNumber(cell.value, cell.text, false);
}

function ofNumber(value: number, text: string, percent: boolean): ReadonlySet<Trait> {
  const traits = new Set<Trait>(['number', 'figure']);
  if (percent) traits.add('percent');
  if (!Number.isInteger(value)) return traits;
  traits.add('integer');
  if (value >= 1990 && value <= 2100) traits.add('yearLike');
  if (value >= 32_000 && value <= 55_000) traits.add('serialDate');
  if (/^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?$/.test(text)) traits.add('date');
  coded(text, traits);
  return traits;
}

function coded(plain: string, traits: Set<Trait>): void {
  if (/^1[3-9]\d{9}$/.test(plain)) traits.add('phone');
  if (/^\d{17}[\dXx]$/.test(plain) && isIdentityCard(plain)) traits.add('identityCard');
  if (/^\d{14}$|^\d{16}$|^20\d{14}$/.test(plain)) traits.add('contractNo');
  if (/^\d{6}(?:\d{3}|\d{6})?$/.test(plain)) traits.add('division');
  if (isRegistrationNumber(plain)) traits.add('registrationNo');
  else if (looksLikeCreditCode(plain) && !traits.has('identityCard')) traits.add('creditCode');
  if (/^[A-Za-z0-9][A-Za-z0-9./_-]{3,}$/.test(plain) && /\d/.test(plain) && !DATE_LIKE.test(plain)) traits.add('code');
}

function ofText(text: string): ReadonlySet<Trait> | null {
  const literal = literalOf(text, true);
  if (literal === 'none' || isDitto(text) || isErrorText(text)) return null;
  const traits = new Set<Trait>();
  if (literal === 'masked') return traits.add('masked');
  const plain = normalise(text);
  coded(plain, traits);
  if (/^GR\d{12}$/i.test(plain)) traits.add('certificateNo');
  if (/\(?(?:19|20)\d{2}\)?.{0,6}号$/.test(plain) && /[\u4e00-\u9fa5]/.test(plain)) traits.add('documentNo');
  // Seven or eight digits alone are mostly an amount in yuan; a telephone's column says so in its heading.
  if (/^0\d{2,3}-\d{7,8}$|^1[3-9]\d-?\d{4}-?\d{4}$/.test(plain)) traits.add('phone');
  if (/^[\w.-]+@[\w-]+\.[\w.]+$/.test(plain)) traits.add('email');
  if (/^(?:是|否|有|无|√|×|✓|✔|Y|N|yes|no)$/i.test(plain)) traits.add('yesNo');
  if (unitOf(plain) !== null && !/^\d/.test(plain)) traits.add('unit');
  if (/^第?[一二三四五六七八九十\d]{1,3}批次?$|^首批$|^(?:19|20)\d{2}年?第.{1,2}批$/.test(plain)) traits.add('batch');
  const figure = plain.length <= 20 ? figureOf(plain) : null;
  if (figure !== null && !VALIDITY.test(plain)) {
    traits.add('figure');
    if (/^[\d.,]+$/.test(plain)) traits.add('number');
    else if (figure.unit !== null) traits.add('suffixed');
    if (figure.unit?.base === '%') traits.add('percent');
  }
  if (YEAR_LIKE.test(plain)) traits.add('yearLike');
  if (plain.length <= 40 && /[\d年月旬季]/.test(plain) && !traits.has('code') && dateTextOf(text) !== null)
    traits.add('date');
  if (/^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(plain)) traits.add('date');
  if (VALIDITY.test(plain) || /^长期$/.test(plain)) traits.add('validity');
  if (GOAL.test(plain) || (figure !== null && figure.unit !== null)) traits.add('goal');
  if (figure === null && (SEVERAL_FIGURES.test(plain) || NAMED_COPIES.test(plain)) && figureSum(plain) !== null)
    traits.add('figure');
  if (!/[\u4e00-\u9fa5A-Za-z]/.test(plain) || traits.has('code') || (figure !== null && plain.length < 12))
    return traits;
  traits.add('text');
  if (plain.length >= 8) traits.add('long');
  if (ORGANISATION.test(plain) && plain.length >= 4) traits.add('organisation');
  if (PERSON.test(plain) && SURNAMES.includes(plain[0] ?? '')) traits.add('person');
  if (PLACE.test(plain)) traits.add('place');
  if (/(?:银行|农商行|信用社|支行|[建工农中]行|商行|科技支行)/.test(plain)) traits.add('bank');
  if (EVENT.test(plain)) traits.add('event');
  if (/(?:省|市|盟|州|区|县|旗)$/.test(plain) && plain.length <= 12) traits.add('division');
  return traits;
}

function isIdentityCard(digits: string): boolean {
  return /^[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/.test(digits);
}
