/** The memory that the thread of an import may take for objects, in MB; beyond it the thread ends and the server goes on. */
export const IMPORT_HEAP = { maxOldGenerationSizeMb: 256 } as const;
