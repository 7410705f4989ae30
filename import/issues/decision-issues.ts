/** Issues of what a person decided or gave: the import follows it exactly or refuses it. */
export const DECISION_ISSUES = {
  DECISION_SHEET_ABSENT: {
    severity: 'ERROR',
    message: '文件中没有工作表“{named}”，本文件未导入。文件中的工作表：{sheets}。',
    remedy: '请改正工作表名后重新导入。',
  },
  DECISION_HEADING_ABSENT: {
    severity: 'ERROR',
    message: '工作表“{sheet}”没有表头“{named}”，没有读取本表。本表的表头：{headings}。',
    remedy: '请改正表头（多级表头用“/”连接）后重新导入。',
  },
  DECISION_HEADING_TWICE: {
    severity: 'ERROR',
    message: '工作表“{sheet}”的{letters}列的表头都是“{named}”，分不清指定的是哪一列，没有读取本表。',
    remedy: '请用列号（{letters}中的一个）代替表头来指定。',
  },
  DECISION_FIELD_UNKNOWN: {
    severity: 'ERROR',
    message: '“{ledger}”没有字段“{field}”，没有读取本表。它的字段：{fields}。',
    remedy: '请改用其中一个字段后重新导入。',
  },
  DECISION_IMPOSSIBLE: {
    severity: 'ERROR',
    message: '“{heading}”列不能按指定读作“{field}”：{reason}。没有读取本表。',
    remedy: '请改正指定的内容，或把与它冲突的列指定为不读取（不写字段）。',
  },
  DECISION_FACT_FIELD: {
    severity: 'ERROR',
    message: '“{ledger}”不能指定全表的“{named}”，没有读取工作表“{sheet}”。可以指定：{fields}。',
    remedy: '请改用其中一项后重新导入。',
  },
  DECISION_FACT_VALUE: {
    severity: 'ERROR',
    message: '全表的“{field}”不能是“{value}”，没有读取工作表“{sheet}”。可以是：{values}。',
    remedy: '请改用其中一个值后重新导入。',
  },
  DECISION_SHEET_UNREAD: {
    severity: 'ERROR',
    message: '工作表“{sheet}”不能按指定读取：{reason}。本文件未导入。',
    remedy: '请核对指定的工作表。',
  },
} as const;
