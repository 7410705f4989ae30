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
/** The longest mark with some spaces around it. */
const LONGEST = 6;

/** Whether a cell only says that it holds what stands above it. */
export function isDitto(text: string): boolean {
  return text.length <= LONGEST && DITTO.has(text.trim());
}
