import type { Severity } from '../issue.js';

interface IssueText {
  readonly severity: Severity;
  /** Chinese; `{name}` is filled from the issue's params, `{text}` and `{heading}` from the issue. */
  readonly message: string;
  /** Chinese: what the clerk can do. */
  readonly remedy: string;
}

/** Every issue there is: its stable code, its severity, what it says and what to do about it. */
export const ISSUES = {
  FILE_EMPTY: { severity: 'ERROR', message: '文件是空的。', remedy: '请确认文件保存成功后重新上传。' },
} as const satisfies Record<string, IssueText>;

export type IssueCode = keyof typeof ISSUES;
