import { CATALOGUE, type ErrorCode } from './error-catalogue.js';

export type { ErrorCode };

/** A fault of the request with a Chinese message and a stable code; any other error is a bug. */
export class RequestError extends Error {
  /** The HTTP status of an answer with only this fault. */
  readonly status: number;
  /** The remedy. */
  readonly remedy: string;

  /** `said`: the message; `remedy`: by default that of the catalogue for the code. */
  constructor(
    readonly code: ErrorCode,
    readonly said: string,
    remedy?: string,
  ) {
    super(`${said}${remedy ?? ''}`);
    this.name = 'RequestError';
    this.status = CATALOGUE[code].status;
    this.remedy = remedy ?? CATALOGUE[code].remedy;
  }

  static unknownIndicator(codes: readonly string[]): RequestError {
    return new RequestError('UNKNOWN_INDICATOR', `没有指标：${listed(codes)}。`, '可用 indicators 查询全部指标代码。');
  }

  /** `changed`: what became of some of the codes, in words. */
  static unknownDivision(codes: readonly string[], changed: readonly string[] = []): RequestError {
    return new RequestError(
      'UNKNOWN_DIVISION',
      `没有行政区划：${listed(codes)}。${changed.length === 0 ? '' : `${changed.join('；')}。`}`,
      '请给行政区划代码（如 150103），可用 divisions 查询已有的区划。',
    );
  }

  static unknownDimension(by: string, indicator: string, offered: readonly string[]): RequestError {
    const choice = offered.length === 0 ? '该指标没有可用维度' : `可用维度：${offered.join('、')}`;
    return new RequestError('UNKNOWN_DIMENSION', `指标 ${indicator} 不能按“${cut(by)}”分组，${choice}。`);
  }

  static otherDivision(): RequestError {
    return new RequestError(
      'EITHER_OR',
      'to 为 DIVISION 时须给 division（所比的区划），且不能按 DIVISION 分解，',
      '请改正后再试。',
    );
  }

  static otherLevel(other: string, division: string): RequestError {
    return new RequestError('OUT_OF_RANGE', `${other}与${division}不是同一级区划，不作比较。`);
  }

  static targetByDivision(): RequestError {
    return new RequestError('EITHER_OR', '与目标的差只能按 DIVISION 分解，比率和分组的数值不能，', '请改正后再试。');
  }

  static outOfRange(name: string, allowed: string, given: number | string): RequestError {
    return new RequestError('OUT_OF_RANGE', `参数 ${name} 应为${allowed}，现为 ${cut(String(given))}。`);
  }

  static pastLost(asOf: string, lost: { file: string; from: string; until: string }): RequestError {
    return new RequestError(
      'PAST_LOST',
      `不能按截至 ${asOf} 已知的数据回答：当时已导入的《${lost.file}》后来撤销了，撤销时还没有保留历史。`,
      `请把 asOf 改为 ${lost.from} 之前，或 ${lost.until} 及以后的日期。`,
    );
  }

  static eitherOr(one: string, other: string): RequestError {
    return new RequestError('EITHER_OR', `参数 ${one} 与 ${other} 只能给一个，`, '请去掉其中一个。');
  }

  static nothingAsked(): RequestError {
    return new RequestError(
      'NOTHING_ASKED',
      '参数 indicators 请至少给一个指标代码，',
      '可用 indicators 查询全部指标代码。',
    );
  }

  static invalidCursor(): RequestError {
    return new RequestError(
      'INVALID_CURSOR',
      '参数 after 或 before 不是本查询给出的游标，',
      '请使用 pageInfo 的 endCursor（作为 after）或 startCursor（作为 before）。',
    );
  }

  static notAnEnterprise(id: string): RequestError {
    return new RequestError(
      'BAD_ID',
      `“${cut(id)}”不是企业的 id，`,
      '请用 enterprises 或台账行的 enterpriseRef 给出的 id。',
    );
  }

  static groupOrder(by: string, field: string | null): RequestError {
    return new RequestError(
      'BAD_GROUP_ORDER',
      `不能按 ${by}${field === null ? '' : `（${cut(field)}）`}给各组排序，`,
      'COUNT 不给 field，KEY 的 field 应为 by 之一，DISTINCT 用于文字，MIN、MAX 用于数值和日期，其余用于数值。',
    );
  }

  static bothDirections(): RequestError {
    return new RequestError(
      'BAD_PAGE',
      'first、after 与 last、before 不能同用，',
      '往后翻页请只用 first 和 after，往前翻页请只用 last 和 before。',
    );
  }

  static queryTooLong(limit: number): RequestError {
    return new RequestError(
      'QUERY_TOO_LONG',
      `查询语句过长，最多 ${limit} 个词。`,
      '请分几次查询，或改用变量传递取值。',
    );
  }

