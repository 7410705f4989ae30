import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exceeding, type ReadLimits } from './limits.js';
import { UnreadableWorkbook } from './workbook.js';

const MIB = 1024 * 1024;
/** Bounds of heap and time; measured: 65,000 rows, 9 MiB, take 659 MB and 10 s. */
const BASE_HEAP_MIB = 128;
const HEAP_MIB_A_MIB = 80;
const MAX_HEAP_MIB = 1024;
const SEMI_SPACE_MIB = 8;
/** A ledger of a hundred rows takes 0.5 s on an idle machine; a busy one may take many times as long. */
const BASE_MS = 15_000;
const MS_A_MIB = 4_000;
const MAX_ERROR_CHARACTERS = 500;

/** Converts a file into `folder` in a process of its own, with bounded memory and time. Throws UnreadableWorkbook. */
export async function runLegacyChild(
  path: string,
  folder: string,
  encoding: string,
  size: number,
  limits: ReadLimits,
): Promise<void> {
  const mebibytes = size / MIB;
  const heap = Math.min(MAX_HEAP_MIB, Math.ceil(BASE_HEAP_MIB + HEAP_MIB_A_MIB * mebibytes));
  const timeout = Math.min(limits.timeoutMs, Math.ceil(BASE_MS + MS_A_MIB * mebibytes));
  const script = new URL(`./legacy-child${extname(import.meta.url)}`, import.meta.url);
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${heap}`,
      `--max-semi-space-size=${SEMI_SPACE_MIB}`,
      fileURLToPath(script),
      path,
      folder,
      encoding,
      String(limits.maxRows),
      String(limits.maxSheets),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: {} },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(0, MAX_ERROR_CHARACTERS);
  });
  let late = false;
  const stop = () => {
    late = true;
    child.kill('SIGKILL');
  };
  // The time counts from when the child has started, since starting takes long on a busy machine.
  let timer = setTimeout(stop, limits.timeoutMs);
  child.stdout.once('data', () => {
    clearTimeout(timer);
    timer = setTimeout(stop, timeout);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => clearTimeout(timer));
  if (code === 0) return;
  if (code === 3) throw refusal(said);
  if (late && timeout === limits.timeoutMs) throw exceeding('READ_TIMEOUT', limits, 'timeoutMs');
  if (late) throw new UnreadableWorkbook('READ_TIMEOUT', `这样大小的旧格式文件上限为 ${timeout / 1000} 秒。`);
  if (code === 1) throw new Error(`The converter of old workbooks failed: ${said}`);
  throw new UnreadableWorkbook('FILE_TOO_LARGE', `读取它需要的内存超过 ${heap} MB。`);
}

/** The errors of SheetJS for files that it cannot read. */
function refusal(message: string): UnreadableWorkbook {
  if (/password|encrypt/i.test(message)) return new UnreadableWorkbook('FILE_ENCRYPTED');
  return new UnreadableWorkbook('FILE_DAMAGED', message);
}
