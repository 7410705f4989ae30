import type { LedgerDeclaration } from '../../src/entities/ledger.js';
import type { Vocabulary } from './vocabulary.js';

/** What the values of a column look like where that tells more than the field's kind. */
export type Shape =
  | 'creditCode'
  | 'certificateNo'
  | 'registrationNo'
  | 'documentNo'
  | 'contractNo'
  | 'organisation'
  | 'person'
  | 'place'
  | 'bank'
  | 'unit'
  | 'batch'
  | 'prose'
  | 'span'
  | 'validity'
  | 'goal'
  | 'reached'
  | 'project'
  | 'crop'
  | 'event'
  | 'fundSource';

/** How a field of a ledger is found in a sheet and read from it. */
export interface FieldReading {
  /** Headings that mean this field of this ledger. */
  readonly headings: readonly string[];
  /** Headings that may mean it, but may mean something else as well: taken where the values agree and nothing fits better. */
  readonly weak?: readonly string[];
  /** Taken only where the sheet has a column of this field too: beside what was spent 预算数 is the budget, else it is money. */
  readonly beside?: string;
  readonly shape?: Shape;
  /** Headings of columns that stand for what lies around it: 乡镇 before 村. Its text is read behind theirs. */
  readonly under?: readonly string[];
  readonly vocabulary?: Vocabulary;
  /** The value of a no under a heading that asks (是否签订责任状); a yes has the value that the heading names. */
  readonly denied?: string;
  /** The value of a yes under a year (2022年 | 2023年) where neither heading nor title names one. */
  readonly marked?: string;
  /** Its cells list plain words, which no 、 belongs to: 大喇叭、微信. */
  readonly words?: true;
  /** Of a span of time its last day counts, e.g. for 有效期. */
  readonly last?: true;
  /** The date with which a span in its column begins, where that has no column: 有效期：2021年12月—2024年11月. */
  readonly from?: string;
  /** Taken from the words of group rows, sheet name, title or file name where the sheet has no such column. */
  readonly fromContext?: true;
  /** Taken from the words of group rows where the sheet has no such column. */
  readonly fromGroups?: true;
  /** From what to what its figures may be in its unit or in one a ten thousandth of it (人, 万人), so that a person is asked where nothing tells. */
  readonly either?: readonly [least: number, most: number];
  /** It counts what a row is one of: where rows have no date, a person is asked whether they are sums. */
  readonly counts?: true;
  /** Several columns of it add up, but for those of these names: books, leaflets and folders are materials, boards are not. */
  readonly adds?: { readonly except: readonly string[] };
  /** Taken where neither a column nor the context tells; a warning says so. */
  readonly assume?: string;
  /** Further words that a boolean column says yes and no with. */
  readonly yes?: readonly string[];
  readonly no?: readonly string[];
  /** Words of a heading that ask the opposite question: under 是否首次认定 a yes means that it is no renewal. */
  readonly negated?: readonly string[];
}

/** Values worked out from others, by the function of that name in import/parse/derive. */
export type Derivation =
  | 'qualification-type'
  | 'qualification-validity'
  | 'pool-name'
  | 'agreement-type'
  | 'activity-kind'
  | 'venue-type'
  | 'activity-days'
  | 'target-bounds'
  | 'base-status'
  | 'service-times'
  | 'residents'
  | 'rd-basis'
  | 'observation-subject'
  | 'observation-unit'
  | 'observation-period';

/** A part of a natural key: a field, the row's year, or the enterprise; with `?` it may be blank. */
export type KeyPart<F extends string> = F | `${F}?` | '@year' | '@enterprise';

/** A step that a sheet may be about alone: 立项名单 tells what was approved. */
export interface Step<F extends string = string> {
  /** Words of title, sheet name, file name and of the year column's heading that say so. */
  readonly words: readonly string[];
  /** Words beside which they do not: 认定台账 holds applications too. */
  readonly not?: readonly string[];
  /** The fields of the step. */
  readonly tells: readonly F[];
  /** The date that the step is told by; known to the year where the sheet has no column for it. */
  readonly date?: F;
  /** What a row has where a group row says that it took the step, and no cell says otherwise. */
  readonly values?: Readonly<Partial<Record<F, string>>>;
  /** Fields that a row must have one of these values in, or none, for the title's word to hold for it. */
  readonly only?: Readonly<Partial<Record<F, readonly string[]>>>;
}

/** What a remark may say of its row. */
export interface Remark<F extends string = string> {
  readonly words: readonly string[];
  /** Only of rows with one of these values. */
  readonly only?: Readonly<Partial<Record<F, readonly string[]>>>;
  /** The date that the remark tells, where the row has none. */
  readonly date?: F;
  /** Values that the row gets where it has none. */
  readonly values?: Readonly<Partial<Record<F, string | boolean>>>;
  /** The date of what is said: a remark that names another year is about something else. */
  readonly happens?: F;
  /** A check that a person should make, or that the row is none. */
  readonly issue?: 'REMARK_RENAMED' | 'ROW_CANCELLED' | 'ROW_VOIDED';
  /** The row's date: the issue holds where the remark's date is later, else the row was put off and counts as it is. */
  readonly later?: F;
}

