import { readFileSync, statSync } from 'node:fs';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { systemErrorCode } from '../../disk/system-error-code.ts';
import { exitCodes } from '../process/exit-codes.ts';
import { readCompiled, writeCompiled } from './compiled-code.ts';
import type { CompiledPlace } from './compiled-place.ts';
import { limitInlining } from './limit-inlining.ts';
import { tagOfEngine } from './tag-of-engine.ts';

type Exports = Readonly<Record<string, unknown>>;

/** What a script gets: its place, how it loads other parts, and what the part that it needs exports. */
type Part = (place: string, load: (path: string) => Promise<unknown>, needed: Exports) => Exports;

/** Node.js has the first for a cache of its own. Code that is kept says less of which lines were run. */
const isOff = 'NODE_DISABLE_COMPILE_CACHE' in env || 'NODE_V8_COVERAGE' in env;

let use = 'any';

/**
 * To be called before any part is loaded: V8 takes code for its own only if it was made with the same settings.
 *
 * @param name the command that is run: the code that is kept is what such a run uses
 * @param isBrief whether it reads and compares much, once
 */
export function prepareRun(name: string, isBrief: boolean): void {
  use = name;
  if (isBrief) limitInlining();
}

/**
 * Runs a part of the program, with the code that V8 made of it in an earlier run.
 *
 * @param name of its file, without `.script.js`
 * @param place the URL of a file beside it
 * @throws an error like that of Node.js for a module that is not there
 */
export function loadScript(
  name: string,
  place: string,
  load: Parameters<Part>[1],
  needed: Exports = {},
): Exports {
  const filename = fileURLToPath(new URL(`./${name}.script.js`, place));
  const source = readPart(filename);
  const folder = fileURLToPath(new URL('../compiled', place));
  const tag = isOff ? null : ownTag();
  const compiled = tag === null ? null : { folder, part: `${name}-${use}`, tag, program: filename };
  const known = compiled === null ? null : readCompiled(compiled, source);
  const script = readScript(filename, source, known?.code);
  const isUsed = known !== null && script.cachedDataRejected !== true;
  if (compiled !== null && !(isUsed && known.isWhole)) keepAtExit(script, compiled, source, isUsed);
  const run: Part | undefined = script.runInThisContext();
  // The rest of the part may be missing, too.
  if (typeof run !== 'function') throw notWhole(filename);
  return run(place, load, needed);
}

/** Other versions and settings make other code. Null where it is not known what runs this. */
function ownTag(): string | null {
  const { version, arch, execPath: path } = process;
  try {
    const { size, mtimeMs } = statSync(path);
    return tagOfEngine({ v8: cachedDataVersionTag(), version, arch, path, size, mtimeMs });
  } catch {
    return null;
  }
}

function readScript(filename: string, source: Buffer, cachedData: Buffer | undefined): Script {
  try {
    return new Script(source.toString('latin1'), {
      filename,
      ...(cachedData ? { cachedData } : {}),
    });
  } catch (cause) {
    throw notWhole(filename, cause);
  }
}

/**
 * By then, V8 has made what this run needed. A run that ends early needs little: what it keeps is made again by the first
 * run that comes to its end.
 */
function keepAtExit(script: Script, place: CompiledPlace, source: Uint8Array, isUsed: boolean) {
  process.once('exit', (exitCode) => {
    const isWhole = exitCode === exitCodes.done || exitCode === exitCodes.changes;
    if (isUsed && !isWhole) return;
    writeCompiled(place, source, isWhole, () => script.createCachedData());
  });
}

function readPart(filename: string): Buffer {
  try {
    return readFileSync(filename);
  } catch (cause) {
    if (systemErrorCode(cause) !== 'ENOENT') throw cause;
    throw notWhole(filename, cause);
  }
}

function notWhole(filename: string, cause?: unknown): Error {
  return Object.assign(new Error(`Cannot use '${filename}'`, { cause }), {
    code: 'MODULE_NOT_FOUND',
  });
}
