/**
 * How a delimited text ends. `cut`: without a line end and with fewer fields than all lines before; `open`: without a
 * line end, so that its last cell may be cut; `closed`: with a line end or a closing quote, or no table.
 */
export type Ending = 'cut' | 'open' | 'closed';

/** Follows a delimited text to find whether its last line is complete. */
export class LastLine {
  #end = '';
  /** The fields of the widest line so far, and whether a shorter one came after it. */
  #widest = 0;
  #ragged = false;

  /** The pieces of text, unchanged. */
  async *watch(pieces: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const piece of pieces) {
      this.#end = piece.at(-1) ?? this.#end;
      yield piece;
    }
  }

  /** Records the number of fields of a line. */
  count(fields: number): void {
    if (fields > this.#widest) {
      this.#widest = fields;
      this.#ragged = false;
    } else if (fields < this.#widest) this.#ragged = true;
  }

  /** How the last line ends, which has this many fields. */
  ending(fields: number): Ending {
    if (Math.max(this.#widest, fields) < 2 || this.#end === '\n' || this.#end === '\r') return 'closed';
    if (fields < this.#widest && !this.#ragged) return 'cut';
    return this.#end === '"' ? 'closed' : 'open';
  }
}
