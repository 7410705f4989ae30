import { defineEntity, p } from '@mikro-orm/core';
import type { SettledSheet } from './import-run.js';

/** What is shown of an effect of a run. */
export const SHOWN_EFFECT = ['indicator', 'division', 'year', 'before', 'after', 'flagsBefore', 'flagsAfter'] as const;

/** A row before an import changed it, for undoing the import; the rows that it made have its id in `created_by`. */
export const importChangeSchema = defineEntity({
  name: 'ImportChange',
  tableName: 'import_change',
  comment: '导入前的原值',
  indexes: [{ name: 'import_change_removed_index', properties: ['runId'], where: 'removed' }],
  properties: {
    division: p.string().columnType('varchar(12)').primary(),
    runId: p.uuid().primary(),
    /** Table of the row. */
    table: p.text().primary(),
    rowId: p.uuid().primary(),
    before: p.json<Record<string, unknown>>(),
    /** Whether the run removed the row. */
    removed: p.boolean().default(false),
  },
});
export class ImportChange extends importChangeSchema.class {}
importChangeSchema.setClass(ImportChange);

/** A row as an undone run had left it, for questions as of a day before the undo. */
export const importUndoneSchema = defineEntity({
  name: 'ImportUndone',
  tableName: 'import_undone',
  comment: '撤销前的原值',
  properties: {
    division: p.string().columnType('varchar(12)').primary(),
    /** The run that wrote that state. */
    runId: p.uuid().primary(),
    /** Table of the row. */
    table: p.text().primary(),
    rowId: p.uuid().primary(),
    /** The run whose undoing removed it: that one, or one that had prevented the removal. */
    undoneWith: p.uuid(),
    before: p.json<Record<string, unknown>>(),
    /** Whether the run had removed the row; `before` is then the row before that. */
    removed: p.boolean().default(false),
  },
});
export class ImportUndone extends importUndoneSchema.class {}
importUndoneSchema.setClass(ImportUndone);

/** The bytes of an uploaded workbook, kept until its run no longer needs them. */
export const importFileSchema = defineEntity({
  name: 'ImportFile',
  tableName: 'import_file',
  comment: '上传的工作簿',
  properties: {
    sha256: p.text().primary(),
    content: p.blob().columnType('bytea').lazy(),
    createdAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
  },
});
export class ImportFile extends importFileSchema.class {}
importFileSchema.setClass(ImportFile);

/** A value that an import changes: a field of a stored row before and after. */
export const importDifferenceSchema = defineEntity({
  name: 'ImportDifference',
  tableName: 'import_difference',
  comment: '导入引起的变化',
  properties: {
    runId: p.uuid().primary(),
    /** Order within the run, from 1. */
    seq: p.integer().primary(),
    ledger: p.text(),
    sheet: p.text(),
    row: p.integer(),
    /** Cell of the new value, where its column is known. */
    address: p.text().nullable(),
    field: p.text(),
    before: p.text().nullable(),
    after: p.text().nullable(),
  },
});
export class ImportDifference extends importDifferenceSchema.class {}
importDifferenceSchema.setClass(ImportDifference);

/** A figure that an import changes: what it was, and what it becomes; null where it is not told. */
export const importEffectSchema = defineEntity({
  name: 'ImportEffect',
  tableName: 'import_effect',
  comment: '导入引起的指标变化',
  properties: {
    runId: p.uuid().primary(),
    /** Order within the run, from 1. */
    seq: p.integer().primary(),
    indicator: p.text(),
    division: p.string().columnType('varchar(12)'),
    year: p.integer(),
    /** In the indicator's unit. */
    before: p.double().$type<number>().nullable(),
    after: p.double().$type<number>().nullable(),
    flagsBefore: p.array().columnType('text[]').defaultRaw(`'{}'`),
    flagsAfter: p.array().columnType('text[]').defaultRaw(`'{}'`),
  },
});
export class ImportEffect extends importEffectSchema.class {}
importEffectSchema.setClass(ImportEffect);

/** A remembered decision about sheets with certain headings, used again for the same division. */
export const importMappingSchema = defineEntity({
  name: 'ImportMapping',
  tableName: 'import_mapping',
  comment: '记住的识别决定',
  properties: {
    division: p.string().columnType('varchar(12)').primary(),
    /** Hash of the sheet's normalised headings. */
    signature: p.text().primary(),
    settled: p.json<SettledSheet>(),
    /** The headings that it is about, where they are known. */
    headings: p.array().columnType('text[]').defaultRaw(`'{}'`),
    /** The sheet and the file that it was decided for, and who decided. */
    sheet: p.text().nullable(),
    fileName: p.text().nullable(),
    sha256: p.text().nullable(),
    decidedBy: p.text().nullable(),
    /** Sheet name and title without figures: what was stated of all rows holds for sheets with the same words only. */
    words: p.text().nullable(),
    createdAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
  },
});
export class ImportMapping extends importMappingSchema.class {}
importMappingSchema.setClass(ImportMapping);
