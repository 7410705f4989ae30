import { CHECK_RULES, type CheckCode } from '../../src/checks/rules.js';
import type { IssueText } from './issue-text.js';
import { CELL_ISSUES } from './cell-issues.js';
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
  SHEET_HIDDEN: {
    severity: 'ERROR',
    message: '工作表“{sheet}”是隐藏的，像“{ledger}”，有{count}行数据，其中{own}行在可见的工作表中没有；没有读取。',
    remedy:
      "如果它是旧版或草稿，无需处理，也可从文件中删除；如果也要读取，请取消隐藏，或指定它的台账类型：--map '{sheet}={id}'，或 settleSheet。",
  },
  SHEET_HIDDEN_KNOWN: {
    severity: 'WARNING',
    message: '工作表“{sheet}”是隐藏的，它的{count}行在可见的工作表中都有，没有读取。',
    remedy: '如果它是旧版或草稿，无需处理，也可从文件中删除。',
  },
  LEDGER_UNCERTAIN: {
    severity: 'ERROR',
    message: '无法确定工作表“{sheet}”的台账类型，可能是：{candidates}。没有读取。',
    remedy: '请指定它的台账类型后重新导入；指定一次以后会记住。',
  },
  SHEET_LEAVES_PARTIAL: {
    severity: 'WARNING',
    message: '工作表“{sheet}”还没有确认，本文件其他工作表导入的“{ledgers}”可能不全，有关数值标为 PARTIAL。',
    remedy: '请答复关于该工作表的问题；它不是台账的，请从文件中删除后重新导入。',
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
  ROWS_ARE_COUNTS: {
    severity: 'ERROR',
    message: '本表按“{heading}”列汇总，没有逐条的日期；如果逐条登记的“{ledger}”也导入了，会重复计算，没有读取本表。',
    remedy: '如果没有逐条登记的台账，请确认按次数计入（指定“{heading}”为 {field}）；否则只导入逐条的台账。',
  },
  PART_OF_YEAR: {
    severity: 'ERROR',
    message: '“{text}”说明数据只到年中，而“{ledger}”按全年计，没有读取本表。',
    remedy: '请导入全年的数据；如果就是全年的，请指定年度。',
  },
  COLUMN_AMBIGUOUS: {
    severity: 'ERROR',
    message: '“{heading}”和“{other}”两列都可能是“{field}”，没有读取本表。',
    remedy: '请指定哪一列是“{field}”，另一列不读取；或改用能区分的表头。',
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
  COUNT_UNIT_UNKNOWN: {
    severity: 'ERROR',
    message: '“{heading}”列没有写明单位，从数值看不出是人还是万人，没有读取本表。',
    remedy: '请在表头写明，例如“{heading}（万人）”；或指定这一列的含义和单位（{field}:万人）。',
  },
  VALUE_ASSUMED: {
    severity: 'WARNING',
    message: '本表没有“{field}”列，已全部按“{value}”读取。',
    remedy: '如果不全是“{value}”，请增加“{field}”列后重新导入。',
  },
  ONLY_ANNOUNCED: {
    severity: 'WARNING',
    message: '“{text}”说明本表只是拟定或公示的名单，还不是结果，凭标题不作为已立项、认定、入库或下达计入。',
    remedy: '请导入正式文件的名单；如果就是最终结果，请在标题中去掉“拟”“公示”，或增加日期、结果列。',
  },
  TOTALS_NOT_COUNTED: {
    severity: 'INFO',
    message: '“{text}”等{count}个汇总数没有用作指标数值：{why}。已保存，可供查询和核对。',
    remedy: '应当是某个指标的，请改用指标目录中的名称和计量单位；以台账为准的无需处理。',
  },
  REACHED_PART_OF_YEAR: {
    severity: 'WARNING',
    message: '“{text}”说明完成值只到年中，没有读取，不用来判断全年目标是否达到。',
    remedy: '请在年度结束后导入全年的完成情况；各指标的数值请导入相应的台账。',
  },
  FIELD_ABSENT: {
    severity: 'WARNING',
    message: '本表没有“{field}”列，从标题也看不出，{indicators}不会包含本表。',
    remedy: '请增加“{field}”列后重新导入；如果全表相同，也可以在标题或工作表名中写明。',
  },
  FIELD_LIMITED: {
    severity: 'INFO',
    message: '本表只登记“{field}”为“{value}”的；没有其他表时，{indicators}标为数据不全，与上年口径不同的不作同比。',
    remedy: '导入其余的台账后即完整；如果本表已登记全部，请在标题中去掉“{value}”，或增加“{field}”列。',
  },
  FIELD_NOT_LISTED: {
    severity: 'INFO',
    message: '本表没有“{field}”列，从标题和其他列看也不必有；{indicators}不会包含本表。',
    remedy: '如果应当包含，请增加“{field}”列后重新导入；否则无需处理。',
  },
  FACT_STATED: {
    severity: 'INFO',
    message: '按这次的指定，全表的“{field}”为“{value}”。',
    remedy: '无需处理。',
  },
  FACT_REMEMBERED: {
    severity: 'INFO',
    message: '按以前对这种表的指定，全表的“{field}”为“{value}”。',
    remedy: '如果不对，请重新指定；不再采用可用 GraphQL 的 mappings 查到后 forgetMapping。',
  },
  SUMS_READ: {
    severity: 'INFO',
    message: '这是按地区、类别或月份列出的统计表，各数之和与合计相符：读取了合计，其余的数不作为记录。',
    remedy: '无需处理。',
  },
  HIDDEN_ROWS_READ: {
    severity: 'INFO',
    message: '本表有{count}个隐藏行，也已读取。',
    remedy: '如果隐藏行不应计入，请删除后重新导入。',
  },

  SHEET_WITHOUT_ROWS: {
    severity: 'WARNING',
    message: '工作表“{sheet}”没有数据行（空着，或只写了“无”），没有导入任何记录。',
    remedy: '如果确实没有，无需处理：没有记录的年度显示为暂无数据，不当作 0；如果应当有数据，请检查表头以下的内容。',
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
    remedy: '请按对那张表的提问指定台账或列的含义，或把它放到单独的工作表中，再重新导入。',
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

  ...CELL_ISSUES,
  ...LOAD_ISSUES,
  ...CHECK_ISSUES,
} as const satisfies Record<string, IssueText>;

export type IssueCode = keyof typeof TEXTS;

/** Every issue there is: its stable code, its severity, what it says and what to do about it. */
export const ISSUES: Readonly<Record<IssueCode, IssueText>> = TEXTS;
