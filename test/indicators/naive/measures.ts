import { among, blank, type Condition, given, notAmong, notTicked, saidIn, stated } from './conditions.js';
import { NAIVE_INNOVATION } from './innovation-measures.js';
import { NAIVE_MARKET } from './market-measures.js';
import { NAIVE_PROJECTS } from './project-measures.js';
import { adding, type Line, type Naive, netting, type Part, rows, standing } from './parts.js';
import type { Row } from './row.js';
import type { Told } from './rows.js';

/** An enterprise is one in all divisions by its credit code, without one in each. */
const enterprises = (part: Part): Part => ({
  ...part,
  different: ({ row, creditCode }) =>
    row.enterprise_id === null ? [] : [creditCode ?? `${row.division}|${row.enterprise_id}`],
});

/** Values that are different ones in different divisions. */
const values = (part: Part, of: (told: Told, found: readonly Told[]) => readonly unknown[]): Part => ({
  ...part,
  different: (told, found) => of(told, found).map((value) => `${told.row.division}|${String(value)}`),
});

const money = (...conditions: readonly Condition[]): Line => ({ ledger: 'funding', month: 'date', where: conditions });
const received = (...levels: readonly string[]): Part =>
  netting(
    'amount',
    money(among('flow', '下达', '追加', '核减', '退回'), ...(levels.length === 0 ? [] : [among('level', ...levels)])),
  );
const paid = among('flow', '拨付');

const inBudget: Line = { ledger: 'funding', where: [], month: 'date', mustTell: ['budget', 'executed'] };

const hnte = among('type', '高新技术企业');
const tsme = among('type', '科技型中小企业');
const srdi = among('type', '专精特新中小企业', '专精特新“小巨人”企业');
const passed = among('result', '通过');
const decided = among('result', '通过', '未通过');
const application = (...conditions: readonly Condition[]): Line => ({
  ledger: 'qualification',
  about: [hnte],
  where: [hnte, ...conditions],
  month: 'appliedDate',
  needs: ['appliedDate', 'result'],
});
const certificate = (type: Condition): Line => ({
  ledger: 'qualification',
  about: [type],
  where: [type, notAmong('result', '未通过')],
  date: 'issuedDate',
  happened: [passed],
  over: ['revokedDate'],
  last: ['validUntil'],
});
const cultivated = among('type', '高新技术企业', '科技型中小企业', '专精特新中小企业', '专精特新“小巨人”企业');
const membership: Line = { ledger: 'pool', where: [], date: 'joinedDate', orYear: true, over: ['leftDate'] };

const event = (kinds: readonly string[], ...conditions: readonly Condition[]): Line => ({
  ledger: 'activity',
  where: [among('kind', ...kinds), ...conditions],
  month: 'date',
});
const anyEvent = (...conditions: readonly Condition[]): Line => ({
  ledger: 'activity',
  where: conditions,
  month: 'date',
});
const TRAINING = ['培训', '论坛'];
/** People of events that the bureau held; by its role those of all. */
const people = (kinds: readonly string[]): Naive => ({
  top: adding('people', event(kinds, notAmong('role', '组织参加'))),
  open: { by: 'role', naive: { top: adding('people', event(kinds)) } },
});
const IUR = ['产学研'];
const service: Line = { ledger: 'commissioner-service', where: [], month: 'date' };
const signed = [given('contractType'), notAmong('contractType', '未签订')];
const WAN = 10_000;

/** Who is named without an employer is the one of that name with an employer, if there is one in the year. */
function employerOf(person: Row, found: readonly Told[]): string {
  const [employer = ''] = found
    .filter(({ row }) => row.year === person.year && row['commissioner'] === person['commissioner'])
    .flatMap(({ row }) => (row['employer'] === null ? [] : [String(row['employer'])]))
    .toSorted();
  return employer;
}

