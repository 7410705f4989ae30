import { ODataError } from './error.js';

/** How much control information a JSON answer has. */
export type MetadataLevel = 'none' | 'minimal' | 'full';

/** The form of an answer. */
export type Format =
  | { readonly type: 'json'; readonly level: MetadataLevel; readonly ieee754: boolean }
  | { readonly type: 'xml' }
  | { readonly type: 'text' };

interface MediaRange {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly quality: number;
}

const SHORT: Readonly<Record<string, string>> = { json: 'application/json', xml: 'application/xml' };

/** The form by `$format`, else by the Accept header, of those that the resource has; by default the first. */
export function negotiate(
  format: string | undefined,
  accept: string | undefined,
  offered: readonly Format['type'][],
): Format {
  const asked = format === undefined ? (accept ?? '') : (SHORT[format] ?? format);
  const ranges = readRanges(asked).toSorted((a, b) => b.quality - a.quality);
  if (ranges.length === 0) return formatOf(offered[0]!, new Map());
  for (const range of ranges.filter(({ quality }) => quality > 0)) {
    const type = offered.find((each) => matches(range.type, each));
    const made = type === undefined ? null : tryFormat(type, range.parameters);
    if (made !== null) return made;
  }
  const status = format === undefined ? 406 : 415;
  const names = offered.map((type) => MEDIA[type]);
  throw new ODataError(status, 'NOT_ACCEPTABLE', `没有所要求的格式 ${asked}，可用的有：${names.join('、')}。`);
}

/**
 * The form of `$metadata`: XML, unless JSON alone is asked for. CSDL in JSON came with version 4.01, so a client of 4.0 gets
 * XML even then.
 */
export function metadataFormat(asked: {
  readonly options: { readonly format?: string | undefined };
  readonly accept: string | undefined;
  readonly newest: string | undefined;
}): Format {
  const { options, accept, newest } = asked;
  if (options.format !== undefined) return negotiate(options.format, accept, ['xml', 'json']);
  const ranges = readRanges(accept ?? '').filter(({ quality }) => quality > 0);
  const jsonAlone = ranges.length > 0 && ranges.every(({ type }) => type === MEDIA.json);
  if (jsonAlone) return newest === '4.0' ? { type: 'xml' } : negotiate(undefined, accept, ['json']);
  return negotiate(undefined, accept, ['xml']);
}

const MEDIA = { json: 'application/json', xml: 'application/xml', text: 'text/plain' } as const;

function matches(asked: string, type: Format['type']): boolean {
  const media = MEDIA[type];
  return asked === '*/*' || asked === media || asked === `${media.split('/')[0]}/*`;
}

function readRanges(text: string): MediaRange[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [type, ...rest] = part.split(';').map((each) => each.trim());
      const parameters = new Map(
        rest.map((each) => {
          const [name, value] = each.split('=');
          return [name!.trim().toLowerCase(), (value ?? '').trim().replaceAll('"', '').toLowerCase()] as const;
        }),
      );
      const quality = Number(parameters.get('q') ?? 1);
      return { type: type!.toLowerCase(), parameters, quality: Number.isFinite(quality) ? quality : 1 };
    });
}

function tryFormat(type: Format['type'], parameters: ReadonlyMap<string, string>): Format | null {
  const level = levelOf(parameters);
  return type !== 'json' || ['none', 'minimal', 'full'].includes(level) ? formatOf(type, parameters) : null;
}

function formatOf(type: Format['type'], parameters: ReadonlyMap<string, string>): Format {
  if (type !== 'json') return { type };
  return { type, level: levelOf(parameters) as MetadataLevel, ieee754: parameters.get('ieee754compatible') === 'true' };
}

/** Protocol 4.01 leaves `odata.` out; version 3 clients ask for `odata=minimalmetadata` beside it. */
function levelOf(parameters: ReadonlyMap<string, string>): string {
  return parameters.get('odata.metadata') ?? parameters.get('metadata') ?? 'minimal';
}

/** The Content-Type of an answer of this form. */
export function contentType(format: Format): string {
  if (format.type !== 'json') return `${MEDIA[format.type]};charset=utf-8`;
  const ieee754 = format.ieee754 ? ';IEEE754Compatible=true' : '';
  return `application/json;odata.metadata=${format.level}${ieee754};charset=utf-8`;
}
