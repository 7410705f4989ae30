import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { LEDGERS } from '../../../src/entities/ledgers/index.js';
import { READINGS, readingOf } from '../../../import/ledgers/index.js';
import { headingOf } from '../../../import/recognize/heading.js';
import { meaningsOf } from '../../../import/recognize/lexicon.js';

interface Spellings {
  readonly seen: readonly string[];
  readonly inferred: readonly string[];
}
const { fields } = JSON.parse(readFileSync('test/fixtures/header-synonyms.json', 'utf8')) as {
  fields: Record<string, Spellings>;
};

/** The names that a ledger's meanings have for a heading: field names, or roles where there is no field. */
function meaningsOfHeading(ledger: string, heading: string): string[] {
  const { name, remark, unit } = headingOf([heading]);
  const forms = [name, `${name}${unit?.name ?? ''}`, `${name}(${remark})`, `${name}${remark}`].map((form) =>
    form.toLowerCase(),
  );
  return meaningsOf(readingOf(ledger))
    .filter((meaning) => forms.some((form) => meaning.spellings.has(form)))
    .map((meaning) => meaning.field ?? meaning.role);
}

/** What the spellings collected from real sources mean to us: ledger and field, or role. */
const MEANINGS: Readonly<Record<string, readonly [ledger: string, meaning: string]>> = {
  'common.seq': ['project', 'sequence'],
  'common.batch': ['qualification', 'batch'],
  'common.remark': ['project', 'remark'],
  'org.name': ['qualification', 'enterprise'],
  'org.uscc': ['qualification', 'creditCode'],
  'org.industry': ['enterprise-year', 'industry'],
  'org.techField': ['project', 'field'],
  'org.contactPhone': ['project', 'personal'],
  'qual.certNo': ['qualification', 'certificateNo'],
  'qual.regNo': ['qualification', 'registrationNo'],
  'qual.validity': ['qualification', 'validUntil'],
  'qual.type': ['qualification', 'type'],
  'qual.authority': ['qualification', 'authority'],
  'project.no': ['project', 'no'],
  'project.name': ['project', 'name'],
  'project.type': ['project', 'type'],
  'project.leadOrg': ['project', 'leadOrganisation'],
  'project.partners': ['project', 'partners'],
  'project.leader': ['project', 'leader'],
  'project.leaderPhone': ['project', 'personal'],
  'project.dept': ['project', 'department'],
  'project.period': ['project', 'startDate'],
  'project.end': ['project', 'endDate'],
  'project.status': ['project', 'status'],
  'project.acceptDate': ['project', 'acceptedDate'],
  'project.acceptResult': ['project', 'acceptanceResult'],
  'fund.amount': ['funding', 'amount'],
  'fund.central': ['funding', 'amount'],
  'fund.region': ['funding', 'amount'],
  'fund.city': ['funding', 'amount'],
  'fund.local': ['funding', 'amount'],
  'fund.self': ['project', 'selfRaised'],
  'fund.allocDate': ['funding', 'date'],
  'fund.docNo': ['funding', 'documentNo'],
  'fund.source': ['funding', 'source'],
  'comm.name': ['commissioner-contract', 'commissioner'],
  'comm.type': ['commissioner-contract', 'kind'],
  'comm.unit': ['commissioner-contract', 'employer'],
  'comm.title': ['commissioner-contract', 'title'],
  'comm.specialty': ['commissioner-contract', 'specialty'],
  'comm.place': ['commissioner-contract', 'place'],
  'svc.content': ['commissioner-service', 'content'],
  'svc.days': ['commissioner-service', 'days'],
  'svc.newVarieties': ['commissioner-service', 'newVarieties'],
  'svc.newTech': ['commissioner-service', 'newTechnologies'],
  'svc.problems': ['commissioner-service', 'problemsSolved'],
  'svc.farmers': ['commissioner-service', 'farmersTrained'],
  'svc.sessions': ['commissioner-service', 'trainingSessions'],
  'svc.output': ['commissioner-service', 'output'],
  'svc.income': ['commissioner-service', 'income'],
  'svc.jobs': ['commissioner-service', 'jobs'],
  'svc.bases': ['commissioner-service', 'demonstrationBases'],
  'svc.households': ['commissioner-service', 'demonstrationHouseholds'],
  'act.title': ['activity', 'title'],
  'act.date': ['activity', 'date'],
  'act.venue': ['activity', 'venue'],
  'act.mode': ['activity', 'mode'],
  'act.organiser': ['activity', 'organiser'],
  'act.coOrganiser': ['activity', 'partners'],
  'act.enterprises': ['activity', 'enterprises'],
  'act.people': ['activity', 'people'],
  'act.materials': ['activity', 'materials'],
  'loan.demand': ['financing', 'demand'],
  'loan.bank': ['financing', 'bank'],
  'loan.purpose': ['financing', 'purpose'],
  'tc.no': ['tech-contract', 'registrationNo'],
  'tc.name': ['tech-contract', 'name'],
  'tc.regDate': ['tech-contract', 'registeredDate'],
  'tc.signDate': ['tech-contract', 'signedDate'],
  'tc.amount': ['tech-contract', 'amount'],
  'tc.techAmount': ['tech-contract', 'technologyAmount'],
  'tc.type': ['tech-contract', 'type'],
  'rd.expense': ['enterprise-year', 'rdExpense'],
  'rd.ratio': ['enterprise-year', 'ignored'],
  'rd.people': ['enterprise-year', 'rdPersonnel'],
  'rd.staff': ['enterprise-year', 'staff'],
  'target.indicator': ['target', 'indicator'],
  'target.value': ['target', 'text'],
  'target.unit': ['target', 'unit'],
  'target.actual': ['target', 'actual'],
  'target.rate': ['target', 'ignored'],
  'yoy.rate': ['observation', 'publishedRate'],
  'yoy.cur': ['observation', 'value'],
};

/** Spellings that mean another field than those beside them. */
const OTHERWISE: Readonly<Record<string, string>> = Object.fromEntries(
  ['R&D经费', 'R&D经费内部支出', 'R&D经费支出', 'R&D投入', '研究与试验发展经费'].map((heading) => [
    heading,
    'rdExpenditure',
  ]),
);

describe('headings collected from real bureaus mean what they meant there', () => {
  test.each(Object.entries(MEANINGS))('%s: %j', (source, [ledger, meaning]) => {
    const spellings = fields[source];
    const lost = [...(spellings?.seen ?? []), ...(spellings?.inferred ?? [])].filter(
      (heading) => !meaningsOfHeading(ledger, heading).includes(OTHERWISE[heading] ?? meaning),
    );
    expect(lost).toEqual([]);
  });

  test('none of the 603 is unknown to every ledger', () => {
    const headings = Object.values(fields).flatMap(({ seen, inferred }) => [...seen, ...inferred]);
    expect(headings).toHaveLength(603);
    expect(
      headings.filter((heading) =>
        READINGS.every((reading) => meaningsOfHeading(reading.ledger.id, heading).length === 0),
      ),
    ).toEqual([]);
  });
});

test('every ledger is read, and every reading names fields of its ledger', () => {
  expect(READINGS.map((reading) => reading.ledger.id)).toEqual(LEDGERS.map((ledger) => ledger.id));
  for (const reading of READINGS) {
    const names = Object.keys(reading.ledger.fields);
    expect(names).toEqual(expect.arrayContaining(Object.keys(reading.fields)));
    expect(names).toEqual(expect.arrayContaining([...reading.required.flat(), ...reading.telling]));
    expect(names.filter((name) => reading.fields[name] === undefined)).toEqual([]);
  }
});
