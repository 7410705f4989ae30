import { RD_BASES } from '../../ledgers/enterprise-year.js';
import type { DerivedRow, Deriver } from './derivation.js';

/**
 * The basis of a row's R&D, where no cell states it: R&D经费 counts where no 研发费用 is stated. A figure of which a cell says
 * that it is by the statistics is R&D经费, whatever its heading.
 */
export const rdBasis: Deriver =
  ({ headingOf }) =>
  (row) => {
    const { values } = row;
    const stated = (column: string) => typeof values[column] === 'string';
    if (values['rd_basis'] === RD_BASES.expenditure && !stated('rd_expenditure') && stated('rd_expense')) move(row);
    if (stated('rd_basis')) return;
    if (stated('rd_expense')) values['rd_basis'] = RD_BASES.expense;
    else if (stated('rd_expenditure')) values['rd_basis'] = RD_BASES.expenditure;
    else if (headingOf('rdExpense') !== null) values['rd_basis'] = RD_BASES.expense;
    else if (headingOf('rdExpenditure') !== null) values['rd_basis'] = RD_BASES.expenditure;
  };

function move({ values, flags }: DerivedRow): void {
  values['rd_expenditure'] = values['rd_expense'] ?? null;
  values['rd_expense'] = null;
  const { rd_expense: flag, ...others } = flags;
  for (const column of Object.keys(flags)) delete flags[column];
  Object.assign(flags, others, flag === undefined ? {} : { rd_expenditure: flag });
}
