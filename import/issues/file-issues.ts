/** Issues of a file as a whole: why it cannot be read, and what in it was left out. */
export const FILE_ISSUES = {
  FILE_EMPTY: { severity: 'ERROR', message: '文件是空的。', remedy: '请确认文件保存成功后重新上传。' },
  FILE_TYPE_UNKNOWN: {
    severity: 'ERROR',
    message: '无法识别文件的格式。',
    remedy: '请用 Excel 或 WPS 另存为 .xlsx 后重新上传。',
  },
  FILE_LOCKED_TEMPORARY: {
    severity: 'ERROR',
    message: '这是 Excel 打开文件时产生的临时文件（~$ 开头），不是台账。',
    remedy: '请上传同名但不带“~$”的文件。',
  },
  FILE_ENCRYPTED: {
    severity: 'ERROR',
    message: '文件设有密码，无法读取。',
    remedy: '请在 Excel 中取消打开密码后重新上传。',
  },
  FILE_TRUNCATED: {
    severity: 'ERROR',
    message: '文件不完整，可能没有传完。',
    remedy: '请重新复制或下载原文件后上传。',
  },
  FILE_DAMAGED: {
    severity: 'ERROR',
    message: '文件已损坏，无法读取。{detail}',
    remedy: '请用 Excel 打开并另存为 .xlsx 后重新上传。',
  },
  FILE_TOO_LARGE: {
    severity: 'ERROR',
    message: '文件过大。{detail}',
    remedy: '请删去不需要的工作表和图片，或按年度拆成几个文件。',
  },
  FILE_BOMB: {
    severity: 'ERROR',
    message: '文件解压后异常庞大，已拒绝读取。{detail}',
    remedy: '请用 Excel 打开并另存为新的 .xlsx 后重新上传。',
  },
  FILE_NO_SHEETS: {
    severity: 'ERROR',
    message: '文件中没有可以读取的工作表。',
    remedy: '请确认台账在工作表中，而不是图表页或图片。',
  },
  FILE_DTD: {
    severity: 'ERROR',
    message: '文件中含有不允许的定义（DTD），已拒绝读取。',
    remedy: '请用 Excel 打开并另存为新的 .xlsx 后重新上传。',
  },
  FILE_NOT_A_WORKBOOK: {
    severity: 'ERROR',
    message: '这不是表格文件。{detail}',
    remedy: '请上传 .xlsx、.xls、.et 或 .csv 台账。',
  },
  FILE_UNSUPPORTED: {
    severity: 'ERROR',
    message: '暂不支持这种文件。{detail}',
    remedy: '请用 Excel、WPS 或 LibreOffice 另存为 .xlsx 后重新上传。',
  },
  TOO_MANY_ROWS: { severity: 'ERROR', message: '行数超过上限。{detail}', remedy: '请按年度或类别拆成几个文件。' },
  TOO_MANY_COLUMNS: { severity: 'ERROR', message: '列数超过上限。{detail}', remedy: '请删去表格右侧多余的列。' },
  TOO_MANY_SHEETS: { severity: 'ERROR', message: '工作表数量超过上限。{detail}', remedy: '请把工作簿拆成几个文件。' },
  READ_TIMEOUT: {
    severity: 'ERROR',
    message: '读取文件超时。{detail}',
    remedy: '请用 Excel 打开并另存为 .xlsx 后重新上传，或拆成几个文件。',
  },
  PRECISION_LOST: {
    severity: 'WARNING',
    message: '“{text}”超过15位，Excel 已把后面的数字变成0。',
    remedy: '请把这一格设为文本格式后重新填写完整编号。',
  },
  EXTERNAL_LINK: {
    severity: 'INFO',
    message: '公式引用了其他工作簿，已按上次保存的结果读取。',
    remedy: '如结果不是最新，请在 Excel 中更新链接并保存后重新上传。',
  },
  MACROS_IGNORED: { severity: 'INFO', message: '文件中的宏没有读取。', remedy: '无需处理。' },
  CELL_BEYOND_LIMIT: {
    severity: 'WARNING',
    message: '这一格远在表格之外（{text} 列之后），没有读取。',
    remedy: '如不需要请删去；如是台账的内容，请移到表格旁边后重新上传。',
  },
  ROWS_BEYOND_LIMIT: {
    severity: 'ERROR',
    message: '本行以后的行没有读取：其间空行过多，或已到表格行数的上限。',
    remedy: '请删去中间的空行，或把台账拆成几个文件，再重新导入。',
  },
  LINE_CUT: {
    severity: 'ERROR',
    message: '文件在最后一行中间结束（“{text}”之后缺列），这一行没有读取，其后可能还有内容没有传完。',
    remedy: '请重新复制或下载原文件后上传。',
  },
  LINE_OPEN: {
    severity: 'WARNING',
    message: '文件末尾没有换行，最后一格“{text}”可能不完整，已按现有内容读取。',
    remedy: '请核对最后一行；如不完整，请重新复制或下载原文件后上传。',
  },
} as const;
