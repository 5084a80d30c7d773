import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { program } from '../../support/run-cli.ts';

const example = fileURLToPath(new URL('../../../examples/marketing-solutions/', import.meta.url));

/** Prints which packages a process has loaded by the time that it ends. */
const listLoaded = `data:text/javascript,${encodeURIComponent(`
  import Module from 'node:module';
  process.on('exit', () => {
    const files = Object.keys(Module._cache).filter((file) => /node_modules.(ajv|re2js)/.test(file));
    process.stderr.write('LOADED ' + files.length + '\\n');
  });
`)}`;

async function loadedBy(args: readonly string[]): Promise<number> {
  const run = promisify(execFile)(process.execPath, ['--import', listLoaded, ...args], {
    cwd: example,
  });
  const { stderr } = await run.catch((error: { readonly stderr: string }) => error);
  return Number(/LOADED (\d+)/.exec(stderr)?.[1]);
}

test('a command over a project without a schema loads neither ajv nor re2js', async () => {
  expect(await loadedBy([program, 'validate'])).toBe(0);
});

test('what counts them would find them', async () => {
  const script = "require('ajv/dist/2020.js'); require('re2js')";
  expect(await loadedBy(['-e', script])).toBeGreaterThan(2);
});
