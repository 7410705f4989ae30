import { type ErrorCode, RequestError } from '../errors.js';

/** A request that OData refuses, with the query option or header at fault. */
export class ODataError extends RequestError {
  constructor(
    override readonly status: number,
    code: ErrorCode,
    message: string,
    readonly target?: string,
  ) {
    super(code, message);
    this.name = 'ODataError';
  }

  static syntax(option: string, text: string, at: number, expected: string): ODataError {
    const found = at >= text.length ? '已到末尾' : `却是“${text.slice(at, at + 20)}”`;
    return new ODataError(
      400,
      'SYNTAX_ERROR',
      `${option} 写法有误：第 ${at + 1} 个字符处应为${expected}，${found}。`,
      option,
    );
  }

  static unknownProperty(option: string, name: string, existing: readonly string[]): ODataError {
    const message = `${option} 中没有属性 ${name}，可用的有：${existing.join('、')}。`;
    return new ODataError(400, 'UNKNOWN_PROPERTY', message, option);
  }

  static unknownFunction(option: string, name: string, existing: readonly string[]): ODataError {
    const message = `${option} 中没有函数或方法 ${name}，可用的有：${existing.join('、')}。`;
    return new ODataError(400, 'UNKNOWN_FUNCTION', message, option);
  }

  static typeMismatch(option: string, message: string): ODataError {
    return new ODataError(400, 'TYPE_MISMATCH', `${option} 中的类型不符：${message}。`, option);
  }

  static invalid(option: string, message: string): ODataError {
    return new ODataError(400, 'INVALID_VALUE', `${option} 的值有误：${message}。`, option);
  }

  static unknownOption(name: string, supported: readonly string[]): ODataError {
    const message = `没有系统查询选项 ${name}，可用的有：${supported.join('、')}。`;
    return new ODataError(400, 'UNKNOWN_OPTION', message, name);
  }

  /** For parts of the standard that this service lacks, with 501 as the standard requires (Part 1, 9.3.1 and 13.1). */
  static notSupported(what: string, instead?: string): ODataError {
    const remedy = instead === undefined ? '' : `，${instead}`;
    return new ODataError(501, 'NOT_SUPPORTED', `本服务不支持 ${what}${remedy}。`, /^\$\w+/u.exec(what)?.[0]);
  }

  static notFound(message: string): ODataError {
    return new ODataError(404, 'NOT_FOUND', message);
  }
}
