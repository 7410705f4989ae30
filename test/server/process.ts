import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const ROOT = join(import.meta.dirname, '../..');

type ServerChild = ChildProcessByStdio<null, Readable, Readable>;

/** The built server as a process of its own, as `npm start` runs it. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ServerChild;
  readonly output: () => string;
  ask<T>(query: string): Promise<T>;
  upload(
    name: string,
    content: Buffer | string,
    query: string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: { id?: string; url?: string } }>;
  /** Sends a signal and waits until the process has ended; its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** A data folder that other accounts can enter, as PostgreSQL needs under root. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-server-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Starts `dist/src/main.js` on a free port and waits until it says where it listens. */
export function startProcess(env: Record<string, string>, args: string[] = []): Promise<ServerProcess> {
  return listening(
    spawn(process.execPath, [join(ROOT, 'dist/src/main.js'), ...args], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] ?? '', PORT: '0', LOG_LEVEL: 'error', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** Waits until a process of the server, or one that runs it, says where it listens. */
export async function listening(child: ServerChild): Promise<ServerProcess> {
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = /台账已启动：(http:\S+)[^]*按 Ctrl-C 停止/u.exec(output);
      if (found !== null) resolve(found[1]!);
    };
    child.stdout.on('data', look);
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}:\n${output}`)));
  });
  return {
    url,
    child,
    output: () => output,
    ask: async <T>(query: string) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const body = (await response.json()) as { data?: T; errors?: { message: string }[] };
      if (body.errors !== undefined) throw new Error(body.errors.map((error) => error.message).join('\n'));
      return body.data!;
    },
    upload: async (name, content, query, headers = {}) => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
      const response = await fetch(`${url}/imports?${query}`, { method: 'POST', body: form, headers });
      return { status: response.status, body: (await response.json()) as { id?: string; url?: string } };
    },
    end: (signal) =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.on('exit', (code) => resolve(code));
        child.kill(signal);
      }),
  };
}
