/** The severity of an issue: an error rejects its row, sheet or file; a warning and an info do not. */
export type Severity = 'ERROR' | 'WARNING' | 'INFO';

/** What an issue of a code says. */
export interface IssueText {
  readonly severity: Severity;
  /** Chinese; `{name}` is filled from the issue's params, `{text}` and `{heading}` from the issue. */
  readonly message: string;
  /** Chinese: what the clerk can do. */
  readonly remedy: string;
}
