import { execFile } from 'node:child_process';

/** A program of somebody else's, and the Debian packages that bring it with all that it needs here. */
export interface Program {
  readonly command: string;
  readonly packages: readonly string[];
}

/** What a program printed. */
export interface Printed {
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end; throws with what it printed and the packages it needs where it fails or is not there. */
export function run({ command, packages }: Program, args: readonly string[], input = ''): Promise<Printed> {
  // Texts are UTF-8 whatever the machine's language is.
  const options = { maxBuffer: 256 * 1024 * 1024, env: { ...process.env, LC_ALL: 'C.UTF-8' } };
  return new Promise((resolve, reject) => {
    const child = execFile(command, [...args], options, (error, out, err) => {
      if (error === null) return resolve({ out, err });
      const why = error.code === 'ENOENT' ? 'is not installed' : `failed (${error.code ?? error.signal})`;
      return reject(failure(`${command} ${why}`, packages, `${err}${out}`));
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** The fault of a program that did not do what it should, with the packages that may be missing. */
export function failure(what: string, packages: readonly string[], printed: string): Error {
  const needed = `It needs the Debian packages ${packages.join(' ')}; .ci/packages lists all.`;
  return new Error(`${what}. ${needed}\n${printed}`);
}
