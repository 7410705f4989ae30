import { randomUUID } from 'node:crypto';
import { CATALOGUE, type ErrorCode } from '../error-catalogue.js';
import { RequestError } from '../errors.js';
import type { Logger } from '../log.js';
import { databaseFault } from './database-fault.js';
import { frameworkFault } from './framework-fault.js';

/** A thrown error as any door answers it. */
export interface Fault {
  readonly code: ErrorCode;
  readonly status: number;
  /** What is wrong, in Chinese. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
  /** Message and remedy as one text, for doors that have room for one. */
  readonly text: string;
  /** The reference of a program error in the log. */
  readonly reference?: string;
  /** Seconds after which the same request may succeed. */
  readonly retryAfter?: number;
}

/** Seconds until a retry, of faults that are temporary. */
export const RETRY_AFTER: Readonly<Partial<Record<ErrorCode, number>>> = {
  DATABASE_UNAVAILABLE: 10,
  DATABASE_READ_ONLY: 60,
  DATABASE_BUSY: 5,
  STORAGE_FULL: 300,
  TOO_MANY_UPLOADS: 10,
};

/** The fault of a thrown error; an unexpected one is a program error, logged under the reference that the caller gets. */
export function faultOf(thrown: unknown, log: Logger): Fault {
  const known = requestErrorOf(thrown);
  if (known === undefined) return ourFault(thrown, log);
  const retryAfter = RETRY_AFTER[known.code];
  if (known.status >= 500 && known !== thrown) log.warn({ code: known.code, err: thrown }, 'a request was refused');
  return {
    code: known.code,
    status: known.status,
    message: ended(known.said),
    remedy: known.remedy,
    text: known.message,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

/** The request's or the database's fault in a thrown error; undefined where it is a bug. */
export function requestErrorOf(thrown: unknown): RequestError | undefined {
  if (thrown instanceof RequestError) return thrown;
  return databaseFault(thrown) ?? frameworkFault(thrown);
}

/** The headers of a fault. */
export function faultHeaders({ retryAfter }: Fault): Record<string, string> {
  return retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
}

/** A fault as the body of a JSON answer. */
export function faultBody({ code, message, remedy, reference }: Fault): object {
  return { error: { code, message, remedy, ...(reference === undefined ? {} : { reference }) } };
}

function ourFault(thrown: unknown, log: Logger): Fault {
  const reference = randomUUID().slice(0, 8);
  log.error({ reference, err: thrown }, 'a request failed');
  const code = 'INTERNAL_SERVER_ERROR';
  const { status, remedy } = CATALOGUE[code];
  return {
    code,
    status,
    message: `程序出错（错误编号 ${reference}）。`,
    remedy,
    text: `程序出错（错误编号 ${reference}），${remedy}`,
    reference,
  };
}

/** The message as a sentence, where it is shown apart from its remedy. */
function ended(said: string): string {
  return said.replace(/，$/u, '。');
}
