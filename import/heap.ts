/** The memory that the thread or process of an import may take for objects, in MB; a young part of this size copies few twice. */
export const IMPORT_HEAP = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 96 } as const;
