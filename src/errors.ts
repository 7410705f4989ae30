/** A fault of the request, told to the caller in Chinese with a stable code; anything else that is thrown is a bug. */
export class RequestError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'RequestError';
  }

  static unknownIndicator(codes: readonly string[]): RequestError {
    return new RequestError('UNKNOWN_INDICATOR', `没有指标：${codes.join('、')}。可用 indicators 查询全部指标代码。`);
  }

  static unknownDivision(codes: readonly string[]): RequestError {
    return new RequestError(
      'UNKNOWN_DIVISION',
      `没有行政区划：${codes.join('、')}。可用 divisions 查询已有数据的区划。`,
    );
  }

  static unknownDimension(by: string, indicator: string, offered: readonly string[]): RequestError {
    const choice = offered.length === 0 ? '该指标没有可用维度' : `可用维度：${offered.join('、')}`;
    return new RequestError('UNKNOWN_DIMENSION', `指标 ${indicator} 不能按“${by}”分组，${choice}。`);
  }

  static outOfRange(name: string, allowed: string): RequestError {
    return new RequestError('OUT_OF_RANGE', `参数 ${name} 应为${allowed}。`);
  }

  static invalidCursor(): RequestError {
    return new RequestError('INVALID_CURSOR', '参数 after 不是本查询给出的游标，请使用 pageInfo.endCursor 的值。');
  }

  static unknownRun(id: string): RequestError {
    return new RequestError('UNKNOWN_IMPORT', `没有导入批次：${id}。可用 imports 查询。`);
  }

  static unknownLedger(id: string): RequestError {
    return new RequestError('UNKNOWN_LEDGER', `没有台账 ${id}。可用 ledgers 查询。`);
  }

  static invalidDefinition(message: string): RequestError {
    return new RequestError('INVALID_DEFINITION', message);
  }

  static unknownField(name: string, ledger: string): RequestError {
    return new RequestError('UNKNOWN_FIELD', `台账 ${ledger} 没有字段 ${name}。`);
  }
}

export type ErrorCode =
  | 'UNKNOWN_INDICATOR'
  | 'UNKNOWN_DIVISION'
  | 'UNKNOWN_DIMENSION'
  | 'UNKNOWN_IMPORT'
  | 'UNKNOWN_FIELD'
  | 'UNKNOWN_LEDGER'
  | 'INVALID_DEFINITION'
  | 'OUT_OF_RANGE'
  | 'INVALID_CURSOR'
  | 'CONFLICT'
  | 'BAD_UPLOAD';
