import { RequestError } from '../errors.js';

/** Codes of Node's sockets when nothing answers at the database's address. */
const UNREACHABLE: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Messages of pg for a lost connection, which have no code. */
const GONE =
  /^(?:Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|timeout expired|Cannot use a pool after calling end|The database is not accepting connections)/u;

/**
 * PostgreSQL's error codes other than those of a wrong statement: classes by two characters, codes by five (Appendix A of
 * its manual).
 */
const MADE_BY: Readonly<Record<string, () => RequestError>> = {
  // Connection exceptions; a missing role or database; shutdown, crash, start.
  '08': unavailable,
  '28': unavailable,
  '3D000': unavailable,
  '57P01': unavailable,
  '57P02': unavailable,
  '57P03': unavailable,
  '57P04': unavailable,
  '57P05': unavailable,
  '58': unavailable,
  // Disk full; out of memory; too many connections.
  '53100': storageFull,
  '53': busy,
  // Serialization failure, deadlock, lock not available.
  '40001': busy,
  '40P01': busy,
  '55P03': busy,
  '25006': () => new RequestError('DATABASE_READ_ONLY', '数据库目前只读，不能写入，也不能按过去的日期查询。'),
  '57014': () => RequestError.queryTimeout(),
  // A text, plain or in JSON, with a character that PostgreSQL cannot hold, which is U+0000 alone.
  '22021': () => RequestError.unusableText(),
  '22P05': () => RequestError.unusableText(),
};

/** The caller's fault for an error of the database or the connection; undefined for any other. */
export function databaseFault(thrown: unknown): RequestError | undefined {
  for (const error of chainOf(thrown)) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    if (UNREACHABLE.has(code) || (typeof message === 'string' && GONE.test(message))) return unavailable();
    // Only errors of PostgreSQL have a severity.
    if (typeof code !== 'string' || !('severity' in error)) continue;
    const make = MADE_BY[code] ?? MADE_BY[code.slice(0, 2)];
    if (make !== undefined) return make();
  }
  return storageFault(thrown);
}

function storageFault(thrown: unknown): RequestError | undefined {
  const code = (thrown as { code?: unknown } | null)?.code;
  return code === 'ENOSPC' || code === 'EDQUOT' ? storageFull() : undefined;
}

/** An error with its causes and the errors that it aggregates. */
function chainOf(thrown: unknown, depth = 0): object[] {
  if (typeof thrown !== 'object' || thrown === null || depth > 5) return [];
  const { cause, errors } = thrown as { cause?: unknown; errors?: unknown };
  const below = [cause, ...(Array.isArray(errors) ? errors : [])];
  return [thrown, ...below.flatMap((each) => chainOf(each, depth + 1))];
}

function unavailable(): RequestError {
  return new RequestError(
    'DATABASE_UNAVAILABLE',
    '数据库暂时连接不上。',
    '请稍后再试；一直如此时，请管理员检查数据库服务。',
  );
}

function busy(): RequestError {
  return new RequestError('DATABASE_BUSY', '数据库正忙，没能完成。', '请稍后再试。');
}

function storageFull(): RequestError {
  return new RequestError('STORAGE_FULL', '服务器的磁盘空间不足。', '请管理员清理磁盘后再试。');
}
