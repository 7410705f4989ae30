import type { LedgerId } from '../../../src/entities/ledgers/index.js';
import { among, type Condition } from './conditions.js';
import type { Told } from './rows.js';

/** Which rows of a ledger count, in the year of what, and what has to be known of them. */
export interface Line {
  readonly ledger: LedgerId;
  readonly where: readonly Condition[];
  /** Rows that show that a ledger is about the subject; else all rows. */
  readonly about?: readonly Condition[];
  /** The date in whose year and month a row counts, or from which it stands; else it counts in its reporting year. */
  readonly date?: string;
  /** A row without that date counts in its reporting year, or stands from the end of it. */
  readonly orYear?: true;
  /** The date that gives only the month. */
  readonly month?: string;
  /** Dates on which it is over, and last days. */
  readonly over?: readonly string[];
  readonly last?: readonly string[];
  /** What says, any of it, that it is over: without a day nobody knows since when. */
  readonly ended?: readonly Condition[];
  /** What stands begins on the day after its date. */
  readonly after?: true;
  /** What says that it happened, though the date is blank. */
  readonly happened?: readonly Condition[];
  /** The figure that is added up of these rows instead of the part's. */
  readonly adds?: string;
  /** Rows that renew an earlier one do not count, or only those do. */
  readonly newOnly?: true;
  readonly renewed?: true;
  /** Only rows count whose enterprise was a technology-based SME by then. */
  readonly following?: true;
  /** Figures that another ledger may state where a sheet does not. */
  readonly elsewhere?: readonly string[];
  /** Fields of which a sheet must have one for its rows to be of account. */
  readonly mustTell?: readonly string[];
  /** Fields of which a sheet must have one to say anything of the subject. */
  readonly needs?: readonly string[];
}

/** One part of an indicator: rows counted, a figure added up, or different values counted. */
export interface Part {
  readonly lines: readonly Line[];
  /** Whether rows stand from a day on, and do not just happen. */
  readonly standing?: true;
  readonly adds?: string;
  /** Rows of which the figure is taken off, however it is signed. */
  readonly back?: Condition;
  /** What is different are needs, of each of which the largest of this figure counts, or the sum of `adds` up to it. */
  readonly most?: string;
  /** What a row is one of, however many rows say so, given all rows of its ledger; of a division or of several. */
  readonly different?: (told: Told, found: readonly Told[]) => readonly string[];
}

/** An indicator in the words of this test. */
export interface Naive {
  readonly top: Part;
  readonly bottom?: Part;
  /** What is told of the members of one dimension instead. */
  readonly open?: { readonly by: string; readonly naive: Naive };
  /** How many of the stored unit make one of the figure's, above. */
  readonly unit?: number;
  readonly factor?: number;
}

/** Rows counted. */
export const rows = (...lines: readonly Line[]): Part => ({ lines });
/** A figure added up. */
export const adding = (adds: string, ...lines: readonly Line[]): Part => ({ lines, adds });
const back = among('flow', '核减', '退回');
/** A figure added up, what is taken back taken off. */
export const netting = (adds: string, ...lines: readonly Line[]): Part => ({ lines, adds, back });
/** Rows that stand from a day on. */
export const standing = (...lines: readonly Line[]): Part => ({ lines, standing: true });
