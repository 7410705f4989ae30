import { pino, type Logger } from 'pino';
import type { Config } from './config.js';

export type { Logger };

/** The program's log: one JSON object a line on stderr, so that stdout stays for results. */
export function createLog(level: Config['logLevel']): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }));
}
