const DITTO: ReadonlySet<string> = new Set([
  '〃',
  '″',
  '〞',
  '"',
  "''",
  '""',
  '“',
  '”',
  '’’',
  '同上',
  '同上行',
  '同前',
]);

/** Whether a cell only says that it holds what stands above it. */
export function isDitto(text: string): boolean {
  return text.length <= 4 && DITTO.has(text.trim());
}
