import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

import { transformSync } from '@swc/core';
import fc from 'fast-check';

const OPTIONS = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2023',
    experimental: { keepImportAttributes: true },
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

const TESTS = new URL('.', import.meta.url).href;
const ROOT = new URL('..', import.meta.url).href;

const GLOBALS = ['afterAll', 'afterEach', 'beforeAll', 'beforeEach', 'describe', 'expect', 'jest', 'test'];

// Stacks name the lines of the sources.
process.setSourceMapsEnabled(true);
// The runner prints an error's stack, not its cause.
fc.configureGlobal({ includeErrorInReport: true });

/** Has a worker of the tests read the sources themselves: `./x.js` is `./x.ts`, compiled by swc (`tsc` checks). */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@jest/globals') {
      return { url: 'jest:globals', format: 'module', shortCircuit: true };
    }
    if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.startsWith(ROOT)) {
      const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(source)) {
        if (source.href.startsWith(TESTS)) source.search = new URL(context.parentURL).search;
        return { url: source.href, format: 'module', shortCircuit: true };
      }
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (url === 'jest:globals') {
      return {
        format: 'module',
        shortCircuit: true,
        source: `const { ${GLOBALS.join(', ')} } = globalThis; export { ${GLOBALS.join(', ')} };`,
      };
    }
    const path = url.startsWith('file:') ? fileURLToPath(url.replace(/\?.*/, '')) : '';
    if (!path.endsWith('.ts') || path.includes('/node_modules/')) return next(url, context);
    const { code } = transformSync(readFileSync(path, 'utf8'), { ...OPTIONS, filename: path });
    return { format: 'module', shortCircuit: true, source: code };
  },
});