  static queryTooDeep(limit: number): RequestError {
    return new RequestError('QUERY_TOO_DEEP', `查询嵌套过深，最多 ${limit} 层。`, '请减少层次，分几次查询。');
  }

  static tooManyAliases(limit: number): RequestError {
    return new RequestError('TOO_MANY_ALIASES', `查询中的别名过多，最多 ${limit} 个。`, '请分几次查询。');
  }

  static valueTooDeep(limit: number): RequestError {
    return new RequestError(
      'VALUE_TOO_DEEP',
      `参数或变量的嵌套过深，最多 ${limit} 层。`,
      '请减少条件的层次，或分几次查询。',
    );
  }

  static unsupportedOperation(kind: string): RequestError {
    return new RequestError('UNSUPPORTED_OPERATION', `没有 ${kind} 操作，`, '请用 query 查询，用 mutation 修改。');
  }

  static queryTooCostly(): RequestError {
    return new RequestError(
      'QUERY_TOO_COSTLY',
      '查询的工作量过大。',
      '请减小 first，减少指标、区划、年份、别名或文字条件，或分几次查询。',
    );
  }

  static nullCondition(operator: string): RequestError {
    return new RequestError(
      'NULL_CONDITION',
      `条件 ${operator} 不能为 null。`,
      `查没有填写的请用 isNull: true；不要这个条件，请去掉 ${operator}。`,
    );
  }

  static queryTimeout(): RequestError {
    return new RequestError(
      'QUERY_TIMEOUT',
      '查询用时过长，已停止。',
      '请加上筛选条件，减少指标、区划或年份；确需更久时，请管理员调大 QUERY_TIMEOUT_SECONDS。',
    );
  }

  static unusableText(): RequestError {
    return new RequestError('UNUSABLE_TEXT', '参数中含有不能使用的字符（U+0000），', '请去掉后再试。');
  }

  static unknownRun(id: string): RequestError {
    return new RequestError('UNKNOWN_IMPORT', `没有导入批次：${cut(id)}。`, '可用 imports 查询。');
  }

  static unknownMapping(id: string): RequestError {
    return new RequestError('UNKNOWN_MAPPING', `没有记住的决定：${cut(id)}。`, '可用 mappings 查询。');
  }

  static stopping(id: string): RequestError {
    return new RequestError(
      'SERVER_STOPPING',
      `服务正在停止。导入批次 ${id} 没有取消，服务再启动后会继续，`,
      '请届时用 import 查询结果。',
    );
  }

  static unknownLedger(id: string): RequestError {
    return new RequestError('UNKNOWN_LEDGER', `没有台账 ${cut(id)}。`, '可用 ledgers 查询。');
  }

  static invalidDefinition(message: string): RequestError {
    return new RequestError('INVALID_DEFINITION', message);
  }

  static duplicateIndicator(message: string): RequestError {
    return new RequestError('DUPLICATE_INDICATOR', message);
  }

  static unknownField(name: string, ledger: string, offered: readonly string[] = []): RequestError {
    const choice = offered.length === 0 ? '' : `它的字段：${offered.join('、')}。`;
    return new RequestError('UNKNOWN_FIELD', `台账 ${cut(ledger)} 没有字段 ${cut(name)}。${choice}`);
  }

  static unknownExport(file: string, datasets: readonly string[], extensions: readonly string[]): RequestError {
    return new RequestError(
      'UNKNOWN_EXPORT',
      `没有可导出的文件：${cut(file)}。文件名为“数据集.格式”，数据集有：${datasets.join('、')}；格式有：${extensions.join('、')}。`,
    );
  }

  static unknownParameter(name: string, offered: readonly string[]): RequestError {
    const choice = offered.length === 0 ? '这里不接受参数' : `可用的参数：${offered.join('、')}`;
    return new RequestError('UNKNOWN_PARAMETER', `没有参数 ${cut(name)}，${choice}。`);
  }

  static unknownKey(name: string, offered: readonly string[]): RequestError {
    return new RequestError('UNKNOWN_PARAMETER', `请求体没有 ${cut(name)} 这一项，可用的项：${offered.join('、')}。`);
  }

  static badBatch(most: number): RequestError {
    return new RequestError(
      'BAD_BODY',
      `请求体是数组时，应有1至${most}个查询，如 [{"query": "{ … }"}]。请分几次发送。`,
    );
  }
}

/** How many names of the request a message repeats, and how much of each. */
const MOST_NAMES = 10;
const LONGEST_NAME = 60;

/** Names of the request as a message repeats them. */
function listed(names: readonly string[]): string {
  const some = names.slice(0, MOST_NAMES).map(cut).join('、');
  return names.length > MOST_NAMES ? `${some} 等 ${names.length} 个` : some;
}

/** A text of the request as a message repeats it. */
function cut(text: string): string {
  return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)}…` : text;
}
