import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeProjectTo } from './generate-project.mjs';
import { measurePace } from './measure-pace.mjs';
import { median } from './median.mjs';
import { bundleModules } from './product.mjs';
import { countPairs, medianRatio, runInTurn } from './run-in-turn.mjs';
import { runProgram } from './run-process.mjs';
import { withSandbox } from './with-sandbox.mjs';

const entities = 50;
/** Garbage is collected as if memory were short, so that what is measured is what is held. */
const narrowHeap = '--max-old-space-size=80';
const every = 'clients/*/audiencectl.yaml';

/**
 * What `--each` saves beside a process for each project, how its memory grows with their number, and how close many
 * projects of one application come to the pace of its limit.
 */
export const manyProjects = {
  name: 'many-projects',
  async run({ folder, quick }) {
    const [few, many] = quick ? [5, 20] : [20, 200];
    const fewFolder = await writeFleet(join(folder, 'few'), few);
    const manyFolder = await writeFleet(join(folder, 'many'), many);
    const rows = await withSandbox([], async ({ env }) => {
      const plan = ['plan', '--quiet', '--each', every, '--format', 'json'];
      const memoryOf = async (cwd) => {
        const watched = { cwd, env: { ...env, NODE_OPTIONS: narrowHeap }, isWatched: true };
        return (await runProgram(plan, watched)).megabytes;
      };
      const [least, most] = [await memoryOf(fewFolder), await memoryOf(manyFolder)];
      const together = async () => (await runProgram(plan, { cwd: manyFolder, env })).seconds;
      const alone = async () => {
        const started = performance.now();
        for (let index = 0; index < few; index += 1) {
          const args = ['plan', '--quiet', '--project', `clients/c${index}/audiencectl.yaml`];
          await runProgram(args, { cwd: manyFolder, env });
        }
        return (performance.now() - started) / 1000 / few;
      };
      const [large, one] = await runInTurn(3, [together, alone], 90);
      return [
        {
          what: `plan of ${many} projects / as many processes one after another`,
          ratio: medianRatio(large, one) / many,
          goal: 0.25,
          aside: `${median(large).toFixed(1)} s and ${many} times ${median(one).toFixed(2)} s, ${countPairs(large)}`,
        },
        {
          what: `plan of ${many} projects / of ${few}, memory`,
          goal: 1.3,
          aside: `${most?.toFixed(0) ?? '?'} and ${least?.toFixed(0) ?? '?'} MB`,
          ...(least === null
            ? { ratio: null, missing: 'the system does not tell' }
            : { ratio: most / least }),
        },
      ];
    });
    return [...rows, await paceOfMany(folder, quick ? 120 : 200)];
  },
};

/** Projects of accounts of their own. */
async function writeFleet(folder, count) {
  await mkdir(join(folder, '.git'), { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const project = join(folder, 'clients', `c${index}`);
    await mkdir(project, { recursive: true });
    await writeProjectTo(project, { platform: 'retail-media', entities });
    const file = join(project, 'audiencectl.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/accountId: .*/u, `accountId: "${600_000 + index}"`));
  }
  return folder;
}

/** Snapshots of many accounts of one application. */
async function paceOfMany(folder, accounts) {
  const modules = ['index', 'remote/create-remote-reader'];
  const library = await import(pathToFileURL(await bundleModules(folder, modules)).href);
  const { createRemoteReader, createRemoteSharing } = library;
  const versions = { apiVersion: '2026-07', audienceApiVersion: 'experimental' };
  return measurePace(library, { limit: 100 }, `${accounts} accounts`, async (optionsFor) => {
    const sharing = createRemoteSharing();
    const readers = Array.from({ length: accounts }, (_, index) => {
      const account = { platform: 'retail-media', scopeId: `${600_000 + index}`, ...versions };
      return createRemoteReader({ ...optionsFor(account), sharing });
    });
    const started = performance.now();
    await Promise.all(readers.map((reader) => reader.readSnapshot()));
    return (performance.now() - started) / 1000;
  });
}
