import { monthIn, type Row, yearOf } from './rows.js';

/** A row that counts: in a year, with its month or none; or from one day on until another. */
export interface Counted {
  readonly row: Row;
  /** What it is counted as: one of its kind, however many rows say so. */
  readonly as: string;
  readonly amount: number | null;
  readonly flag: string | undefined;
  readonly year?: number;
  readonly month?: number | null;
  /** Months since the year 0; `until` is the first in which it is over. */
  readonly since?: number;
  readonly until?: number;
}

/** One part of an indicator: whether a row shows that its ledger is kept, and what a row counts as. */
export interface Part {
  readonly of: 'rows' | 'values' | 'sum';
  readonly ledgers: readonly string[];
  readonly kept?: (ledger: string, row: Row) => boolean;
  readonly count: (ledger: string, row: Row) => readonly Counted[];
  readonly standing?: true;
}

/** An indicator in the words of this test. */
export interface Naive {
  readonly top: Part;
  readonly bottom?: Part;
  /** How many of the stored unit make one of the figure's, above and below. */
  readonly unit?: number;
  readonly factor?: number;
}

type Test = (row: Row) => boolean;
const any: Test = () => true;
const is =
  (column: string, ...values: string[]): Test =>
  (row) =>
    values.includes(String(row[column]));
const isNot =
  (column: string, ...values: string[]): Test =>
  (row) =>
    row[column] === null || !values.includes(String(row[column]));
const has =
  (column: string): Test =>
  (row) =>
    row[column] !== null;
const both =
  (...tests: Test[]): Test =>
  (row) =>
    tests.every((test) => test(row));

/** Rows of a ledger by their reporting year, the month from a date. */
function yearly(ledger: string, counts: Test, date?: string, kept: Test = any): Part {
  return {
    of: 'rows',
    ledgers: [ledger],
    kept: (_, row) => kept(row),
    count: (_, row) =>
      counts(row)
        ? [
            {
              row,
              as: row.id,
              amount: 1,
              flag: undefined,
              year: row.year,
              month: date === undefined ? null : monthIn(row, date, row.year),
            },
          ]
        : [],
  };
}

/** Rows of a ledger by the year of a date. */
function dated(ledger: string, date: string, counts: Test = any, kept: Test = any): Part {
  return {
    of: 'rows',
    ledgers: [ledger],
    kept: (_, row) => kept(row),
    count: (_, row) => {
      const year = yearOf(row, date);
      return year === null || !counts(row)
        ? []
        : [{ row, as: row.id, amount: 1, flag: undefined, year, month: monthIn(row, date, year) }];
    },
  };
}

/** The same rows, with a figure of theirs added up. */
function adding(part: Part, column: string): Part {
  return {
    ...part,
    of: 'sum',
    count: (ledger, row) =>
      part
        .count(ledger, row)
        .map((each) => ({ ...each, amount: row[column] as number | null, flag: row.flags[column] })),
  };
}

/** The same rows, as the different values that they have. */
function different(part: Part, values: (row: Row) => readonly string[]): Part {
  return {
    ...part,
    of: 'values',
    count: (ledger, row) => part.count(ledger, row).flatMap((each) => values(row).map((as) => ({ ...each, as }))),
  };
}

const enterprise = (row: Row): readonly string[] =>
  typeof row['enterprise_id'] === 'string' ? [row['enterprise_id']] : [];

interface Standing {
  readonly ledger: string;
  readonly counts: Test;
  readonly from: string;
  readonly until: readonly string[];
  /** Whether a row without its first day stands from the end of its year. */
  readonly yearEnd?: boolean;
}

