import type { Database } from '../database/sql.js';
import { DATASETS, type Dataset } from '../reporting/datasets.js';
import { CSDL, NAMESPACE } from './csdl.js';
import { csdlXml } from './csdl-xml.js';
import { readEntity } from './entity.js';
import { contentType, type Format, metadataFormat, negotiate } from './negotiate.js';
import { type Expanded, readExpand, readExpanded } from './expand.js';
import { allowOnly, type Options } from './options.js';
import { countOf, readPage } from './page.js';
import type { Resource } from './resource.js';
import { jsonMembers, jsonValue, keyPredicate, type TextRow } from './rows.js';
import { selection } from './selection.js';
import { type Source, type SourceColumn, sourceOf } from './source.js';

/** The rows of a page by default and at most. */
export const PAGE_SIZE = 5000;
export const MAX_PAGE_SIZE = 10_000;

/** The service: its database and its absolute root, with a slash at the end. */
export interface Service {
  readonly db: Database;
  readonly root: string;
}

/** A parsed request. */
export interface Asked {
  readonly resource: Resource;
  readonly options: Options;
  readonly accept: string | undefined;
  /** The newest version that the client knows, by OData-MaxVersion. */
  readonly newest: string | undefined;
  readonly prefer: string | undefined;
}

/** An answer. */
export interface Answer {
  /** 200 where absent. */
  readonly status?: number;
  readonly type: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

type Json = Extract<Format, { type: 'json' }>;

/** Answers a request; throws an ODataError for one that cannot be answered. */
export async function answer(service: Service, asked: Asked): Promise<Answer> {
  const { resource, options, accept } = asked;
  const json = () => negotiate(options.format, accept, ['json']) as Json;
  switch (resource.kind) {
    case 'service':
      allowOnly(options, ['format'], '服务文档');
      return jsonAnswer(json(), serviceDocument(service.root));
    case 'metadata': {
      allowOnly(options, ['format'], '$metadata');
      const format = metadataFormat(asked);
      if (format.type === 'json')
        return { type: 'application/json;charset=utf-8', body: JSON.stringify(CSDL), headers: {} };
      return { type: contentType(format), body: csdlXml(CSDL), headers: {} };
    }
    case 'count': {
      allowOnly(options, ['filter', 'search', 'apply', 'format'], '/$count');
      // A count is plain text; clients ask for it with the Accept header of all their requests (OData Protocol, 11.2.10).
      const format = negotiate(options.format, undefined, ['text']);
      const body = await countOf(service.db, sourceOf(resource.dataset), options);
      return { type: contentType(format), body, headers: {} };
    }
    case 'set':
      return collection(service, resource.dataset, asked, json());
    case 'entity': {
      allowOnly(options, ['select', 'expand', 'format'], '单个实体');
      const row = await readEntity(service.db, resource.dataset, resource.key);
      return entity(service, resource.dataset, row, options, json());
    }
    case 'link': {
      allowOnly(options, ['select', 'format'], '导航属性');
      const format = json();
      const { column, target } = resource.link;
      const key = (await readEntity(service.db, resource.dataset, resource.key))[column] ?? null;
      if (key === null) return { status: 204, type: contentType(format), body: '', headers: {} };
      return entity(service, target, await readEntity(service.db, target, [key]), options, format);
    }
    case 'property':
      return property(service, resource, asked);
  }
}

async function entity(
  service: Service,
  dataset: Dataset,
  row: TextRow,
  options: Options,
  format: Json,
): Promise<Answer> {
  const source = sourceOf(dataset);
  const columns = selection(options.select, source);
  const expanded = readExpand(options, source);
  const context = contextOf(service.root, format, `${dataset.name}${selected(options, columns, expanded)}/$entity`);
  const members = membersOf(service.root, dataset, source, columns, format);
  const within = await expandedMembers(service, expanded, [row], format);
  return jsonAnswer(format, `{${[context, members(row), within(row)].filter((part) => part !== '').join(',')}}`);
}

async function collection(
  service: Service,
  dataset: Dataset,
  { options, prefer }: Asked,
  format: Json,
): Promise<Answer> {
  const preferred = preferredSize(prefer);
  const size = Math.min(preferred ?? PAGE_SIZE, MAX_PAGE_SIZE);
  const page = await readPage(service.db, sourceOf(dataset), options, size);
  const shape =
    options.apply === undefined ? selected(options, page.columns, page.expanded) : `(${names(page.columns)})`;
  const applied = options.apply !== undefined;
  const members = membersOf(service.root, applied ? undefined : dataset, page.source, page.columns, format);
  const parts = [contextOf(service.root, format, `${dataset.name}${shape}`)];
  if (page.count !== undefined) parts.push(`"@odata.count":${format.ieee754 ? `"${page.count}"` : page.count}`);
  const within = await expandedMembers(service, page.expanded, page.rows, format);
  const written = page.rows.map((row) => `{${[members(row), within(row)].filter((part) => part !== '').join(',')}}`);
  parts.push(`"value":[${written.join(',')}]`);
  if (page.next !== undefined)
    parts.push(`"@odata.nextLink":${JSON.stringify(nextLink(service.root, dataset, options, page.next))}`);
  const headers: Record<string, string> =
    preferred === undefined ? {} : { 'Preference-Applied': `odata.maxpagesize=${size}` };
  return jsonAnswer(format, `{${parts.filter((part) => part !== '').join(',')}}`, headers);
}

async function property(
  { db, root }: Service,
  { dataset, key, property: name, raw }: Extract<Resource, { kind: 'property' }>,
  { options, accept }: Asked,
): Promise<Answer> {
  allowOnly(options, ['format'], '单个属性');
  const format = negotiate(options.format, accept, [raw ? 'text' : 'json']);
  const row = await readEntity(db, dataset, key);
  const column = dataset.columns.find((each) => each.name === name)!;
  const value = row[name] ?? null;
  if (value === null) return { type: contentType(format), body: '', headers: {}, status: 204 };
  if (format.type !== 'json') return { type: contentType(format), body: value, headers: {} };
  const source = sourceOf(dataset);
  const context = contextOf(root, format, `${dataset.name}${keyPredicate(row, source)}/${name}`);
  const json = jsonValue(value, column, format.ieee754);
  const parts = [context, column.type === 'flags' ? json.slice(1, -1) : `"value":${json}`];
  return jsonAnswer(format, `{${parts.filter((part) => part !== '').join(',')}}`);
}

function membersOf(
  root: string,
  dataset: Dataset | undefined,
  source: Source,
  columns: readonly SourceColumn[],
  { level, ieee754 }: Json,
): (row: TextRow) => string {
  if (level !== 'full') return (row) => jsonMembers(row, columns, { ieee754 });
  return (row) => {
    const full =
      dataset === undefined
        ? {}
        : { type: `#${NAMESPACE}.${dataset.name}`, id: `${root}${dataset.name}${keyPredicate(row, source)}` };
    return jsonMembers(row, columns, { ieee754, full });
  };
}

/** The members with the dimensions of rows, read for all of them at once. */
async function expandedMembers(
  { db, root }: Service,
  expanded: readonly Expanded[],
  rows: readonly TextRow[],
  format: Json,
): Promise<(row: TextRow) => string> {
  const writers: ((row: TextRow) => string)[] = [];
  for (const each of expanded) {
    const { name, column, target } = each.link;
    const found = await readExpanded(db, each, rows);
    const members = membersOf(root, target, sourceOf(target), each.columns, format);
    writers.push((row) => {
      const inner = found.get(row[column] ?? '');
      return `${JSON.stringify(name)}:${inner === undefined ? 'null' : `{${members(inner)}}`}`;
    });
  }
  return (row) => writers.map((write) => write(row)).join(',');
}

function serviceDocument(root: string): string {
  const value = DATASETS.map(({ name, zh }) => ({ name, title: zh, kind: 'EntitySet', url: name }));
  return JSON.stringify({ '@odata.context': `${root}$metadata`, value });
}

function contextOf(root: string, { level }: Json, fragment: string): string {
  return level === 'none' ? '' : `"@odata.context":${JSON.stringify(`${root}$metadata#${fragment}`)}`;
}

/** What a row shows, where that was chosen. */
function selected({ select }: Options, columns: readonly SourceColumn[], expanded: readonly Expanded[]): string {
  const chosen = expanded.flatMap((each) => (each.chosen ? [`${each.link.name}(${names(each.columns)})`] : []));
  const shown = [...(select === undefined ? [] : columns.map(({ name }) => name)), ...chosen];
  return shown.length === 0 ? '' : `(${shown.join(',')})`;
}

function names(columns: readonly SourceColumn[]): string {
  return columns.map((column) => column.name).join(',');
}

/** The address of the next page: the options of this one and the token. */
function nextLink(root: string, dataset: Dataset, options: Options, token: string): string {
  const { skip: _skip, ...kept } = options;
  const query = Object.entries({ ...kept, skiptoken: token }).map(
    ([name, value]) => `$${name}=${encodeURIComponent(value)}`,
  );
  return `${root}${dataset.name}?${query.join('&')}`;
}

/** The page size that a Prefer header names: `odata.maxpagesize=500`; undefined without a valid one. */
function preferredSize(prefer: string | undefined): number | undefined {
  const size = /(?:^|[,;\s])(?:odata\.)?maxpagesize\s*=\s*"?(\d{1,9})/iu.exec(prefer ?? '')?.[1];
  return size === undefined || Number(size) === 0 ? undefined : Number(size);
}

function jsonAnswer(format: Json, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { type: contentType(format), body, headers };
}
