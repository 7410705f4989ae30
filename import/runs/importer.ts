/** How long the name of an importer may be, in characters. */
const LONGEST_NAME = 100;

/** The importer's name to store: the first of the given names, the most trusted first; undefined if there is none. */
export function importerOf(...told: readonly (string | undefined)[]): string | undefined {
  return told.map((name) => cleaned(name ?? '')).find((name) => name !== '');
}

function cleaned(name: string): string {
  const printable = name.toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return [...printable.trim()].slice(0, LONGEST_NAME).join('');
}
