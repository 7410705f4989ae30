const EVERY_MS = 20;

/** Resolves once the condition holds. It has no limit of time: a busy machine fails no test. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
}
