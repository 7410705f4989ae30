import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { DEFAULT_JUMP_FACTOR, JUMP_FACTORS } from './checks/rules.js';

const MIB = 1024 * 1024;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const whole = (name: string, min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/u, `${name} 应为整数`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `${name} 应在 ${min} 至 ${max} 之间`);

/** Every setting by its name, with how it is checked and its default. */
export const ENVIRONMENT = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//u, 'DATABASE_URL 应以 postgresql:// 开头')
    .optional(),
  DATA_DIR: z.string().min(1, 'DATA_DIR 不能为空').default('.data'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .refine(
      isLoopback,
      'HOST 只能是本机地址（127.0.0.1、::1 或 localhost）：尚未设置访问控制，不能对外开放。需要从别的电脑访问时，请用带登录的反向代理转发到本机端口',
    ),
  PORT: whole('PORT', 0, 65_535).default(4000),
  PUBLIC_URL: z
    .string()
    .regex(
      /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/u,
      'PUBLIC_URL 应为 http:// 或 https:// 开头的网址，如 https://taizhang.example.cn',
    )
    .transform((url) => url.replace(/\/+$/u, ''))
    .optional(),
  ALLOWED_ORIGINS: z
    .string()
    .transform((value) => value.split(/[\s,]+/u).filter((origin) => origin !== ''))
    .refine(
      (origins) => origins.every(isOrigin),
      'ALLOWED_ORIGINS 应为网页的来源，用逗号分开，如 https://kj.example.cn,http://127.0.0.1:5173：只有协议、主机和端口，不能用通配符',
    )
    .default([]),
  DEFAULT_DIVISION: z
    .string()
    .regex(/^\d{6}(\d{3}){0,2}(:.+)?$/u, 'DEFAULT_DIVISION 应为行政区划代码，可加名称，如 150103 或 990103:示例区')
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `LOG_LEVEL 应为 ${LOG_LEVELS.join('、')} 之一` }).default('info'),
  MAX_UPLOAD_MB: whole('MAX_UPLOAD_MB', 1, 2048).default(200),
  KEEP_UPLOADS_DAYS: whole('KEEP_UPLOADS_DAYS', 1, 3650).default(30),
  PREPARED_STATEMENTS: z
    .enum(['true', 'false'], { error: 'PREPARED_STATEMENTS 应为 true 或 false' })
    .default('true')
    .transform((value) => value === 'true'),
  QUERY_TIMEOUT_SECONDS: whole('QUERY_TIMEOUT_SECONDS', 1, 3600).default(30),
  JUMP_FACTOR: z
    .string()
    .regex(/^\d+(\.\d+)?$/u, 'JUMP_FACTOR 应为数字')
    .transform(Number)
    .refine(
      (value) => value >= JUMP_FACTORS.least && value <= JUMP_FACTORS.most,
      `JUMP_FACTOR 应在 ${JUMP_FACTORS.least} 至 ${JUMP_FACTORS.most} 之间`,
    )
    .default(DEFAULT_JUMP_FACTOR),
  MAX_XLSX_MB: whole('MAX_XLSX_MB', 1, 2048).default(50),
  MAX_XLS_MB: whole('MAX_XLS_MB', 1, 256).default(20),
  MAX_CSV_MB: whole('MAX_CSV_MB', 1, 2048).default(200),
  MAX_ZIP_ENTRIES: whole('MAX_ZIP_ENTRIES', 10, 65_535).default(2_000),
  MAX_UNZIPPED_MB: whole('MAX_UNZIPPED_MB', 1, 16_384).default(1_536),
  MAX_SHEETS: whole('MAX_SHEETS', 1, 10_000).default(255),
  MAX_ROWS: whole('MAX_ROWS', 10, 1_048_576).default(1_048_576),
  // The headings of a sheet are compared with those of all ledgers at once: wider sheets take too much memory.
  MAX_COLUMNS: whole('MAX_COLUMNS', 10, 2_000).default(1_000),
  MAX_CELLS: whole('MAX_CELLS', 1_000, 1_000_000_000).default(10_000_000),
  MAX_READ_SECONDS: whole('MAX_READ_SECONDS', 1, 3600).default(60),
});

