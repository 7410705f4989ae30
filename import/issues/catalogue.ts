import { CHECK_RULES, type CheckCode } from '../../src/checks/rules.js';
import type { IssueText } from './issue-text.js';
import { DECISION_ISSUES } from './decision-issues.js';
import { FILE_ISSUES } from './file-issues.js';
import { FORMAT_ISSUES } from './format-issues.js';
import { LOAD_ISSUES } from './load-issues.js';

/** The message of a contradiction between figures is that of its rule. */
const CHECK_ISSUES = Object.fromEntries(
  Object.entries(CHECK_RULES).map(([code, { message, remedy }]) => [code, { severity: 'WARNING', message, remedy }]),
) as Record<CheckCode, IssueText>;

const TEXTS = {
  ...FILE_ISSUES,
  ...DECISION_ISSUES,
  ...FORMAT_ISSUES,

  // The sheet
  SHEET_EMPTY: { severity: 'INFO', message: '工作表“{sheet}”是空的，已跳过。', remedy: '无需处理。' },
  SHEET_IGNORED: {
    severity: 'WARNING',
    message: '工作表“{sheet}”不像台账，没有读取：{reason}。',
    remedy: '如果它是台账，请检查表头是否完整，或在导入时指定它的台账类型。',
  },
  LEDGER_UNCERTAIN: {
    severity: 'ERROR',
    message: '拿不准工作表“{sheet}”是哪一种台账，可能是：{candidates}。没有读取。',
    remedy: '请指定它的台账类型后重新导入；指定一次以后会记住。',
  },
  COLUMN_MISSING: {
    severity: 'ERROR',
    message: '工作表“{sheet}”像“{ledger}”，但没有找到“{missing}”列，没有读取。',
    remedy: '请补上这一列，或指定哪一列是它，或指定别的台账类型。',
  },
  ROWS_ARE_SUMS: {
    severity: 'ERROR',
    message: '“{heading}”列说明一行是多条记录的汇总，按一行一条读取会算错，没有读取本表。',
    remedy: '请导入逐条登记的台账；汇总数请用“汇总指标报表”的模板填报。',
  },
  COLUMN_AMBIGUOUS: {
    severity: 'ERROR',
    message: '“{heading}”和“{other}”两列都可能是“{field}”，没有读取本表。',
    remedy: '请指定哪一列是“{field}”，另一列请改用能区分的表头。',
  },
  COLUMN_NOT_RECOGNIZED: {
    severity: 'INFO',
    message: '没有认出“{heading}”列，只作为原始数据保留。',
    remedy: '如果需要统计这一列，请改用模板中的表头，或指定它的含义。',
  },
  COLUMN_UNCERTAIN: {
    severity: 'WARNING',
    message: '“{heading}”列可能是“{field}”，把握不够，没有采用。',
    remedy: '如果是，请指定它的含义，或改用模板中的表头。',
  },
  COLUMN_REPEATED: {
    severity: 'WARNING',
    message: '“{heading}”列也像“{field}”，已采用“{other}”列，本列只作为原始数据保留。',
    remedy: '如果应采用本列，请指定它的含义，或改用能区分的表头。',
  },
  PERSONAL_DATA_DROPPED: {
    severity: 'INFO',
    message: '“{heading}”列是个人信息，没有读取也没有保存。',
    remedy: '无需处理。',
  },
  UNIT_ASSUMED: {
    severity: 'WARNING',
    message: '“{heading}”列没有写明金额单位，已按“{unit}”读取（{reason}）。',
    remedy: '请在表头写明单位，例如“{heading}（万元）”；如果单位不对，请改正后重新导入。',
  },
  UNIT_CONTRADICTED: {
    severity: 'ERROR',
    message: '本行上方的“{text}”写的金额单位与“{heading}”列的表头不同，本行没有导入。',
    remedy: '请核对单位，使两处一致。',
  },
  MEMBER_UNKNOWN: {
    severity: 'ERROR',
    message: '“{heading}”列在各列“{field}”之间，看不出是哪一类的“{field}”，没有读取本表。',
    remedy: '请改用能区分的表头，例如“市级资金”“区级资金”；或指定不读取这一列。',
  },
  UNIT_CONFLICT: {
    severity: 'WARNING',
    message: '“{heading}”列表头的单位是“{unit}”，本行单位列写的是“{text}”，已按单位列读取。',
    remedy: '请核对单位，使表头与单位列一致。',
  },
  UNIT_UNKNOWN: {
    severity: 'ERROR',
    message: '“{heading}”列没有写明金额单位，从数值看不出是元、千元还是万元，没有读取本表。',
    remedy: '请在表头写明，例如“{heading}（万元）”；或指定这一列的含义和单位（{field}:万元）。',
  },
  VALUE_ASSUMED: {
    severity: 'WARNING',
    message: '本表没有“{field}”列，已全部按“{value}”读取。',
    remedy: '如果不全是“{value}”，请增加“{field}”列后重新导入。',
  },
  FIELD_ABSENT: {
    severity: 'WARNING',
    message: '本表没有“{field}”列，从标题也看不出，{indicators}不会包含本表。',
    remedy: '请增加“{field}”列后重新导入；如果全表相同，也可以在标题或工作表名中写明。',
  },
  FIELD_NOT_LISTED: {
    severity: 'INFO',
    message: '本表没有“{field}”列，从标题和其他列看也不必有；{indicators}不会包含本表。',
    remedy: '如果应当包含，请增加“{field}”列后重新导入；否则无需处理。',
  },
  HIDDEN_ROWS_READ: {
    severity: 'INFO',
    message: '本表有{count}个隐藏行，也已读取。',
    remedy: '如果隐藏行不应计入，请删除后重新导入。',
  },

  // Rows that hold no record
  TOTAL_ROW: { severity: 'INFO', message: '这是合计行，不作为记录读取。', remedy: '无需处理。' },
  TOTAL_UNCHECKED: {
    severity: 'INFO',
    message: '“{heading}”的合计是{text}，因有隐去或未读取的数，无法核对（已知部分相加是{computed}）。',
    remedy: '无需处理。',
  },
  HEADING_REPEATED: { severity: 'INFO', message: '这是重复的表头，已跳过。', remedy: '无需处理。' },
  GROUP_ROW: { severity: 'INFO', message: '“{text}”是分组标题，不作为记录读取。', remedy: '无需处理。' },
  FOOTER_ROW: { severity: 'INFO', message: '这是落款、说明或数据来源，不作为记录读取。', remedy: '无需处理。' },
  BLANK_ROW: { severity: 'INFO', message: '本行只有序号或固定内容，没有填写数据，已跳过。', remedy: '无需处理。' },
  EXAMPLE_ROW: {
    severity: 'WARNING',
    message: '这是填写示例，已跳过。',
    remedy: '如果它是真实数据，请把“{text}”改为序号后重新导入。',
  },

  TABLE_FOLLOWS: {
    severity: 'ERROR',
    message: '从第{first}行起是另一张表（表头不同），本行没有导入。',
    remedy: '请把那张表放到单独的工作表中，再重新导入。',
  },
  ROWS_ABOVE_HEADING: {
    severity: 'ERROR',
    message: '表头在第{first}行，它上方的{count}行（从本行起）像是数据，没有读取。',
    remedy: '请把它们放到表头下方，或放到单独的工作表中。',
  },
  TABLES_SIDE_BY_SIDE: {
    severity: 'ERROR',
    message: '本工作表中并排有两张表（“{heading}”列起是另一张），没有读取。',
    remedy: '请把两张表放到各自的工作表中；如果是同一张表，请删去中间的空列。然后重新导入。',
  },

  // Cells
  CELL_ERROR: {
    severity: 'ERROR',
    message: '“{heading}”是公式错误“{text}”，本行没有导入。',
    remedy: '请改正公式或直接填写结果。',
  },
  CELL_UNCALCULATED: {
    severity: 'ERROR',
    message: '“{heading}”的公式没有保存结果，本行没有导入。',
    remedy: '请用 Excel 打开文件，保存一次后重新上传。',
  },
  FIELD_MISSING: { severity: 'ERROR', message: '没有填写“{heading}”，本行没有导入。', remedy: '请补填“{heading}”。' },
  FIGURE_UNREADABLE: {
    severity: 'ERROR',
    message: '“{heading}”应是数字，“{text}”无法读取，本行没有导入。',
    remedy: '请只填一个数字；没有数据请填“/”，为零请填“0”。',
  },
  FIGURE_TOO_LONG: {
    severity: 'ERROR',
    message: '“{heading}”的“{text}”位数过多，不像真实的数，本行没有导入。',
    remedy: '请核对这个数，也许是编号填进了本列，或公式出错。',
  },
  UNIT_FOREIGN: {
    severity: 'ERROR',
    message: '“{heading}”的“{text}”是外币，系统不换算，本行没有导入。',
    remedy: '请按当时汇率折算成人民币填写。',
  },
  UNIT_MISMATCH: {
    severity: 'ERROR',
    message: '“{heading}”的单位应是“{unit}”，“{text}”的单位对不上，本行没有导入。',
    remedy: '请换算成“{unit}”填写。',
  },
  FIGURE_RANGE: {
    severity: 'WARNING',
    message: '“{heading}”填的是范围“{text}”，已按下限{value}读取，并标明“不少于”。',
    remedy: '请填写确定的数。',
  },
  FIGURE_MASKED: {
    severity: 'INFO',
    message: '“{heading}”已隐去（{text}），按“有而不明”处理，不计为0。',
    remedy: '如可公开，请补填实际数。',
  },
  FIGURE_MERGED: {
    severity: 'INFO',
    message: '“{heading}”的{text}合并在{count}行中，只计在第一行。',
    remedy: '如应分摊到各行，请取消合并后分别填写。',
  },
  UNIT_MISSING: {
    severity: 'ERROR',
    message: '“{heading}”的“{text}”没有写单位，同列其他数有的写了单位，分不清是元还是万元，本行没有导入。',
    remedy: '请写上单位，例如“{text}万元”；或在表头写明，例如“{heading}（万元）”。',
  },
  UNIT_SUSPECT: {
    severity: 'WARNING',
    message: '“{heading}”的{text}与同列其他数相差悬殊，可能漏写单位或单位不同；已按{unit}读取。',
    remedy: '请核对这个数的单位。',
  },
  DATE_UNREADABLE: {
    severity: 'ERROR',
    message: '“{heading}”应是日期，“{text}”无法读取，本行没有导入。',
    remedy: '请填成“2022年9月1日”或“2022-09-01”；只知道月份可填“2022年9月”。',
  },
  DATE_IMPOSSIBLE: {
    severity: 'ERROR',
    message: '“{heading}”的“{text}”不是真实的日期，本行没有导入。',
    remedy: '请核对年、月、日。',
  },
  DATE_WITHOUT_YEAR: {
    severity: 'ERROR',
    message: '“{heading}”的“{text}”没有年份，表中也找不到年度，本行没有导入。',
    remedy: '请在日期中写上年份，或增加“年度”列，或导入时指定年度。',
  },
  DATE_AMBIGUOUS: {
    severity: 'ERROR',
    message: '“{heading}”的“{text}”是小数，分不清是1月还是10月，本行没有导入。',
    remedy: '请填成“2022年1月”或“2022年10月”。',
  },
  DATE_UNUSUAL: {
    severity: 'WARNING',
    message: '“{heading}”的“{text}”不合常情，已按{value}读取。',
    remedy: '请核对年份。',
  },
  DATES_REVERSED: {
    severity: 'WARNING',
    message: '“{heading}”（{text}）早于“{other}”（{value}）。',
    remedy: '请核对两个日期。',
  },
  BOOLEAN_UNREADABLE: {
    severity: 'WARNING',
    message: '“{heading}”应填“是”或“否”，“{text}”无法判断，已留空。',
    remedy: '请填“是”或“否”。',
  },
  VALUE_UNUSUAL: {
    severity: 'WARNING',
    message: '“{heading}”的“{text}”不是常用的取值，已原样保留。',
    remedy: '常用取值：{values}。如果是同一意思，请改用常用取值。',
  },
  CREDIT_CODE_CHECK: {
    severity: 'WARNING',
    message: '统一社会信用代码“{text}”的校验位不对，可能抄错。',
    remedy: '请对照营业执照核对。',
  },
  CREDIT_CODE_FORM: {
    severity: 'WARNING',
    message: '“{text}”不是18位统一社会信用代码，也不是15位注册号，没有采用。',
    remedy: '请对照营业执照填写。',
  },
  CODE_PRECISION_LOST: {
    severity: 'WARNING',
    message: '“{heading}”的“{text}”以数字保存且超过15位，末尾可能已被 Excel 改成0。',
    remedy: '请把这一格设为文本格式后重新填写完整编号。',
  },
  MARKED_DUPLICATE: {
    severity: 'WARNING',
    message: '“{text}”标有“重复”字样，仍已导入。',
    remedy: '如果确是重复，请删除这一行后重新导入。',
  },
  YEAR_UNRESOLVED: {
    severity: 'ERROR',
    message: '不知道这一行属于哪一年，没有导入。',
    remedy: '请填写日期或“年度”，或在工作表名、标题、文件名中写明年度，或导入时指定年度。',
  },
  YEAR_MISMATCH: {
    severity: 'WARNING',
    message: '“年度”是{text}，但“{other}”在{value}年，已按{year}年统计。',
    remedy: '请核对年度和日期。',
  },
  DIVISION_UNRESOLVED: {
    severity: 'ERROR',
    message: '不知道这一行属于哪个行政区划（{text}），没有导入。',
    remedy: '请填写规范的区划名称或代码，或导入时指定区划。',
  },
  DIVISION_CONTRADICTED: {
    severity: 'ERROR',
    message: '{where}“{text}”是 {code}，与导入时指定的“{given}”（{division}）不同，没有读取本表。',
    remedy:
      "如果属于 {code}，请以该区划导入；如果确属“{given}”，请确认：--map '{sheet}=@{division}'，或 settleSheet 的 division。",
  },
  DIVISION_OUTSIDE: {
    severity: 'ERROR',
    message: '“{heading}”的“{text}”不在导入时指定的“{given}”之内，本行没有导入。',
    remedy: '请核对区划；整份台账属于几个区划时，请以它们的上级区划导入。',
  },
  DIVISION_FROM_TITLE: {
    severity: 'WARNING',
    message: '标题写的是“{text}”，与指定的区划不同，已按标题归属。',
    remedy: '如果不对，请改正标题或指定的区划后重新导入。',
  },

  // Loading
  ...LOAD_ISSUES,
  ...CHECK_ISSUES,
} as const satisfies Record<string, IssueText>;

export type IssueCode = keyof typeof TEXTS;

/** Every issue there is: its stable code, its severity, what it says and what to do about it. */
export const ISSUES: Readonly<Record<IssueCode, IssueText>> = TEXTS;
