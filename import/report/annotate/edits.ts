/** Bytes from `start` up to `end` of a part, and their replacement. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The stream of a part with its edits; all other bytes stay. Edits must not overlap. */
export async function* editedStream(chunks: AsyncIterable<Buffer>, edits: readonly Edit[]): AsyncGenerator<Buffer> {
  const ordered = inOrder(edits);
  let next = 0;
  let base = 0;
  let skip = 0;
  for await (const chunk of chunks) {
    const end = base + chunk.length;
    let at = Math.max(base, skip);
    for (let edit = ordered[next]; edit !== undefined && edit.start < end; edit = ordered[++next]) {
      if (edit.start > at) yield chunk.subarray(at - base, edit.start - base);
      yield Buffer.from(edit.text);
      skip = edit.end;
      at = Math.max(at, edit.end);
    }
    if (at < end) yield chunk.subarray(at - base);
    base = end;
  }
  for (const edit of ordered.slice(next)) yield Buffer.from(edit.text);
}

/** A whole part with its edits. */
export function edited(xml: Buffer, edits: readonly Edit[]): Buffer {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const edit of inOrder(edits)) {
    pieces.push(xml.subarray(at, edit.start), Buffer.from(edit.text));
    at = edit.end;
  }
  return Buffer.concat([...pieces, xml.subarray(at)]);
}

/** By position; an insertion at a position comes before a replacement there. */
function inOrder(edits: readonly Edit[]): Edit[] {
  return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
