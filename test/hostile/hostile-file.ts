/** A file that means harm, or does it by accident, and the ways in which reading it may end. */
export interface HostileFile {
  readonly name: string;
  /** Codes of UnreadableWorkbook, or `opened` where the file can be read after all. */
  readonly ends: readonly string[];
  readonly bytes: () => Buffer;
}

export function hostile(name: string, ends: string | readonly string[], bytes: () => Buffer | string): HostileFile {
  return { name, ends: [ends].flat(), bytes: () => Buffer.from(bytes() as string) };
}
