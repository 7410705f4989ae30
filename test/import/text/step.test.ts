import { expect, test } from '@jest/globals';
import { projectReading } from '../../../import/ledgers/project.js';
import { qualificationReading } from '../../../import/ledgers/qualification.js';
import { yearOfNumber } from '../../../import/text/number-year.js';
import { stepIn } from '../../../import/text/step.js';

test.each([
  ['2022年度区级科技计划项目立项名单', 'approvedDate'],
  ['2022年度科技计划项目申报汇总表', 'appliedDate'],
  ['2023年通过验收项目清单', 'acceptedDate'],
  ['2022年度已立项项目一览表', 'approvedDate'],
  ['2022年签订任务书项目', 'signedDate'],
  ['2022年度拟立项科技计划项目公示', null],
  ['2022年度科技计划项目立项公示名单', null],
  ['2022年度待验收项目', null],
  ['2022年度未立项项目', null],
  ['2022年度科技计划项目申报立项情况', null],
  ['2022年立项项目验收情况', null],
  ['2022年度科技计划项目汇总表', undefined],
])('“%s” says of its projects: %s', (title, date) => {
  const step = stepIn(projectReading.steps!, title);
  expect(step === null || step === undefined ? step : step.date).toBe(date);
});

test.each([
  ['2023年第一批高新技术企业备案名单', 'issuedDate'],
  ['2022年认定高新技术企业名单', 'issuedDate'],
  ['2022年推荐高新技术企业名单', 'appliedDate'],
  ['2022年高新技术企业认定申报汇总表', null],
  ['2022年拟认定高新技术企业名单', null],
  ['2022年高新技术企业认定台账', null],
  ['2022年高新技术企业名单', undefined],
])('“%s” says of its enterprises: %s', (title, date) => {
  const step = stepIn(qualificationReading.steps!, title);
  expect(step === null || step === undefined ? step : step.date).toBe(date);
});

test.each([
  ['区科发〔2021〕8号', 2021],
  ['内科发资字[2022]15号', 2022],
  ['财教（2020）152号', 2020],
  ['呼科字2021年第8号', 2021],
  ['GR202215000123', 2022],
  ['gr202399000001', 2023],
  ['202215010308001234', 2022],
  ['91150105MA0N12345X', null],
  ['区科发8号', null],
  ['区科发〔2021〕8号、区科发〔2022〕3号', null],
  ['2022', null],
  ['', null],
])('the number %s is of the year %s', (number, year) => {
  expect(yearOfNumber(number)).toBe(year);
});
