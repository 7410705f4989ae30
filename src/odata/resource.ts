import { DATASETS, type Dataset, datasetOf } from '../reporting/datasets.js';
import { EDM_TYPES } from './edm.js';
import { ODataError } from './error.js';
import { type Literal, readLiteral } from './expression.js';
import { isInt } from './condition.js';
import { type Link, linksOf } from './links.js';
import { decodePart } from './options.js';
import { TokenReader } from './tokens.js';

/** The resource of a request's path. */
export type Resource =
  | { readonly kind: 'service' | 'metadata' }
  | { readonly kind: 'set' | 'count'; readonly dataset: Dataset }
  | { readonly kind: 'entity'; readonly dataset: Dataset; readonly key: readonly string[] }
  | { readonly kind: 'link'; readonly dataset: Dataset; readonly key: readonly string[]; readonly link: Link }
  | {
      readonly kind: 'property';
      readonly dataset: Dataset;
      readonly key: readonly string[];
      readonly property: string;
      readonly raw: boolean;
    };

/** Parses the path below the service root, percent-encoded. */
export function readPath(path: string): Resource {
  const segments = path.split('/').map(decodePart);
  if (segments.at(-1) === '') segments.pop();
  const [first, ...rest] = segments;
  if (first === undefined) return { kind: 'service' };
  if (first === '$metadata' && rest.length === 0) return { kind: 'metadata' };
  if (first === '$batch') throw new ODataError(405, 'METHOD_NOT_ALLOWED', '$batch 请用 POST。');
  if (/^\$crossjoin\(.+\)$/su.test(first) || first === '$all' || first === '$entity') {
    throw ODataError.notSupported(first);
  }
  const [, name, predicate] = /^([^(]*)(\(.*\))?$/su.exec(first) ?? [];
  const dataset = datasetOf(name ?? first);
  if (dataset === undefined) {
    throw ODataError.notFound(`没有实体集 ${name ?? first}，有：${DATASETS.map((each) => each.name).join('、')}。`);
  }
  if (predicate === undefined) {
    if (rest.length === 0) return { kind: 'set', dataset };
    if (rest.length === 1 && rest[0] === '$count') return { kind: 'count', dataset };
    throw ODataError.notFound(`实体集 ${dataset.name} 之下没有 ${rest.join('/')}。`);
  }
  const key = readKey(predicate, dataset);
  const [property, value, ...more] = rest;
  if (property === undefined) return { kind: 'entity', dataset, key };
  const link = linksOf(dataset).find(({ name: each }) => each === property);
  if (link !== undefined && value === undefined) return { kind: 'link', dataset, key, link };
  if (
    !dataset.columns.some((column) => column.name === property) ||
    more.length > 0 ||
    (value ?? '$value') !== '$value'
  ) {
    throw ODataError.notFound(
      `实体 ${dataset.name} 没有 ${rest.join('/')}，属性有：${dataset.columns.map((each) => each.name).join('、')}。`,
    );
  }
  return { kind: 'property', dataset, key, property, raw: value === '$value' };
}

/** The values of a key predicate in the order of the key: `(2024)` for a key of one, else `(division='…',year=2024)`. */
function readKey(predicate: string, dataset: Dataset): string[] {
  const option = `${dataset.name}(…)`;
  const reader = new TokenReader(option, predicate);
  reader.expect('(');
  const values = new Map<string, string>();
  const single = dataset.key.length === 1 ? readLiteral(reader) : null;
  if (single !== null) values.set(dataset.key[0]!, keyValue(single, dataset, dataset.key[0]!, option));
  else {
    reader.list(() => {
      const name = reader.name('键的属性名');
      if (!dataset.key.includes(name)) throw ODataError.unknownProperty(option, name, dataset.key);
      reader.expect('=');
      const literal = readLiteral(reader);
      if (literal === null) throw reader.unexpected('键的值');
      if (values.has(name)) throw ODataError.invalid(option, `键 ${name} 写了两次`);
      values.set(name, keyValue(literal, dataset, name, option));
    });
  }
  reader.expect(')');
  reader.end();
  const missing = dataset.key.filter((name) => !values.has(name));
  if (missing.length > 0) throw ODataError.invalid(option, `键缺少 ${missing.join('、')}`);
  return dataset.key.map((name) => values.get(name)!);
}

function keyValue(literal: Literal, dataset: Dataset, name: string, option: string): string {
  const { type } = dataset.columns.find((column) => column.name === name)!;
  const fits = type === 'integer' ? literal.type === 'decimal' && isInt(literal.value) : literal.type === type;
  if (!fits) throw ODataError.typeMismatch(option, `键 ${name} 应为 ${EDM_TYPES[type]}`);
  return literal.value;
}
