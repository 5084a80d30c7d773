import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Runs a program and tells what it wrote.
 * @throws Error with all that it wrote, when it ends with anything but 0.
 */
export async function run(program, args, { cwd, node }) {
  const path = node === undefined ? [] : [join(node, '..')];
  const env = { ...process.env, PATH: [...path, process.env.PATH].join(delimiter) };
  // What npm hands on to scripts would steer the npm that is started here.
  for (const name of Object.keys(env)) if (/^npm_/i.test(name)) delete env[name];
  try {
    return await execute(program, args, { cwd, env, maxBuffer: 64 * 2 ** 20 });
  } catch (error) {
    const output = `${error.stdout ?? ''}${error.stderr ?? ''}`.trim();
    throw new Error(`${[program, ...args].join(' ')} in ${cwd}: ${error.message}\n${output}`);
  }
}