/** The settings of a server or command, checked. */
export interface Config {
  /** Absent: the bundled PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Absolute. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** Where people reach the server through a proxy, without a slash at the end; absent: under its own address. */
  readonly publicUrl: string | undefined;
  /** Origins of other sites whose pages may ask this server, exactly as browsers send them. */
  readonly allowedOrigins: readonly string[];
  readonly defaultDivision: DivisionOption | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly maxUploadBytes: number;
  /** How long uploaded workbooks are kept, for annotating and for settling their sheets. */
  readonly keepUploadsDays: number;
  /** How long one statement of a query may take; imports have no such limit. */
  readonly queryTimeoutSeconds: number;
  /** Whether repeated statements of queries are prepared. */
  readonly preparedStatements: boolean;
  /** How many times last year's figure, or which fraction of it, is worth a warning. */
  readonly jumpFactor: number;
  /** The limits of a workbook; one beyond them is refused. */
  readonly limits: WorkbookLimits;
}

/** The limits of a workbook that are settings. Sizes in bytes, time in milliseconds. */
export interface WorkbookLimits {
  readonly maxXlsxBytes: number;
  readonly maxXlsBytes: number;
  readonly maxCsvBytes: number;
  /** Files in the zip of an .xlsx. */
  readonly maxEntries: number;
  /** Inflated size of the files that are read. */
  readonly maxInflatedBytes: number;
  readonly maxSheets: number;
  /** The highest row number and the highest count of columns that may hold a cell. */
  readonly maxRows: number;
  readonly maxColumns: number;
  /** Cells of one sheet that hold something. */
  readonly maxCells: number;
  /** Time to read one sheet or to convert one file of an old format. */
  readonly timeoutMs: number;
}

/** A division as people give it: `150103` or `990103:示例区`. */
export interface DivisionOption {
  readonly code: string;
  readonly name?: string;
}

/** Wrong settings in the environment; the message names every fault, one a line. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`环境变量有误：\n${faults.map((fault) => `  · ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Reads and checks the environment; an empty variable counts as not set. Throws ConfigError naming every fault. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = ENVIRONMENT.safeParse(set);
  if (!result.success) throw new ConfigError(result.error.issues.map((issue) => issue.message));
  const values = result.data;
  return {
    databaseUrl: values.DATABASE_URL,
    dataDir: resolve(values.DATA_DIR),
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    allowedOrigins: values.ALLOWED_ORIGINS,
    defaultDivision: values.DEFAULT_DIVISION === undefined ? undefined : parseDivision(values.DEFAULT_DIVISION),
    logLevel: values.LOG_LEVEL,
    maxUploadBytes: values.MAX_UPLOAD_MB * MIB,
    keepUploadsDays: values.KEEP_UPLOADS_DAYS,
    queryTimeoutSeconds: values.QUERY_TIMEOUT_SECONDS,
    preparedStatements: values.PREPARED_STATEMENTS,
    jumpFactor: values.JUMP_FACTOR,
    limits: {
      maxXlsxBytes: values.MAX_XLSX_MB * MIB,
      maxXlsBytes: values.MAX_XLS_MB * MIB,
      maxCsvBytes: values.MAX_CSV_MB * MIB,
      maxEntries: values.MAX_ZIP_ENTRIES,
      maxInflatedBytes: values.MAX_UNZIPPED_MB * MIB,
      maxSheets: values.MAX_SHEETS,
      maxRows: values.MAX_ROWS,
      maxColumns: values.MAX_COLUMNS,
      maxCells: values.MAX_CELLS,
      timeoutMs: values.MAX_READ_SECONDS * 1000,
    },
  };
}

/** Splits `CODE[:NAME]`; null where it is not of that form. */
export function parseDivision(text: string): DivisionOption | undefined {
  const match = /^(\d{6}(?:\d{3}){0,2})(?:[:：](.+))?$/u.exec(text.trim());
  if (match === null) return undefined;
  return { code: match[1]!, ...(match[2] === undefined ? {} : { name: match[2].trim() }) };
}

/** Whether a text is an origin as a browser sends it: `https://kj.example.cn`, without a path or the default port. */
function isOrigin(text: string): boolean {
  return /^https?:[^*]*$/u.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}
