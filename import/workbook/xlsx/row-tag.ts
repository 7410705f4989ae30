import { attribute } from './markup.js';

/** The number of a `<row …>`, from 1; the one after `previous` where it states none, or none that can be. */
export function rowNumber(bytes: Buffer, nameEnd: number, tagEnd: number, previous: number): number {
  const stated = Number(attribute(bytes, nameEnd, tagEnd, 'r'));
  return stated >= 1 ? Math.trunc(stated) : previous + 1;
}

/** A boolean attribute of OOXML. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
