import { columnLetter } from '../../src/entities/import-run.js';
import type { IssueCode } from './catalogue.js';
import type { Issue } from './issue.js';

/** What a person may decide in answer to a question about a sheet. */
interface Answer {
  readonly ledger?: string;
  /** Columns, by heading or address, and what they are: a field with its unit, if any; null: not read. */
  readonly columns?: readonly { readonly named: string; readonly field: string | null; readonly unit?: string }[];
  /** What holds for all rows. */
  readonly fact?: { readonly field: string; readonly value: string };
}

/** Stands for the year where no words around the table name one. */
const EXAMPLE_YEAR = '2022';

/** The answers to the questions that a decision settles, from an issue's parameters. */
const ANSWERS: Partial<Record<IssueCode, (issue: Issue) => readonly Answer[]>> = {
  LEDGER_UNCERTAIN: ({ params }) => listOf(params?.['ids']).map((ledger) => ({ ledger })),
  SHEET_IGNORED: ({ params }) => listOf(params?.['ids']).map((ledger) => ({ ledger })),
  COLUMN_MISSING: ({ params }) =>
    listOf(params?.['fields']).map((field) => ({ ...ledgerOf(params), columns: [{ named: '表头或列号', field }] })),
  COLUMN_AMBIGUOUS: ({ column = 0, params }) => {
    const both = [Number(params?.['otherColumn'] ?? 0), column];
    return both.map((chosen) => ({
      ...ledgerOf(params),
      columns: both.map((at) => ({ named: columnLetter(at), field: at === chosen ? String(params?.['id']) : null })),
    }));
  },
  ROWS_ARE_COUNTS: (issue) => [columnAnswer(issue, issue.params?.['field'])],
  PART_OF_YEAR: ({ params }) => [
    { ...ledgerOf(params), fact: { field: 'year', value: String(params?.['year'] ?? EXAMPLE_YEAR) } },
  ],
  MEMBER_UNKNOWN: (issue) => [columnAnswer(issue, null)],
  UNIT_UNKNOWN: (issue) => ['元', '千元', '万元'].map((unit) => columnAnswer(issue, issue.params?.['field'], unit)),
  COUNT_UNIT_UNKNOWN: (issue) => ['人', '万人'].map((unit) => columnAnswer(issue, issue.params?.['field'], unit)),
  UNIT_SCALED: (issue) => ['元', '万元'].map((unit) => columnAnswer(issue, issue.params?.['field'], unit)),
  UNIT_FORMAT_DOUBTED: (issue) =>
    [issue.params?.['unit'], issue.params?.['named']].map((unit) =>
      columnAnswer(issue, issue.params?.['field'], String(unit)),
    ),
  COLUMN_UNCERTAIN: (issue) => [columnAnswer(issue, issue.params?.['id'])],
  COLUMN_REPEATED: (issue) => [columnAnswer(issue, issue.params?.['id'])],
  VALUE_ASSUMED: factAnswers,
  FIELD_ABSENT: factAnswers,
  YEAR_UNRESOLVED: () => [{ fact: { field: 'year', value: EXAMPLE_YEAR } }],
};

/** How a question is answered, as options of the command and arguments of settleSheet; empty for what is no question. */
export function answerText(issue: Issue): string {
  const { sheet = '' } = issue;
  const answers = sheet === '' ? [] : (ANSWERS[issue.code]?.(issue) ?? []);
  if (answers.length === 0) return '';
  const options = answers.map((answer) => optionOf(sheet, answer)).join(' 或 ');
  const given = answers.map(argumentsOf).join(' 或 ');
  const values = listOf(issue.params?.['values']);
  const choice = values.length > 1 ? `值可以是：${values.join('、')}。` : '';
  return `可以这样指定：命令行加 ${options}；接口 settleSheet 的参数为 sheet: ${quoted(sheet)}, ${given}。${choice}`;
}

function listOf(names: unknown): string[] {
  return typeof names === 'string' && names !== '' ? names.split('、') : [];
}

function ledgerOf(params: Issue['params']): Pick<Answer, 'ledger'> {
  const ledger = params?.['ledgerId'];
  return typeof ledger === 'string' ? { ledger } : {};
}

/** A heading that both the command and GraphQL take as it stands. */
const PLAIN_HEADING = /^[^（'"!=\n][^'"!=\n]{0,19}$/u;

function columnAnswer({ heading = '', column = 0, params }: Issue, field: unknown, unit?: string): Answer {
  const named = PLAIN_HEADING.test(heading) ? heading : columnLetter(column);
  const decided = { named, field: typeof field === 'string' ? field : null };
  return { ...ledgerOf(params), columns: [unit === undefined ? decided : { ...decided, unit }] };
}

function factAnswers({ params }: Issue): readonly Answer[] {
  const field = params?.['id'];
  const [value] = listOf(params?.['values']);
  return typeof field !== 'string' || value === undefined ? [] : [{ ...ledgerOf(params), fact: { field, value } }];
}

function optionOf(sheet: string, { ledger = '', columns, fact }: Answer): string {
  const of = optionName(sheet);
  if (fact !== undefined) return shell('--fact', `${of}!${fact.field}=${fact.value}`);
  if (columns === undefined) return shell('--map', `${of}=${ledger}`);
  return columns
    .map(({ named, field, unit }) => {
      const meaning = `${field ?? ''}${unit === undefined ? '' : `:${unit}`}`;
      return shell('--map', `${of}!${optionName(named)}=${meaning}`);
    })
    .join(' ');
}

/** A name as the options take it: within quotes where it has signs of their own. */
function optionName(name: string): string {
  return /['!=]/u.test(name) ? `'${name.replaceAll("'", "''")}'` : name;
}

function shell(option: string, text: string): string {
  return text.includes("'") ? `${option} "${text.replace(/["\\$`]/gu, String.raw`\$&`)}"` : `${option} '${text}'`;
}

function argumentsOf({ ledger, columns, fact }: Answer): string {
  const told = ledger === undefined ? [] : [`ledger: ${quoted(ledger)}`];
  if (columns !== undefined) {
    const decided = columns.map(({ named, field, unit }) => {
      const meaning = field === null ? 'null' : quoted(field);
      return `{ heading: ${quoted(named)}, field: ${meaning}${unit === undefined ? '' : `, unit: ${quoted(unit)}`} }`;
    });
    told.push(`columns: [${decided.join(', ')}]`);
  }
  if (fact !== undefined) told.push(`facts: [{ field: ${quoted(fact.field)}, value: ${quoted(fact.value)} }]`);
  return told.join(', ');
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
