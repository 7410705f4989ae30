import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { RequestError } from '../errors.js';
import { faultOf, requestErrorOf } from '../http/fault.js';
import type { Logger } from '../log.js';
import { LIMITS } from './limits.js';

/** The remedies of errors of graphql-js, by code; the error's own words name its place. */
const REMEDIES: Readonly<Record<string, string>> = {
  [ApolloServerErrorCode.GRAPHQL_PARSE_FAILED]: '查询语句的写法有误，请检查括号、引号和逗号',
  [ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED]: '查询与接口不符，请对照 schema.graphql 检查字段和参数',
  [ApolloServerErrorCode.BAD_USER_INPUT]: '变量或参数的取值与接口不符，请对照 schema.graphql 检查类型',
  [ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE]: '没有找到要执行的操作，请用 operationName 指明其一',
  [ApolloServerErrorCode.BAD_REQUEST]:
    '请求的形式有误，请用 POST、content-type: application/json，请求体如 {"query": "{ … }"}',
  [ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED]: '本服务不保存查询语句，请把语句写在 query 中发送',
};

/** graphql-js distinguishes it from other errors of the text by its words only. */
const TOO_LONG = /^Syntax Error: Document contains more tha[nt] \d+ tokens/u;

/**
 * An error as the caller gets it: a stable code, and in Chinese the fault and the remedy. Of a bug only a reference to
 * the log.
 */
export function tell(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const cause = causeOf(error);
  const request = ownFault(formatted, cause) ?? requestErrorOf(cause);
  const code = codeOf(formatted, cause);
  if (request === undefined && code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR) {
    const remedy = REMEDIES[code];
    if (remedy === undefined) return { ...formatted, extensions: { code } };
    const message = `${remedy}：${cut(formatted.message, 500)}`;
    return { ...formatted, message, extensions: { code, remedy: `${remedy}。` } };
  }
  const fault = faultOf(request ?? cause, log);
  const { remedy, reference } = fault;
  return {
    ...formatted,
    message: cut(fault.text, 2_000),
    extensions: { code: fault.code, remedy, ...(reference === undefined ? {} : { reference }) },
  };
}

/** The longest message: messages may quote the request. */
function cut(message: string, length: number): string {
  return message.length > length ? `${message.slice(0, length)}…` : message;
}

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError !== undefined ? causeOf(error.originalError) : error;
}

/** Errors about the request that graphql-js distinguishes by their words only. */
function ownFault({ extensions }: GraphQLFormattedError, cause: unknown): RequestError | undefined {
  // The parser is recursive: a short text may still be nested too deep for the stack.
  if (cause instanceof RangeError && extensions?.['code'] === ApolloServerErrorCode.GRAPHQL_PARSE_FAILED)
    return RequestError.queryTooDeep(LIMITS.depth);
  return cause instanceof Error && TOO_LONG.test(cause.message) ? RequestError.queryTooLong(LIMITS.tokens) : undefined;
}

/** The code of an error; graphql-js gives none to one about arguments, which names its place in the text. */
function codeOf(formatted: GraphQLFormattedError, cause: unknown): string {
  const code = formatted.extensions?.['code'];
  if (typeof code === 'string' && code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR) return code;
  return cause instanceof GraphQLError && cause.nodes !== undefined
    ? ApolloServerErrorCode.BAD_USER_INPUT
    : ApolloServerErrorCode.INTERNAL_SERVER_ERROR;
}
