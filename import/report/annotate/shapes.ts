import type { AnnotatedComments } from './comments.js';
import type { CellMark } from './marks.js';
import type { ColumnSpan } from './sheet-marker.js';

/** Sizes of a sheet's cells, which determine where its notes are. */
export interface Grid {
  readonly columns: readonly ColumnSpan[];
  /** In points. */
  readonly rowHeight: number;
}

const WIDTH = 300;
const LINE = 17;
/** Half-width characters on a line of that width. */
const LINE_COLUMNS = 46;
const MAX_LINES = 22;
const DEFAULT_WIDTH = 64;
const LAST_COLUMN = 16_383;
const NAMESPACES =
  ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"';
const NOTE_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

/** A drawing of the notes on these cells. */
export function newShapes(marks: readonly CellMark[], grid: Grid): string {
  const blocks = Array.from({ length: Math.ceil((marks.length + 1) / 1024) }, (_, index) => index + 1).join(',');
  const shapes = marks.map((mark, index) => shapeOf(mark, 1025 + index, grid)).join('');
  return `<xml${NAMESPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${blocks}"/></o:shapelayout>${NOTE_TYPE}${shapes}</xml>`;
}

/** A drawing with notes on the new marks, larger notes where text was added, and without the removed ones. */
export function withShapes(
  vml: string,
  { fresh: marks, longer, gone }: Omit<AnnotatedComments, 'xml'>,
  grid: Grid,
): string {
  const grown = new Map(longer.map((mark) => [`${mark.row - 1} ${mark.column}`, mark]));
  const lost = new Set(gone.map(({ row, column }) => `${row} ${column}`));
  const kept = vml.replace(/<(\w+):shape\s[\s\S]*?<\/\1:shape>\s*/gu, (shape) => {
    const row = /:Row>\s*(\d+)\s*</u.exec(shape)?.[1];
    const column = /:Column>\s*(\d+)\s*</u.exec(shape)?.[1];
    if (!/ObjectType=["']Note["']/u.test(shape)) return shape;
    const more = grown.get(`${row} ${column}`);
    return lost.has(`${row} ${column}`) ? '' : more === undefined ? shape : taller(shape, more, grid);
  });
  if (marks.length === 0) return kept;
  const ids = [...kept.matchAll(/_x0000_s(\d+)/gu)].map((match) => Number(match[1]));
  const first = Math.max(1024, ...ids) + 1;
  // The drawing may have other prefixes than ours: each shape declares its own.
  const named = (shape: string) => shape.replace(/^<[\w:]+/u, (start) => start + NAMESPACES);
  const shapes = marks.map((mark, index) => named(shapeOf(mark, first + index, grid))).join('');
  const type = kept.includes('id="_x0000_t202"') ? '' : named(NOTE_TYPE);
  const end = kept.lastIndexOf('</xml>');
  return end < 0 ? kept : kept.slice(0, end) + type + shapes + kept.slice(end);
}

/** A shape enlarged for the mark's text below its own. */
function taller(shape: string, mark: CellMark, { rowHeight }: Grid): string {
  const height = (Math.min(MAX_LINES, linesOf(mark.text)) + 1) * LINE;
  return shape
    .replace(/:Anchor>([^<]*)</u, (whole, anchor: string) => {
      const numbers = anchor.split(',').map(Number);
      if (numbers.length !== 8 || numbers.some(Number.isNaN)) return whole;
      numbers[6]! += Math.ceil(height / Math.max(4, (rowHeight * 4) / 3));
      return `:Anchor>${numbers.join(', ')}<`;
    })
    .replace(
      /([;"'\s]height:\s*)([\d.]+)(pt|px)/u,
      (_, name: string, size: string, unit: string) =>
        `${name}${Number(size) + (unit === 'pt' ? height * 0.75 : height)}${unit}`,
    );
}

function shapeOf(mark: CellMark, id: number, grid: Grid): string {
  const height = Math.min(MAX_LINES, linesOf(mark.text)) * LINE + 12;
  return `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:${WIDTH * 0.75}pt;height:${height * 0.75}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchorOf(mark, height, grid)}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${mark.row - 1}</x:Row><x:Column>${mark.column}</x:Column></x:ClientData></v:shape>`;
}

/** Beside the cell: first column, its pixels, first row, its pixels, and the same of the opposite corner. */
function anchorOf(mark: CellMark, height: number, { columns, rowHeight }: Grid): string {
  const left = Math.min(mark.column + 1, LAST_COLUMN);
  const top = Math.max(mark.row - 2, 0);
  const pixels = (column: number) => {
    const span = columns.find(({ min, max }) => column + 1 >= min && column + 1 <= max);
    return span?.width === undefined ? DEFAULT_WIDTH : Math.round(span.width * 7) + (span.width === 0 ? 0 : 5);
  };
  let right = left;
  let across = WIDTH + 15;
  while (right < LAST_COLUMN && across > pixels(right)) across -= pixels(right++);
  const row = Math.max(4, (rowHeight * 4) / 3);
  const down = Math.floor((height + 2) / row);
  return [left, 15, top, 2, right, across, top + down, Math.round(height + 2 - down * row)].join(', ');
}

function linesOf(text: string): number {
  return text.split('\n').reduce((sum, line) => {
    const columns = [...line].reduce((width, character) => width + (character > '\u2e7f' ? 2 : 1), 0);
    return sum + Math.max(1, Math.ceil(columns / LINE_COLUMNS));
  }, 0);
}