/** How a ledger is recognised and read; data only. `F` are the names of its fields. */
export interface LedgerReading<F extends string = string> {
  readonly ledger: LedgerDeclaration;
  /** Words of titles, sheet and file names that speak for it, most telling first. */
  readonly words: readonly string[];
  /** Lists of money for what it lists are funding: 高新技术企业奖补资金下达表 is no list of certificates. */
  readonly funded?: true;
  readonly fields: Readonly<Partial<Record<F, FieldReading>>>;
  /** Headings of columns that hold a span of time for two date fields. */
  readonly periods?: readonly { readonly start: F; readonly end: F; readonly headings: readonly string[] }[];
  /** Figures that may be spread over columns, one a member of `by`: the row then becomes one draft a column. */
  readonly spreads?: readonly {
    readonly field: F;
    readonly by: F;
    readonly members: Readonly<Record<string, readonly string[]>>;
    /** The member of a column that names none; without it such a column holds the sum of the others. */
    readonly rest?: string;
  }[];
  /** Whether years may stand side by side in its sheets: the row then becomes one draft a year. `bare`: only those that are the whole heading. */
  readonly yearly?: true | 'bare';
  /** Its figures are those of whole years: a sheet of a part of a year, without dates, is not read as the year's. */
  readonly wholeYears?: true;
  /** Its rows are totals of what other ledgers list, and no indicator is computed from them. */
  readonly totals?: true;
  /** The field of columns whose whole heading is a year. */
  readonly bareYear?: F;
  /** Words of titles, names and the caption's unit without which such a column may hold another figure: 产量 of crops. */
  readonly bareYearOf?: RegExp;
  /** The field that a cell may list several of (赤芍、防风): the row then becomes one draft each, whose figures are not known apart. */
  readonly several?: F;
  /** The figure that is zero in a year's column where there was nothing in that year. */
  readonly absentAtZero?: F;
  /** Its rows are plans: 2024年（计划） is one of them. */
  readonly plans?: true;
  /**
   * Rows that are none of the ledger's: by words in a field (企业自筹 under 资金来源 is no allocation), or by a no under a
   * heading that asks (是否规上).
   */
  readonly foreign?: {
    readonly fields?: readonly F[];
    readonly words?: readonly string[];
    readonly asking?: readonly string[];
  };
  /** What all rows have where the sheet has no column of a field. */
  readonly without?: Readonly<Partial<Record<F, Readonly<Partial<Record<F, string>>>>>>;
  readonly steps?: readonly Step<F>[];
  /** Columns of decisions: under 评审结论 a row of 立项 was approved in the year that the words around the table state. */
  readonly outcomes?: readonly {
    readonly field: F;
    /** Words of the column's heading. */
    readonly words: readonly string[];
    readonly values: readonly string[];
    readonly date: F;
  }[];
  readonly remarks?: readonly Remark<F>[];
  /**
   * Columns of numbers that tell a year, fields or headings of columns that are not stored: the year of the date, where
   * that is blank; without a date the row's year.
   */
  readonly numbers?: readonly {
    readonly date?: F;
    readonly fields?: readonly F[];
    readonly headings?: readonly string[];
  }[];
  /** Headings that are understood and not stored, because they are worked out from other columns or not needed. */
  readonly known?: readonly string[];
  /** At least one of each group must be in the sheet and filled in each row. */
  readonly required: readonly (readonly F[])[];
  /** Ends of headings that count what a row of this ledger is one of: such a sheet holds sums, not records. */
  readonly counts?: readonly string[];
  /** Columns that set this ledger apart from the others. */
  readonly telling: readonly F[];
  /** Natural keys, best first; of keys of equal rank the first that is complete counts. */
  readonly keys: readonly (readonly (readonly KeyPart<F>[])[])[];
  /** What gives a row its year, in order; `@year` is the year column, `@context` sheet name, title and file name, `@number` that of a document. */
  readonly year: readonly (F | '@year' | '@context' | '@number')[];
  /** Headings of a year column that is the year of its rows, whatever their dates. */
  readonly ownYear?: RegExp;
  /** A field whose words, as those of titles, may name the budget's year that a row is of, whatever its date: 提前下达2024年. */
  readonly budgeted?: F;
  /** Pairs of dates of which the first cannot come after the second. */
  readonly order?: readonly (readonly [F, F])[];
  /** How many years a row's date may lie from its 年度 without a word; 0 where it is not given. */
  readonly yearSlack?: number;
  /** Unit of its money where nothing tells. */
  readonly usualUnit: string;
  /** Its sheets come in 千元 as well as in 万元, so that none is assumed. */
  readonly unitVaries?: true;
  readonly derive?: readonly Derivation[];
}

/** Ties a reading to the fields of its ledger's declaration, so that a misspelt field does not compile. */
export function reading<const L extends LedgerDeclaration>(
  ledger: L,
  rest: Omit<LedgerReading<keyof L['fields'] & string>, 'ledger'>,
): LedgerReading {
  return Object.freeze({ ledger, ...rest });
}