function standing(kept: Test, ...lists: readonly Standing[]): Part {
  const monthOf = (date: unknown) =>
    typeof date === 'string' ? Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 : Infinity;
  return {
    of: 'rows',
    standing: true,
    ledgers: [...new Set(lists.map(({ ledger }) => ledger))],
    kept: (_, row) => kept(row),
    count: (of, row) =>
      lists
        .filter(({ ledger, counts }) => ledger === of && counts(row))
        .flatMap(({ from, until, yearEnd }) => {
          const first = monthOf(row[from]);
          const since = first === Infinity && yearEnd === true ? row.year * 12 + 11 : first;
          const end = Math.min(...until.map((column) => monthOf(row[column])));
          return since === Infinity || end <= since
            ? []
            : [{ row, as: row.id, amount: 1, flag: undefined, since, until: end }];
        }),
  };
}

const received = (...levels: string[]) =>
  adding(
    yearly('funding', both(is('flow', '下达'), levels.length === 0 ? any : is('level', ...levels)), 'date'),
    'amount',
  );
const accepted = isNot('acceptance_result', '未通过', '待定', '延期');
const approvedProject = isNot('status', '未立项');
const isHnte = is('type', '高新技术企业');
const isTsme = is('type', '科技型中小企业');
const isSrdi = is('type', '专精特新中小企业', '专精特新“小巨人”企业');
const certificate = (type: Test): Standing => ({
  ledger: 'qualification',
  counts: both(type, has('issued_date')),
  from: 'issued_date',
  until: ['valid_until', 'revoked_date'],
});
const POOL: Standing = {
  ledger: 'pool',
  counts: any,
  from: 'joined_date',
  until: ['left_date'],
  yearEnd: true,
};
const events = (...kinds: string[]) => yearly('activity', is('kind', ...kinds), 'date');
const recommended = (counts: Test) =>
  different(yearly('qualification', both(isHnte, counts), 'applied_date', isHnte), enterprise);
const listed = (counts: Test = any) => yearly('enterprise-year', counts);
const training = is('kind', '培训', '论坛');
const WAN = 10_000;

/** Registrations by the day they were made, else by the ledger's year. */
const registrations: Part = {
  of: 'rows',
  ledgers: ['qualification'],
  kept: (_, row) => isTsme(row),
  count: (_, row) => {
    if (!isTsme(row) || is('result', '未通过', '待定')(row)) return [];
    const year = yearOf(row, 'issued_date') ?? row.year;
    return [{ row, as: row.id, amount: 1, flag: undefined, year, month: monthIn(row, 'issued_date', year) }];
  },
};

