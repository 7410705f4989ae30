/** Issues of cells and rows. */
export const CELL_ISSUES = {
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
    message: '“{heading}”的“{text}”位数过多，数值异常，本行没有导入。',
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
  REACHED_UNREADABLE: {
    severity: 'WARNING',
    message: '“{heading}”的“{text}”不是一个数，完成值按未知处理；没有指标数值时，这项目标是否达到无法判断。',
    remedy: '请只填一个数字，文字说明写到备注。',
  },
  FIGURE_RANGE: {
    severity: 'WARNING',
    message: '“{heading}”填的是范围“{text}”，已按下限{value}读取，并标明“不少于”。',
    remedy: '请填写确定的数。',
  },
  FIGURE_SUMMED: {
    severity: 'WARNING',
    message: '“{heading}”的“{text}”是几个数，已相加为{value}读取。',
    remedy: '请核对；最好只填一个数。',
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
    message: '“{heading}”的“{text}”年份异常，已按{value}读取。',
    remedy: '请核对年份。',
  },
  DATE_PLACEHOLDER: {
    severity: 'WARNING',
    message: '“{heading}”的“{text}”不是真实的日期（如0、1900年、9999年），已按没有填写处理。',
    remedy: '请补填日期；没有日期请留空或填“/”。',
  },
  DATES_REVERSED: {
    severity: 'WARNING',
    message: '“{heading}”（{text}）早于“{other}”（{value}）。',
    remedy: '请核对两个日期。',
  },
  REMARK_UNDATED: {
    severity: 'WARNING',
    message: '“{heading}”为“{text}”，没有写明年月，不知道从何时起，没有计入。',
    remedy: '请写明年月，例如“2022年11月取消资格”。',
  },
  REMARK_RENAMED: {
    severity: 'INFO',
    message: '“{heading}”为“{text}”，说明企业更名；只按统一社会信用代码认定为同一企业，没有按名称合并。',
    remedy: '如果新旧名称都出现在台账中，请填写统一社会信用代码。',
  },
  ROW_CANCELLED: {
    severity: 'WARNING',
    message: '“{heading}”为“{text}”，说明活动没有举办，或改到了以后，本行没有计入。',
    remedy: '如果已经举办，请更正“{heading}”；改期举办的，请按实际时间另行登记。',
  },
  ROW_VOIDED: {
    severity: 'WARNING',
    message: '“{heading}”为“{text}”，说明本行没有办成、已退回或已作废，没有计入。',
    remedy: '如果本行有效，请更正“{heading}”后重新导入。',
  },
  ROW_NOT_COUNTED: {
    severity: 'INFO',
    message: '“{heading}”为“{text}”，本行不属于“{ledger}”，没有计入。',
    remedy: '无需处理；如果属于，请更正“{heading}”。',
  },
  ROW_POSTPONED: {
    severity: 'WARNING',
    message: '“{heading}”为“{text}”，说明活动改期，本行已按表中的日期和年度计入。',
    remedy: '如果改到了别的年度，请在日期中填写实际举办的时间。',
  },
  NUMBER_CONTRADICTS: {
    severity: 'WARNING',
    message: '“{heading}”的“{text}”是{number}年的编号，而“{other}”在{value}年，已按{year}年统计。',
    remedy: '请核对编号和年份。',
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
  VALUE_SEVERAL: {
    severity: 'WARNING',
    message: '“{heading}”的“{text}”是几个值（{values}），只能有一个，已留空。',
    remedy: '请只填主要的一个，或分成几行登记。',
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
  FACT_CONTRADICTED: {
    severity: 'ERROR',
    message: '本行的“{field}”是“{text}”，与指定的全表“{value}”不同，本行没有导入。',
    remedy: '请核对本行；如果各行不同，请不要指定全表的“{field}”，让各行自己写明。',
  },
  DIVISION_UNRESOLVED: {
    severity: 'ERROR',
    message: '不知道这一行属于哪个行政区划（{text}），没有导入。',
    remedy: '请填写规范的区划名称或代码，或导入时指定区划。',
  },
  DIVISION_CHANGED: {
    severity: 'INFO',
    message: '区划 {division}（{name}）自{since}起改为 {today}，已登记到现区划。依据：{source}。',
    remedy: '如果不对，请改填现区划；变更有误的，请用 GraphQL 的 removeDivisionChange、addDivisionChange 改正。',
  },
  DIVISION_SPLIT: {
    severity: 'ERROR',
    message: '区划 {division}（{name}）自{since}起分属 {today}，不能确定是哪一个，没有导入。',
    remedy: '请改填现区划的名称或代码，或以现区划导入。',
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
} as const;
