import { displayOf } from './shown.js';
import type { NumberDisplay } from './workbook.js';

/** How a number format shows a number. */
export type NumberKind = 'plain' | 'date' | 'percent';

/** A number format as far as cells need it. */
export interface NumberStyle {
  readonly kind: NumberKind;
  /** What it shows beside the digits of plain numbers. */
  readonly display?: NumberDisplay;
}

export const PLAIN: NumberStyle = { kind: 'plain' };

/** A custom number format, read. */
export function styleOf(format: string): NumberStyle {
  const kind = formatKind(format);
  const display = kind === 'plain' ? displayOf(format) : undefined;
  return display === undefined ? { kind } : { kind, display };
}

/** Built-in formats by id; 27–36 and 50–58 are the dates of the Chinese, Japanese and Korean versions. */
export function builtInKind(id: number): NumberKind {
  if (id === 9 || id === 10) return 'percent';
  const date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  return date ? 'date' : 'plain';
}

/** How a custom format shows a number: by its first section without condition, without quotes, escapes and brackets. */
export function formatKind(format: string): NumberKind {
  const kind = sectionKind(format);
  const end = format.indexOf(';');
  // `[=0]?;[hh]:mm`: the first section applies to some numbers only.
  return kind === 'plain' && end > 0 && /^(\[[^\]]*\])*\[[<>=]/.test(format) ? formatKind(format.slice(end + 1)) : kind;
}

function sectionKind(format: string): NumberKind {
  const bare = withoutLiterals(format);
  if (/general|G\//i.test(bare)) return 'plain';
  if (/[ymdhs]|b{4}|^g*e+$/i.test(bare)) return 'date';
  return bare.includes('%') ? 'percent' : 'plain';
}

/** `[h]`, `[mm]` and the like count elapsed time; every other bracket is a colour, a locale or a condition. */
function withoutLiterals(format: string): string {
  let bare = '';
  for (let at = 0; at < format.length; at++) {
    const char = format[at]!;
    if (char === ';') break;
    if (char === '"') {
      const close = format.indexOf('"', at + 1);
      at = close < 0 ? format.length : close;
    } else if (char === '\\' || char === '!' || char === '_' || char === '*') {
      at++;
    } else if (char === '[') {
      const close = format.indexOf(']', at + 1);
      if (close < 0) break;
      const inner = format.slice(at + 1, close);
      if (/^(h+|m+|s+)$/i.test(inner)) bare += inner;
      at = close;
    } else {
      bare += char;
    }
  }
  return bare;
}