/** Every indicator that is made from rows, worded anew. */
export const NAIVE: Readonly<Record<string, Naive>> = {
  ...NAIVE_INNOVATION,
  ...NAIVE_MARKET,
  ...NAIVE_PROJECTS,
  FUND_UPPER_TOTAL: { top: received('国家', '自治区', '市'), unit: WAN },
  FUND_NATIONAL: { top: received('国家'), unit: WAN },
  FUND_REGION: { top: received('自治区'), unit: WAN },
  FUND_CITY: { top: received('市'), unit: WAN },
  FUND_LOCAL: { top: received('本级'), unit: WAN },
  FUND_TOTAL: { top: received(), unit: WAN },
  FUND_DISBURSE_RATE: {
    top: adding('amount', { ...money(paid), about: [paid] }),
    bottom: received(),
    factor: 100,
  },
  FUND_EXECUTION_RATE: {
    top: adding('executed', { ...inBudget, where: [stated('budget')] }),
    bottom: adding('budget', { ...inBudget, where: [stated('executed')] }),
    factor: 100,
  },
  HNTE_RECOMMENDED: { top: enterprises(rows(application())) },
  HNTE_BATCHES: { top: values(rows(application(given('batch'))), ({ row }) => [row['batch']]) },
  HNTE_NEW: {
    top: rows({
      ledger: 'qualification',
      about: [hnte],
      where: [hnte, notTicked('renewal')],
      newOnly: true,
      date: 'issuedDate',
      happened: [passed],
    }),
  },
  TSME_TO_HNTE: {
    top: rows({
      ledger: 'qualification',
      about: [hnte],
      where: [hnte, notTicked('renewal')],
      newOnly: true,
      following: true,
      date: 'issuedDate',
      happened: [passed],
    }),
  },
  HNTE_RENEWED: {
    top: rows({
      ledger: 'qualification',
      about: [hnte],
      where: [hnte],
      renewed: true,
      date: 'issuedDate',
      happened: [passed],
    }),
  },
  HNTE_EXPIRING: {
    top: enterprises(
      rows({
        ledger: 'qualification',
        about: [hnte],
        where: [hnte, notAmong('result', '未通过'), blank('revokedDate')],
        date: 'validUntil',
      }),
    ),
  },
  HNTE_PASS_RATE: {
    top: enterprises(rows(application(passed))),
    bottom: enterprises(rows(application(decided))),
    factor: 100,
  },
  HNTE_STOCK: { top: enterprises(standing(certificate(hnte))) },
  TSME_COUNT: {
    top: enterprises(
      rows({
        ledger: 'qualification',
        about: [tsme],
        where: [tsme, notAmong('result', '未通过', '待定'), blank('revokedDate')],
        date: 'issuedDate',
        orYear: true,
      }),
    ),
  },
  POOL_COUNT: { top: enterprises(standing(membership)) },
  SRDI_COUNT: { top: enterprises(standing(certificate(srdi))) },
  ENT_CULTIVATED: { top: enterprises(standing(certificate(cultivated), membership)) },
  COMM_CONTRACTED: {
    top: values(
      rows({
        ledger: 'commissioner-contract',
        where: signed,
        month: 'signedDate',
      }),
      ({ row }, found) => [`${String(row['commissioner'])}|${row['employer'] ?? employerOf(row, found)}`],
    ),
  },
  COMM_IN_SERVICE: {
    top: values(
      standing(
        { ledger: 'commissioner-contract', where: [...signed, given('endDate')], date: 'startDate', last: ['endDate'] },
        {
          ledger: 'commissioner-contract',
          where: [...signed, given('endDate'), blank('startDate')],
          date: 'signedDate',
          last: ['endDate'],
        },
      ),
      ({ row }, found) => [`${String(row['commissioner'])}|${row['employer'] ?? employerOf(row, found)}`],
    ),
  },
  COMM_SERVICES: { top: adding('times', service) },
  COMM_DAYS: { top: adding('days', service) },
  COMM_TRAININGS: { top: adding('trainingSessions', service) },
  COMM_FARMERS: { top: adding('farmersTrained', service) },
  COMM_SERVED: { top: adding('households', service) },
  COMM_INCOME: { top: adding('income', service), unit: WAN },
  TRAIN_SESSIONS: { top: rows(event(TRAINING)) },
  TRAIN_PERSON_TIMES: people(TRAINING),
  TRAIN_ONLINE_SHARE: {
    top: rows(event(TRAINING, among('mode', '线上', '线上线下结合'))),
    bottom: rows(event(TRAINING, given('mode'))),
    factor: 100,
  },
  SCIPOP_EVENTS: { top: rows(event(['科普'])) },
  SCIPOP_PERSON_TIMES: people(['科普']),
  SCIPOP_MATERIALS: { top: adding('materials', event(['科普'])) },
  ROADSHOW_EVENTS: { top: rows(event(['路演', '对接会'])) },
  BANK_EVENTS: { top: rows(event(['银企对接'])) },
  IUR_EVENTS: { top: rows(event(IUR)) },
  IUR_PARTNERS: {
    top: values(rows(event(IUR)), ({ row }) => (row['partners'] as readonly string[] | null) ?? []),
  },
  EXPERT_SESSIONS: { top: rows(event(['专家咨询'])) },
  DUTY_PERSON_TIMES: { top: adding('people', event(['志愿服务', '专项工作'])) },
  ENT_VISITS: { top: rows(event(['调研'])) },
  VOLUNTEER_EVENTS: { top: rows(event(['志愿服务'])) },
  SCIPOP_DAYS: { top: adding('days', event(['科普'])) },
  SCIPOP_VOLUNTEERS: { top: adding('volunteers', event(['科普'])) },
  CONSULT_COUNT: { top: adding('consultations', anyEvent()) },
  POLICY_INTERPRETED: {
    top: values(rows(anyEvent(given('policies'))), ({ row }) => (row['policies'] as readonly string[] | null) ?? []),
  },
  PUBLICITY: { top: rows(anyEvent(given('channels'))) },
  DUTY_SHIFTS: { top: adding('shifts', event(['志愿服务', '专项工作'])) },
  ACT_TOTAL: { top: rows({ ledger: 'activity', where: [], month: 'date' }) },
  BASE_APPLIED: {
    top: rows(
      { ledger: 'base', where: [among('status', '推荐', '申报')], month: 'date' },
      { ledger: 'base', where: [among('status', '拟建', '认定', '建成', '撤销')], date: 'appliedDate' },
    ),
  },
  BASE_INTENT: { top: rows({ ledger: 'base', where: [among('status', '商讨')], month: 'date' }) },
  BASE_BUILT: {
    top: standing(
      {
        ledger: 'base',
        where: [among('status', '认定', '建成')],
        date: 'date',
        orYear: true,
        over: ['revokedDate'],
      },
      {
        ledger: 'base',
        where: [among('status', '撤销')],
        date: 'date',
        over: ['revokedDate'],
        ended: [among('status', '撤销')],
      },
    ),
  },
  PLANT_VARIETIES: {
    top: values(rows({ ledger: 'planting', where: [] }), ({ row }) => {
      const crop = saidIn(row, 'crop');
      return crop === null ? [] : [crop];
    }),
  },
  PLANT_AREA: { top: adding('area', { ledger: 'planting', where: [] }) },
};
