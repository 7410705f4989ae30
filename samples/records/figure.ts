/** A figure as the bureau knows it: exact, rounded (余, 约, 近), masked (`*`), unknown (不详), or none (`/`) where null without a flag. */
export interface Figure {
  readonly value: number | null;
  readonly flag?: 'approximate' | 'masked' | 'unknown';
}

/** A figure known exactly. */
export const exact = (value: number): Figure => ({ value });

/** A figure known roughly. */
export const approximate = (value: number): Figure => ({ value, flag: 'approximate' });

/** A figure that is kept secret. */
export const MASKED: Figure = { value: null, flag: 'masked' };

/** A figure that nobody knows. */
export const UNKNOWN: Figure = { value: null, flag: 'unknown' };

/** No figure: the question does not arise. */
export const NONE: Figure = { value: null };

/** The sum of what is known. */
export function sum(figures: readonly Figure[]): number {
  return figures.reduce((total, figure) => total + (figure.value ?? 0), 0);
}
