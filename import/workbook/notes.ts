import type { WorkbookNote } from './workbook.js';

const MAX_NOTES = 1_000;

/** Collects a workbook's notes: each once, however often its rows are read, and a thousand at most. */
export class Notes {
  readonly list: WorkbookNote[] = [];
  private readonly seen = new Set<string>();

  add(note: WorkbookNote): void {
    const key = `${note.code}\0${note.sheet}\0${note.row}\0${note.column}`;
    if (this.list.length >= MAX_NOTES || this.seen.has(key)) return;
    this.seen.add(key);
    this.list.push(note);
  }
}
