import type { FastifyInstance } from 'fastify';
import { attachment } from '../http/attachment.js';
import { RequestError } from '../errors.js';
import type { Database } from '../database/sql.js';
import type { Dataset } from '../reporting/dataset.js';
import { DATASETS, datasetOf } from '../reporting/datasets.js';
import { csvOf } from './csv.js';
import { jsonOf } from './json.js';
import { datasetList, datasetPage, type Extension, EXTENSIONS } from './list.js';
import { readBatches } from './rows.js';
import { readSelection, type Selection, selectionSql } from './selection.js';
import { turns } from './turns.js';
import { xlsxOf } from './xlsx.js';

const TYPES: Readonly<Record<Extension, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
};

/** How many exports run at once, each with a database connection of its own; others wait. */
const AT_ONCE = 3;
/** A client that reads nothing for this long counts as gone. */
const STALLED_MS = 120_000;

/** `GET /exports` lists the datasets; `GET /exports/:dataset.csv`, `.xlsx` and `.json` stream one. */
export function exportRoutes(app: FastifyInstance, { db }: { readonly db: Database }): void {
  const takeTurn = turns(AT_ONCE);
  app.get('/exports', { config: { page: true } }, (request, reply) => {
    const wantsPage = request.headers.accept?.includes('text/html') === true;
    return wantsPage ? reply.type('text/html; charset=utf-8').send(datasetPage()) : reply.send(datasetList());
  });

  app.route<{ Params: { file: string }; Querystring: Record<string, unknown> }>({
    method: ['GET', 'HEAD'],
    url: '/exports/:file',
    config: { parameters: 'own' },
    handler: async (request, reply) => {
      const { dataset, extension } = readName(request.params.file);
      const selection = await readSelection(db, dataset, extension, request.query);
      reply
        .header(
          'content-disposition',
          attachment(`${dataset.zh}${wordsOf(selection)}.${extension}`, `${dataset.name}.${extension}`),
        )
        .header('cache-control', 'no-store')
        .type(TYPES[extension]);
      if (request.method === 'HEAD') return reply.send();
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const leave = await takeTurn();
      if (reply.raw.closed) return leave();
      const batches = readBatches(db, selectionSql(dataset, selection), gone.signal);
      reply.raw.once('close', () => batches.return().finally(leave));
      const rows = await begun(batches);
      reply.raw.setTimeout(STALLED_MS, () => reply.raw.destroy());
      const file =
        extension === 'xlsx'
          ? xlsxOf(dataset, rows, gone.signal, { of: wordsOf(selection) || '全部', titles: selection.titles })
          : { csv: csvOf, json: jsonOf }[extension](dataset, rows);
      // In HTTP/1.0, which proxies use, the end of the connection means a complete answer; a reset does not.
      file.once('error', () => reply.raw.socket?.resetAndDestroy());
      return reply.send(file);
    },
  });
}

/** Waits for the first batch, so that a query that fails at once is reported before anything is sent. */
async function begun<T>(batches: AsyncGenerator<T, void>): Promise<AsyncIterable<T>> {
  const first = await batches.next();
  return (async function* () {
    if (first.done === true) return;
    yield first.value;
    yield* batches;
  })();
}

function readName(file: string): { dataset: Dataset; extension: Extension } {
  const [, name = file, ending] = /^(.*)\.([^.]*)$/u.exec(file) ?? [];
  const dataset = datasetOf(name);
  const extension = EXTENSIONS.find((each) => each === ending);
  if (dataset === undefined || extension === undefined)
    throw RequestError.unknownExport(
      file,
      DATASETS.map((each) => each.name),
      EXTENSIONS,
    );
  return { dataset, extension };
}

/** The selection as part of the file name; empty for everything. */
function wordsOf({ division, year }: Selection): string {
  return `${division === null ? '' : ` ${division}`}${year === null ? '' : ` ${year}年`}`;
}
