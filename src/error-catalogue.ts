interface Entry {
  readonly status: number;
  readonly remedy: string;
}

/**
 * Every fault that a caller can get, by its stable code: the HTTP status of an answer with only the fault, and the remedy
 * where the fault itself has none.
 */
export const CATALOGUE = {
  UNKNOWN_INDICATOR: { status: 400, remedy: '可用 indicators 查询全部指标代码。' },
  UNKNOWN_DIVISION: { status: 400, remedy: '请给行政区划代码（如 150103），可用 divisions 查询已有的区划。' },
  UNKNOWN_DIMENSION: { status: 400, remedy: '请改用列出的维度，或去掉分组。' },
  UNKNOWN_IMPORT: { status: 404, remedy: '请核对编号，可用 GraphQL 的 imports 查询全部导入批次。' },
  UNKNOWN_MAPPING: { status: 404, remedy: '可用 mappings 查询全部记住的决定。' },
  UNKNOWN_FIELD: { status: 400, remedy: '可用 ledgers 查询各台账的字段。' },
  UNKNOWN_LEDGER: { status: 404, remedy: '可用 ledgers 查询全部台账。' },
  UNKNOWN_EXPORT: { status: 404, remedy: '全部数据集见 /exports。' },
  UNKNOWN_PARAMETER: { status: 400, remedy: '请改正或去掉这个参数；大小写须一致。' },
  REPEATED_PARAMETER: { status: 400, remedy: '请只留一个。' },
  INVALID_DEFINITION: { status: 400, remedy: '请改正定义；可用 indicatorDefinitions 查看已有定义的写法。' },
  DUPLICATE_INDICATOR: { status: 409, remedy: '请换一个代码或名称。' },
  OUT_OF_RANGE: { status: 400, remedy: '请改正这个参数的值。' },
  EITHER_OR: { status: 400, remedy: '请去掉其中一个。' },
  PAST_LOST: { status: 400, remedy: '请改用其他日期。' },
  NOTHING_ASKED: { status: 400, remedy: '可用 indicators 查询全部指标代码。' },
  BAD_GROUP_ORDER: {
    status: 400,
    remedy: 'COUNT 不给 field，KEY 的 field 应为 by 之一，DISTINCT 用于文字，MIN、MAX 用于数值和日期，其余用于数值。',
  },
  BAD_ID: { status: 400, remedy: '请用查询给出的 id。' },
  BAD_PAGE: { status: 400, remedy: '往后翻页请只用 first 和 after，往前翻页请只用 last 和 before。' },
  INVALID_CURSOR: {
    status: 400,
    remedy: '请使用 pageInfo 的 endCursor（作为 after）或 startCursor（作为 before）。',
  },
  QUERY_TOO_LONG: { status: 400, remedy: '请分几次查询。' },
  QUERY_TOO_DEEP: { status: 400, remedy: '请减少层次，分几次查询。' },
  TOO_MANY_ALIASES: { status: 400, remedy: '请分几次查询。' },
  QUERY_TOO_COSTLY: { status: 400, remedy: '请缩小范围，或分几次查询。' },
  VALUE_TOO_DEEP: { status: 400, remedy: '请减少条件的层次，或分几次查询。' },
  UNSUPPORTED_OPERATION: { status: 400, remedy: '请用 query 查询，用 mutation 修改。' },
  NULL_CONDITION: { status: 400, remedy: '请去掉这个条件，或给它一个值。' },
  QUERY_TIMEOUT: { status: 503, remedy: '请缩小范围，如限定年度或区划。' },
  UNUSABLE_TEXT: { status: 400, remedy: '请去掉后再试。' },
  INVALID_ID: { status: 400, remedy: '请核对编号。' },
  CONFLICT: { status: 409, remedy: '请用 import(id) 或 GET /imports/:id 查看这次导入的状态。' },
  BAD_DECISION: { status: 400, remedy: '请改正所作的决定后再试。' },
  INVALID_DIVISION_CHANGE: { status: 400, remedy: '请改正后再试；可用 divisionChanges 查看已有的变更。' },
  INVALID_NAME: { status: 400, remedy: '请改正名称后再试。' },
  BAD_UPLOAD: {
    status: 400,
    remedy: '请以 multipart/form-data 上传，只含一个文件，放在 file 字段，如 curl -F file=@台账.xlsx。',
  },
  BAD_ACCOUNT: { status: 400, remedy: '账号用 npm run bi-user -- 账号名 建立。' },
  TOO_MANY_UPLOADS: { status: 503, remedy: '请稍后再上传。' },

  SYNTAX_ERROR: { status: 400, remedy: '请按 OData 4.0 的写法改正。' },
  UNKNOWN_PROPERTY: { status: 400, remedy: '各数据集的属性见 /odata/$metadata。' },
  UNKNOWN_FUNCTION: { status: 400, remedy: '请改用列出的函数。' },
  TYPE_MISMATCH: { status: 400, remedy: '各属性的类型见 /odata/$metadata。' },
  INVALID_VALUE: { status: 400, remedy: '请改正这个选项的值。' },
  UNKNOWN_OPTION: { status: 400, remedy: '请改正或去掉这个选项；大小写须一致。' },
  NOT_SUPPORTED: { status: 501, remedy: '请换一种写法。' },
  NOT_ACCEPTABLE: { status: 406, remedy: '请求 JSON 即可：Accept: application/json。' },
  TOO_LONG: { status: 414, remedy: '请缩短条件，或分几次请求。' },
  BAD_BODY: { status: 400, remedy: '请检查请求体后再发送。' },

  BAD_REQUEST: { status: 400, remedy: '请检查请求的格式后再发送。' },
  FORBIDDEN: {
    status: 403,
    remedy:
      '请在浏览器中直接打开本服务的地址，或用命令、程序访问；要接受某个网站的网页，请在设置 ALLOWED_ORIGINS 中写上它的来源。',
  },
  NOT_FOUND: { status: 404, remedy: '请核对网址；接口见 README，导出见 /exports，BI 连接见 /connect。' },
  METHOD_NOT_ALLOWED: { status: 405, remedy: '请改用列出的方法。' },
  REQUEST_TIMEOUT: { status: 408, remedy: '请检查网络后再发送。' },
  TOO_LARGE: { status: 413, remedy: '请拆分后分几次发送。' },
  ADDRESS_TOO_LONG: { status: 414, remedy: '请缩短网址；GraphQL 查询请用 POST 发送。' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, remedy: '请改正 Content-Type。' },
  EXPECTATION_FAILED: { status: 417, remedy: '请去掉请求头 Expect。' },
  HEADERS_TOO_LONG: { status: 431, remedy: '请减少请求头，如清除浏览器中这个网站的 Cookie。' },
  INTERNAL_SERVER_ERROR: { status: 500, remedy: '请把编号告诉管理员。' },
  DATABASE_UNAVAILABLE: { status: 503, remedy: '请稍后再试；一直如此时，请管理员检查数据库服务。' },
  DATABASE_READ_ONLY: { status: 503, remedy: '请管理员检查数据库是否为只读副本或设为只读；不带 asOf 的查询不受影响。' },
  DATABASE_BUSY: { status: 503, remedy: '请稍后再试。' },
  SERVER_STOPPING: { status: 503, remedy: '请在服务再启动后查询结果。' },
  STORAGE_FULL: { status: 503, remedy: '请管理员清理磁盘后再试。' },
} as const satisfies Record<string, Entry>;

/** The stable code of a fault. */
export type ErrorCode = keyof typeof CATALOGUE;
