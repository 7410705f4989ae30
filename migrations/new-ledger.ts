/** A column of a new ledger: its name, its type (`date` stands for the three columns of a fuzzy date), and its comment. */
export type NewColumn = readonly [name: string, type: 'text' | 'numeric' | 'date', zh: string];

const ROW = {
  division: ['varchar(12) not null', '行政区划代码'],
  id: ['uuid not null', '行标识'],
  key: ['text not null', '自然键'],
  match_key: ['text null', '次级自然键'],
  year: ['int not null', '年度'],
  enterprise_id: ['uuid null', '企业标识'],
  flags: [`jsonb not null default '{}'`, '数值标记'],
  created_by: ['uuid not null', '建立该行的导入'],
  run_id: ['uuid not null', '最后改动该行的导入'],
  sheet: ['text not null', '工作表'],
  row_number: ['int not null', '行号'],
  cells: [`json not null default '{}'`, '原始单元格'],
  limits: ['int null', '覆盖范围'],
} as const;

/** The statements that create the table of a new ledger. Earlier migrations rest on it: it must not change. */
export function newLedger(table: string, zh: string, columns: readonly NewColumn[]): string[] {
  const own = columns.flatMap(([name, type, comment]) =>
    type === 'date'
      ? [
          [name, 'date null', comment],
          [`${name}_end`, 'date null', `${comment}（止）`],
          [`${name}_precision`, 'text null', `${comment}（精度）`],
        ]
      : [[name, `${type} null`, comment]],
  );
  const all = [...Object.entries(ROW).map(([name, [type, comment]]) => [name, type, comment]), ...own];
  return [
    `create table "${table}" (${all.map(([name, type]) => `"${name}" ${type}`).join(', ')}, primary key ("division", "id"))`,
    `comment on table "${table}" is '${zh}'`,
    ...all.map(([name, , comment]) => `comment on column "${table}"."${name}" is '${comment}'`),
    `create index "${table}_run_index" on "${table}" using brin (run_id) with (autosummarize)`,
    `alter table "${table}" add constraint "${table}_division_key_unique" unique ("division", "key")`,
  ];
}
