import type { Issue } from '../issues/issue.js';
import type { Cell } from '../workbook/workbook.js';
import { contains, divisionOfTitle, isApart, isBelowCounty } from './division.js';
import { formerWords } from '../text/division-book.js';
import { isBlank } from '../text/literal.js';
import { normalise } from '../text/normalise.js';
import type { Plan } from './plan.js';
import type { ReadContext } from './read-context.js';
import { textOf } from './word.js';

/** A name in the division column that decides nothing, such as a township's. */
const UNDECIDED = '';

/** The division of a sheet's rows: the column's, else the title's, else the one given. */
export class RowDivision {
  readonly #plan: Plan;
  readonly #context: ReadContext;
  readonly #title: string | null;
  readonly #titled: string | null;
  readonly #known = new Map<string, string | null>();
  #said = false;

  constructor(plan: Plan, context: ReadContext, title: string | null) {
    this.#plan = plan;
    this.#context = context;
    this.#title = title;
    this.#titled =
      title === null || context.division?.decided === true
        ? null
        : divisionOfTitle(title, context.resolveDivision, context.division?.code ?? null);
  }

  /** The code of a row's division; an issue and an empty text where nothing states one. */
  of(cells: readonly (Cell | undefined)[], where: Pick<Issue, 'sheet' | 'row'>, issues: Issue[]): string {
    const column = this.#plan.division;
    const cell = column === null ? undefined : cells[column.column];
    const text = cell === undefined ? '' : textOf(cell);
    if (column !== null && !isBlank(text)) {
      let code = this.#known.get(text);
      const isNew = code === undefined;
      if (code === undefined) this.#known.set(text, (code = this.#resolve(text)));
      const place = { ...where, column: column.column, heading: column.heading, text };
      const former = code === null || isNew ? (this.#context.formerDivision?.(text) ?? null) : null;
      if (code === null) {
        issues.push(
          former === null
            ? { code: 'DIVISION_UNRESOLVED', ...place }
            : { code: 'DIVISION_SPLIT', ...place, params: formerWords(former) },
        );
        return '';
      }
      if (former !== null && code !== UNDECIDED)
        issues.push({ code: 'DIVISION_CHANGED', ...place, params: formerWords(former) });
      if (code !== UNDECIDED && this.#isOutside(code)) {
        const params = { given: this.#context.division?.name ?? '' };
        issues.push({
          code: 'DIVISION_OUTSIDE',
          ...where,
          column: column.column,
          heading: column.heading,
          text,
          params,
        });
        return '';
      }
      if (code !== UNDECIDED) return this.#decided(code);
    }
    const given = this.#context.division?.code ?? null;
    if (this.#titled !== null && given !== null && this.#titled !== given && !this.#said) {
      this.#said = true;
      issues.push({
        code: 'DIVISION_FROM_TITLE',
        ...(where.sheet === undefined ? {} : { sheet: where.sheet }),
        text: this.#title ?? '',
      });
    }
    const code = this.#titled ?? given;
    if (code === null) issues.push({ code: 'DIVISION_UNRESOLVED', ...where, text });
    return code ?? '';
  }

  /** Whether a row names a division outside of the one that a person gave with the import. */
  #isOutside(code: string): boolean {
    const { division } = this.#context;
    return (
      division !== undefined && division.assumed !== true && division.decided !== true && isApart(code, division.code)
    );
  }

  /** The division that a person decided the sheet is of, where the row names one outside of it; else the row's. */
  #decided(code: string): string {
    const { division } = this.#context;
    return division?.decided === true && isApart(code, division.code) ? division.code : code;
  }

  /** A code, or UNDECIDED; null where the column names a division that is not known. */
  #resolve(text: string): string | null {
    const home = this.#context.division;
    const code = this.#context.resolveDivision(text)?.code ?? null;
    if (code !== null) return home !== undefined && code !== home.code && contains(code, home.code) ? UNDECIDED : code;
    if (home !== undefined && normalise(text) === normalise(home.name)) return home.code;
    return isBelowCounty(text) ? UNDECIDED : null;
  }
}
