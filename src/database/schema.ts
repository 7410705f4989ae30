import type { InferKyselyTable, SnakeCase } from '@mikro-orm/postgresql';
import type { Generated } from 'kysely';
import type { divisionSchema } from '../entities/division.js';
import type { divisionChangeSchema } from '../entities/division-change.js';
import type { enterpriseSchema } from '../entities/enterprise.js';
import type {
  importChangeSchema,
  importDifferenceSchema,
  importEffectSchema,
  importFileSchema,
  importMappingSchema,
  importUndoneSchema,
} from '../entities/import-kept.js';
import type { importIssueSchema, importRunSchema, importSheetSchema } from '../entities/import-run.js';
import type { LedgerDeclaration, LedgerField, LedgerRowRecord } from '../entities/ledger.js';
import type { LEDGERS } from '../entities/ledgers/index.js';
import type { ownIndicatorSchema } from '../entities/own-indicator.js';

/**
 * Every table by name with its columns, for Kysely: the ledgers' from their declarations, the fixed ones from their
 * entities. What PostgreSQL gives for `numeric` is text; days are ISO dates.
 */
export type Schema = LedgerTables & FixedTables & FigureTables;

type Ledger = (typeof LEDGERS)[number];

/** The table of each ledger: the columns that every row has, and those of its fields. */
type LedgerTables = { [L in Ledger as L['table']]: RowColumns & FieldColumns<L> };

type RowColumns = { [C in keyof LedgerRowRecord as string extends C ? never : C]: LedgerRowRecord[C] };

/** The columns of a ledger's fields, all nullable; a date has three. */
type FieldColumns<L extends LedgerDeclaration> = {
  [F in keyof L['fields'] & string as SnakeCase<F>]: FieldValue<L['fields'][F]> | null;
} & {
  [F in DateFields<L> as `${SnakeCase<F>}_${'end' | 'precision'}`]: string | null;
};

type DateFields<L extends LedgerDeclaration> = {
  [F in keyof L['fields'] & string]: L['fields'][F] extends { kind: 'date' } ? F : never;
}[keyof L['fields'] & string];

type FieldValue<F extends LedgerField> = F extends { kind: 'boolean' }
  ? boolean
  : F extends { kind: 'list' }
    ? string[]
    : string;

interface FixedTables {
  division: InferKyselyTable<typeof divisionSchema>;
  division_change: InferKyselyTable<typeof divisionChangeSchema>;
  enterprise: InferKyselyTable<typeof enterpriseSchema>;
  import_run: InferKyselyTable<typeof importRunSchema>;
  import_sheet: InferKyselyTable<typeof importSheetSchema>;
  import_issue: InferKyselyTable<typeof importIssueSchema>;
  import_change: InferKyselyTable<typeof importChangeSchema>;
  import_undone: InferKyselyTable<typeof importUndoneSchema>;
  import_file: InferKyselyTable<typeof importFileSchema>;
  import_difference: InferKyselyTable<typeof importDifferenceSchema>;
  import_effect: InferKyselyTable<typeof importEffectSchema>;
  import_mapping: InferKyselyTable<typeof importMappingSchema>;
  own_indicator: InferKyselyTable<typeof ownIndicatorSchema>;
}

/** The tables that figures are kept in; migrations make them, no entity describes them. */
interface FigureTables {
  'figures.state': { name: string; value: string };
  'figures.sheet_limits': { id: Generated<number>; limits: Record<string, readonly string[]> };
  'figures.part': FigureKey & FigureNotes & { period: number; undated: boolean; covered: boolean };
  'figures.alike': {
    division: string;
    indicator: string;
    year: number;
    /** 0 for the whole year. */
    month: number;
    numerator: string | null;
    denominator: string | null;
    previous_numerator: string | null;
    previous_denominator: string | null;
    divisions: number;
  };
  'figures.shared': FigureKey & { period: number; numerator: string; denominator: string };
  'figures.shared_code': { credit_code: string };
  'reporting.dim_division': { code: string; name: string; level: string; parent_code: string | null };
  'reporting.dim_year': { year: number; first_day: string; last_day: string };
  'reporting.dim_indicator': {
    code: string;
    name: string;
    english_name: string;
    unit: string;
    kind: string;
    direction: string;
    theme: string;
    decimals: number;
    factor: string;
    numerator: string;
    denominator: string | null;
    aliases: string[];
    definition: string;
    source: string | null;
    notes: string | null;
  };
  'reporting.indicator_year': FigureKey &
    FigureNotes & {
      is_total: boolean;
      first_day: string;
      value: string | null;
      previous: string | null;
      change: string | null;
      rate: string | null;
      reason: string | null;
      target_low: string | null;
      target_high: string | null;
      target_text: string | null;
      incomplete: boolean;
      reported: number;
      expected: number;
      like_value: string | null;
      like_previous: string | null;
      like_change: string | null;
      like_rate: string | null;
      like_divisions: number | null;
      completion: string | null;
      met: boolean | null;
    };
  'reporting.indicator_month': FigureKey &
    FigureNotes & { is_total: boolean; month: number; first_day: string; value: string | null; undated: boolean };
  'reporting.dim_coverage': {
    division: string;
    ledger: string;
    ledger_name: string;
    year: number;
    first_day: string;
    reported: boolean;
    row_count: number;
    first_run: string | null;
    last_run: string | null;
  };
  'reporting.target': {
    division: string;
    year: number;
    seq: number;
    indicator: string | null;
    name: string;
    low: string | null;
    high: string | null;
    comparator: string | null;
    text: string;
  };
}

interface FigureKey {
  division: string;
  indicator: string;
  /** Empty for the whole. */
  dimension: string;
  member: string;
  year: number;
}

interface FigureNotes {
  numerator: string | null;
  denominator: string | null;
  partial: boolean;
  approximate: boolean;
  none_recorded: boolean;
  carried: boolean;
  overlapping: Generated<boolean>;
  stated: Generated<boolean>;
  disputed: Generated<boolean>;
}
