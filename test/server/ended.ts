import { until } from '../until.js';
import type { ServerProcess } from './process.js';

/** A run of an import as far as tests look at it. */
export interface EndedRun {
  readonly state: string;
  readonly dryRun: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly issues: { readonly nodes: readonly { readonly code: string; readonly message: string }[] };
}

/** Waits until a run has ended. */
export async function ended(server: ServerProcess, id: string): Promise<EndedRun> {
  let run: EndedRun | null = null;
  await until(async () => {
    const answer = await server.ask<{ import: EndedRun | null }>(
      `{ import(id: "${id}") { state dryRun counts { created updated unchanged rejected skipped } issues { nodes { code message } } } }`,
    );
    run = answer.import;
    return run !== null && !['QUEUED', 'RUNNING'].includes(run.state);
  });
  return run!;
}
