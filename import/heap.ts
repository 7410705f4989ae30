/** The memory that the thread or process of an import may take for objects, in MB; a young part of this size copies few twice. */
export const IMPORT_HEAP = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 96 } as const;

/**
 * What one half of the young part has from the start, in MB, as V8's `--min-semi-space-size` sets it for heaps that are
 * made from then on. V8 begins with 1 MB, and by the time that it has grown much was copied into the old part.
 */
export const FIRST_SEMI_SPACE_MB = 16;
