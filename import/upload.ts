import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { importerOf } from './importer.js';
import type { ImportJobs } from './jobs.js';

/** What the upload route needs. */
export interface UploadOptions {
  readonly jobs: ImportJobs;
  readonly maxBytes: number;
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

/** `POST /imports`: takes one workbook, answers 202 with its run at once, and imports it in the background. */
export async function uploadRoutes(app: FastifyInstance, options: UploadOptions): Promise<void> {
  await app.register(multipart, { limits: { files: 1, fileSize: options.maxBytes, fields: 10 } });
  app.post<{ Querystring: UploadQuery }>('/imports', async (request, reply) => {
    const { query } = request;
    if (Object.values(query).some((value) => typeof value !== 'string'))
      return fail(reply, 400, '每个参数只能给一次。');
    const division = query.division === undefined ? options.defaultDivision : options.parseDivision(query.division);
    if (query.division !== undefined && division === undefined) {
      return fail(reply, 400, '参数 division 应为“代码”或“代码:名称”，如 150103 或 990103:示例区。');
    }
    const year = query.year === undefined ? undefined : Number(query.year);
    if (year !== undefined && !(Number.isInteger(year) && year >= 1900 && year <= 2200)) {
      return fail(reply, 400, '参数 year 应为四位年份。');
    }
    if (query.dryRun !== undefined && !['true', 'false'].includes(query.dryRun)) {
      return fail(reply, 400, '参数 dryRun 应为 true 或 false。');
    }
    if (!request.isMultipart()) return fail(reply, 415, '请以 multipart/form-data 上传，文件放在 file 字段。');
    const part = await request.file();
    if (part === undefined || part.fieldname !== 'file') return fail(reply, 400, '请求中没有 file 字段的文件。');
    const folder = await mkdtemp(join(tmpdir(), 'taizhang-'));
    try {
      const path = join(folder, 'upload');
      await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
      if (part.file.truncated) {
        await rm(folder, { recursive: true, force: true });
        return await fail(
          reply,
          413,
          `文件超过 ${Math.floor(options.maxBytes / 1024 / 1024)} MB，请拆分后上传，或请管理员调大 MAX_UPLOAD_MB。`,
        );
      }
      const importedBy = importerOf(forwardedUser(request.headers['x-forwarded-user']), query.by);
      const id = await options.jobs.submit({
        path,
        folder,
        fileName: cleanName(part.filename),
        dryRun: query.dryRun === 'true',
        ...(division === undefined ? {} : { division }),
        ...(year === undefined ? {} : { year }),
        ...(importedBy === undefined ? {} : { importedBy }),
      });
      return await reply.code(202).send({ id, url: `/imports/${id}` });
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  });
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

function fail(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ error: { code: 'BAD_UPLOAD', message } });
}
