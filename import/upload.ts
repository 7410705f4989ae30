import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestError } from '../src/errors.js';
import { importerOf } from './runs/importer.js';
import type { ImportJobs } from './runs/jobs.js';

/** What the upload route needs. */
export interface UploadOptions {
  readonly jobs: Pick<ImportJobs, 'submit'>;
  readonly maxBytes: number;
  /** How many uploads are received at the same time. */
  readonly atOnce?: number;
  readonly defaultDivision: { readonly code: string; readonly name?: string } | undefined;
  /** Reads `CODE[:NAME]`. */
  readonly parseDivision: (text: string) => { readonly code: string; readonly name?: string } | undefined;
}

interface UploadQuery {
  readonly division?: string;
  readonly dryRun?: string;
  readonly year?: string;
  readonly by?: string;
}

const PARAMETERS = ['division', 'dryRun', 'year', 'by'];
/** How many uploads are received at the same time; each is stored on disk, then read into memory. */
const AT_ONCE = 4;

/** `POST /imports`: takes one workbook, answers 202 with its run at once, and imports it in the background. */
export async function uploadRoutes(app: FastifyInstance, options: UploadOptions): Promise<void> {
  const { atOnce = AT_ONCE } = options;
  let receiving = 0;
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    await scope.register(multipart, {
      throwFileSizeLimit: false,
      limits: { files: 2, fields: 2, parts: 3, fieldSize: 1000, fileSize: options.maxBytes },
    });
    scope.post<{ Querystring: UploadQuery }>(
      '/imports',
      { config: { parameters: PARAMETERS }, onRequest: checkType },
      async (request, reply) => {
        const asked = readQuery(request.query, options);
        if (receiving >= atOnce)
          throw new RequestError('TOO_MANY_UPLOADS', `正在接收的上传已有 ${atOnce} 个，`, '请稍后再上传。');
        receiving += 1;
        const folder = await mkdtemp(join(tmpdir(), 'taizhang-'));
        try {
          const path = join(folder, 'upload');
          const fileName = await receive(request, path, options.maxBytes);
          const importedBy = importerOf(forwardedUser(request.headers['x-forwarded-user']), request.query.by);
          const id = await options.jobs.submit({
            path,
            folder,
            fileName,
            ...asked,
            ...(importedBy === undefined ? {} : { importedBy }),
          });
          return await reply.code(202).send({ id, url: `/imports/${id}` });
        } catch (error) {
          // The rest of the request is read and dropped, so that the sender receives the answer.
          request.raw.unpipe().resume();
          await rm(folder, { recursive: true, force: true });
          throw error;
        } finally {
          receiving -= 1;
        }
      },
    );
  });
}

async function checkType({ headers }: FastifyRequest): Promise<void> {
  if (!/^multipart\/form-data\s*(?:;|$)/iu.test(headers['content-type'] ?? ''))
    throw new RequestError(
      'UNSUPPORTED_MEDIA_TYPE',
      '上传的 Content-Type 应为 multipart/form-data。',
      '请以 multipart/form-data 上传，文件放在 file 字段，如 curl -F file=@台账.xlsx。',
    );
}

/** The parameters of the address. Throws for a value of another form. */
function readQuery(query: UploadQuery, { defaultDivision, parseDivision }: UploadOptions) {
  const division = query.division === undefined ? defaultDivision : parseDivision(query.division);
  if (division === undefined && query.division !== undefined)
    throw badUpload('参数 division 应为“代码”或“代码:名称”，如 150103 或 990103:示例区。', '请改正参数 division。');
  const year = query.year === undefined ? undefined : Number(query.year);
  if (year !== undefined && !(/^\d{4}$/u.test(query.year!) && year >= 1900 && year <= 2200))
    throw badUpload('参数 year 应为四位年份。', '请改正参数 year。');
  if (query.dryRun !== undefined && !['true', 'false'].includes(query.dryRun))
    throw badUpload('参数 dryRun 应为 true 或 false。', '请改正参数 dryRun。');
  return {
    dryRun: query.dryRun === 'true',
    divisionGiven: query.division !== undefined,
    ...(division === undefined ? {} : { division }),
    ...(year === undefined ? {} : { year }),
  };
}

/** Writes the only file of a request to `path`; its name. Throws if there is more than the file, or only part of it. */
async function receive(request: FastifyRequest, path: string, maxBytes: number): Promise<string> {
  let fileName: string | undefined;
  try {
    for await (const part of request.parts()) {
      if (part.fieldname !== 'file') throw badUpload(`没有字段 ${part.fieldname.slice(0, 100)}，可用的字段：file。`);
      if (part.type !== 'file') throw badUpload('字段 file 应为文件，现为文字。');
      if (fileName !== undefined) throw badUpload('一次只能上传一个文件，现有多个 file 字段。');
      fileName = cleanName(part.filename);
      await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
      if (part.file.truncated) throw tooLarge(maxBytes);
    }
  } catch (error) {
    throw uploadFault(error);
  }
  if (fileName === undefined) throw badUpload('请求中没有 file 字段的文件。');
  return fileName;
}

/** A form that cannot be read is the sender's fault, except for errors of this computer's disk. */
function uploadFault(error: unknown): unknown {
  if (error instanceof RequestError || (error as NodeJS.ErrnoException).syscall !== undefined) return error;
  return badUpload(
    '上传的内容不完整，或不是 multipart/form-data 的格式。',
    '请重新上传；用程序上传时，请检查 Content-Type 中的 boundary 与请求体是否一致。',
  );
}

function tooLarge(maxBytes: number): RequestError {
  const limit = `文件超过 ${Math.floor(maxBytes / 1024 / 1024)} MB，`;
  return new RequestError('TOO_LARGE', limit, '请拆分后上传，或请管理员调大 MAX_UPLOAD_MB。');
}

function badUpload(said: string, remedy?: string): RequestError {
  return new RequestError('BAD_UPLOAD', said, remedy);
}

/** The name that a login proxy sends; headers come as bytes, and names are UTF-8. */
function forwardedUser(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' ? Buffer.from(header, 'latin1').toString('utf8') : undefined;
}

/** A file name without folders, whatever the browser sent. */
function cleanName(name: string): string {
  const last = name.split(/[/\\]/u).at(-1) ?? '';
  return last === '' ? '未命名' : last.slice(0, 255);
}
