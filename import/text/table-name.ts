const NAME = /^(.+)（(?:第(?:[2-9]|[1-9]\d+)张表|区域统计)）$/u;

/** The name of the table of a number, from 2, below others on a sheet, as reports and decisions name it. */
export function tableName(sheet: string, ordinal: number): string {
  return `${sheet}（第${ordinal}张表）`;
}

/** The name of the regional statistics among the indicators of a sheet. */
export function regionalName(sheet: string): string {
  return `${sheet}（区域统计）`;
}

/** The name of the sheet that a table below another stands on, by the table's name; null for any other name. */
export function sheetOfTable(name: string): string | null {
  return NAME.exec(name)?.[1] ?? null;
}
