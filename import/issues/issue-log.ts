import type { Issue } from './issue.js';

/** How many issues of a run are kept, in all and of one code. */
const ISSUES_KEPT = 20_000;
const KEPT_OF_A_CODE = 2_000;

/** Collects the issues of a run: keeps the first of each code and counts all. */
export class IssueLog {
  readonly kept: Issue[] = [];
  readonly counts: Record<string, number> = {};
  #beyond = 0;

  add(issues: readonly Issue[]): void {
    for (const issue of issues) {
      this.counts[issue.code] = (this.counts[issue.code] ?? 0) + 1;
      if (this.counts[issue.code]! <= KEPT_OF_A_CODE && this.kept.length < ISSUES_KEPT) this.kept.push(issue);
      else this.#beyond += 1;
    }
  }

  /** The issues to list, with a last one that says how many are not. */
  listed(): readonly Issue[] {
    return this.#beyond === 0
      ? this.kept
      : [...this.kept, { code: 'ISSUES_NOT_LISTED', params: { count: this.#beyond } }];
  }
}
