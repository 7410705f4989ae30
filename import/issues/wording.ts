import type { Issue } from './issue.js';
import type { Severity } from './issue-text.js';
import { address } from '../text/address.js';
import { answerText } from './answers.js';
import { ISSUES } from './catalogue.js';

/** An issue in the words of the public contract. */
export interface WordedIssue {
  readonly severity: Severity;
  readonly code: string;
  readonly sheet: string | null;
  readonly row: number | null;
  readonly address: string | null;
  readonly heading: string | null;
  readonly text: string | null;
  readonly message: string;
  readonly remedy: string | null;
}

/** How long a cell's text may be in an issue, in characters. */
const TEXT_LIMIT = 200;

/** Puts an issue into words: the catalogue's message and remedy with the issue's parameters filled in. */
export function wordIssue(issue: Issue): WordedIssue {
  const { severity, message, remedy } = ISSUES[issue.code];
  const words: Record<string, string | number> = {
    // The issue stands beside its cell.
    where: '',
    ...issue.params,
    text: issue.text === undefined ? '' : clip(issue.text),
    heading: issue.heading ?? '',
    sheet: issue.params?.['sheet'] ?? issue.sheet ?? '',
  };
  const fill = (template: string) =>
    template.replace(/\{(\w+)\}/gu, (whole, name: string) => (name in words ? String(words[name]) : whole));
  return {
    severity,
    code: issue.code,
    sheet: issue.sheet ?? null,
    row: issue.row ?? null,
    address: issue.row === undefined || issue.column === undefined ? null : address(issue.row, issue.column),
    heading: issue.heading ?? null,
    text: issue.text === undefined ? null : clip(issue.text),
    message: fill(message),
    remedy: remedy === '' ? null : fill(remedy) + answerText(issue),
  };
}

function clip(text: string): string {
  // NUL cannot be stored, and other control characters would garble a report.
  // oxlint-disable-next-line no-control-regex
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/gu, '�');
  return clean.length <= TEXT_LIMIT ? clean : `${clean.slice(0, TEXT_LIMIT)}…`;
}