/** Every indicator that is made from rows, worded anew. */
export const NAIVE: Readonly<Record<string, Naive>> = {
  FUND_UPPER_TOTAL: { top: received('国家', '自治区', '市'), unit: WAN },
  FUND_REGION: { top: received('自治区'), unit: WAN },
  FUND_CITY: { top: received('市'), unit: WAN },
  FUND_LOCAL: { top: received('本级'), unit: WAN },
  FUND_TOTAL: { top: received(), unit: WAN },
  FUND_PER_PROJECT: { top: received(), bottom: dated('project', 'approved_date', approvedProject), unit: WAN },
  FUND_DISBURSE_RATE: {
    top: adding(yearly('funding', is('flow', '拨付'), 'date', is('flow', '拨付')), 'amount'),
    bottom: received(),
    factor: 100,
  },
  PROJ_APPLIED: { top: dated('project', 'applied_date') },
  PROJ_APPROVED: { top: dated('project', 'approved_date', approvedProject) },
  PROJ_APPROVAL_RATE: {
    top: dated('project', 'applied_date', both(has('approved_date'), approvedProject)),
    bottom: dated('project', 'applied_date'),
    factor: 100,
  },
  PROJ_SIGNED: { top: dated('project', 'signed_date') },
  PROJ_ACTIVE: {
    top: standing(
      any,
      { ledger: 'project', counts: accepted, from: 'signed_date', until: ['accepted_date', 'ended_date'] },
      { ledger: 'project', counts: (row) => !accepted(row), from: 'signed_date', until: ['ended_date'] },
    ),
  },
  PROJ_ACCEPTED: { top: dated('project', 'accepted_date', accepted) },
  PROJ_ACCEPT_RATE: {
    top: dated('project', 'end_date', both(has('accepted_date'), accepted)),
    bottom: dated('project', 'end_date'),
    factor: 100,
  },
  HNTE_RECOMMENDED: { top: recommended(any) },
  HNTE_NEW: {
    top: dated(
      'qualification',
      'issued_date',
      both(isHnte, (row) => row['renewal'] !== true),
      isHnte,
    ),
  },
  HNTE_PASS_RATE: { top: recommended(is('result', '通过')), bottom: recommended(any), factor: 100 },
  HNTE_STOCK: { top: different(standing(isHnte, certificate(isHnte)), enterprise) },
  TSME_COUNT: { top: registrations },
  POOL_COUNT: { top: standing(any, POOL) },
  SRDI_COUNT: { top: different(standing(isSrdi, certificate(isSrdi)), enterprise) },
  ENT_CULTIVATED: {
    top: different(
      standing(
        (row) => !('type' in row) || isHnte(row) || isTsme(row) || isSrdi(row),
        certificate((row) => isHnte(row) || isTsme(row) || isSrdi(row)),
        POOL,
      ),
      enterprise,
    ),
  },
  RD_EXP_ASD: { top: adding(listed(), 'rd_expense'), unit: WAN },
  RD_INTENSITY_ASD: { top: adding(listed(), 'rd_expense'), bottom: adding(listed(), 'revenue'), factor: 100 },
  RD_ACTIVE_SHARE: { top: listed((row) => Number(row['rd_expense'] ?? 0) > 0), bottom: listed(), factor: 100 },
  TECH_CONTRACTS: { top: yearly('tech-contract', any, 'registered_date') },
  TECH_CONTRACT_VALUE: { top: adding(yearly('tech-contract', any, 'registered_date'), 'amount'), unit: WAN },
  LOAN_DEMAND: { top: adding(yearly('financing', any, 'date'), 'demand'), unit: WAN },
  LOAN_SATISFACTION: {
    top: adding(yearly('financing', any, 'date'), 'granted'),
    bottom: adding(yearly('financing', any, 'date'), 'demand'),
    factor: 100,
  },
  COMM_CONTRACTED: {
    top: different(
      yearly('commissioner-contract', both(has('contract_type'), isNot('contract_type', '未签订')), 'signed_date'),
      (row) => [[row['commissioner'], row['employer']].filter((each) => each !== null && each !== undefined).join('|')],
    ),
  },
  COMM_SERVICES: { top: yearly('commissioner-service', any, 'date') },
  TRAIN_SESSIONS: { top: events('培训', '论坛') },
  TRAIN_PERSON_TIMES: { top: adding(events('培训', '论坛'), 'people') },
  TRAIN_ONLINE_SHARE: {
    top: yearly('activity', both(training, is('mode', '线上', '线上线下结合')), 'date'),
    bottom: yearly('activity', both(training, has('mode')), 'date'),
    factor: 100,
  },
  SCIPOP_EVENTS: { top: events('科普') },
  SCIPOP_MATERIALS: { top: adding(events('科普'), 'materials') },
  ROADSHOW_EVENTS: { top: events('路演', '对接会') },
  BANK_EVENTS: { top: events('银企对接') },
  IUR_EVENTS: { top: events('产学研') },
  IUR_PARTNERS: { top: different(events('产学研'), (row) => (row['partners'] as readonly string[] | null) ?? []) },
  EXPERT_SESSIONS: { top: events('专家咨询') },
  DUTY_PERSON_TIMES: { top: adding(events('志愿服务', '专项工作'), 'people') },
  BASE_APPLIED: { top: yearly('base', is('status', '推荐', '申报'), 'date') },
  BASE_BUILT: {
    top: standing(any, {
      ledger: 'base',
      counts: is('status', '认定', '建成'),
      from: 'date',
      until: [],
      yearEnd: true,
    }),
  },
  PLANT_VARIETIES: {
    top: different(yearly('planting', any), (row) => (row['crop'] === null ? [] : [String(row['crop'])])),
  },
};
