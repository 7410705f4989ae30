import { among, blank, given, notAmong, positive, within } from './conditions.js';
import { adding, type Line, type Naive, rows, standing } from './parts.js';

const project = (line: Omit<Line, 'ledger'>): Line => ({ ledger: 'project', ...line });
const NOT_ACCEPTED = ['未通过', '待定', '延期'];
const accepted = notAmong('acceptanceResult', ...NOT_ACCEPTED);
const approved = notAmong('status', '未立项');
const reviewed = notAmong('status', '评审中');
const granted = among('status', '立项', '签约', '实施', '中期', '调整', '验收', '存档', '延期');
const approvedProjects = project({ date: 'approvedDate', where: [approved], happened: [granted] });

const due = [notAmong('status', '未立项', '终止'), blank('endedDate')];
const funded: Line = project({ date: 'approvedDate', where: [approved, positive('grant')], elsewhere: ['grant'] });
const isOver = [among('status', '终止', '验收', '存档'), among('acceptanceResult', '通过')];

/** The indicators of projects, worded anew. */
export const NAIVE_PROJECTS: Readonly<Record<string, Naive>> = {
  FUND_PER_PROJECT: { top: adding('grant', funded), bottom: rows(funded), unit: 10_000 },
  PROJ_APPLIED: { top: rows(project({ date: 'appliedDate', where: [] })) },
  PROJ_JOINT: { top: rows(project({ date: 'appliedDate', where: [given('partners')] })) },
  PROJ_APPROVED: { top: rows(approvedProjects) },
  PROJ_APPROVAL_RATE: {
    top: rows(project({ date: 'appliedDate', where: [reviewed, given('approvedDate'), approved] })),
    bottom: rows(project({ date: 'appliedDate', where: [reviewed] })),
    factor: 100,
  },
  PROJ_SIGNED: { top: rows(project({ date: 'signedDate', where: [] })) },
  PROJ_ACTIVE: {
    top: standing(
      project({ date: 'signedDate', where: [accepted], over: ['acceptedDate', 'endedDate'], ended: isOver }),
      project({
        date: 'signedDate',
        where: [among('acceptanceResult', ...NOT_ACCEPTED)],
        over: ['endedDate'],
        ended: [among('status', '终止')],
      }),
    ),
  },
  PROJ_ACCEPTED: { top: rows(project({ date: 'acceptedDate', where: [accepted] })) },
  PROJ_ACCEPT_RATE: {
    top: rows(project({ date: 'endDate', where: [...due, accepted, within('acceptedDate', 6, 'endDate')] })),
    bottom: rows(project({ date: 'endDate', where: due })),
    factor: 100,
  },
  PROJ_OVERDUE: {
    top: standing(
      project({
        date: 'endDate',
        after: true,
        where: [approved, accepted],
        over: ['acceptedDate', 'endedDate'],
        ended: isOver,
      }),
      project({
        date: 'endDate',
        after: true,
        where: [approved, among('acceptanceResult', ...NOT_ACCEPTED)],
        over: ['endedDate'],
        ended: [among('status', '终止')],
      }),
    ),
  },
};
