import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasCommand } from './has-command.mjs';
import { bundleModules } from './product.mjs';
import { countPairs, medianRatio, runInTurn } from './run-in-turn.mjs';
import { runProcess } from './run-process.mjs';

const stepFile = fileURLToPath(new URL('member-delta-step.mjs', import.meta.url));

const modules = ['members/source/member-source', 'members/plan-members', 'members/sync-members'];

/** What to add and what to remove, between a ledger and a list of which one in a hundred differs. */
export const memberDelta = {
  name: 'member-delta',
  /** At small sizes start-up is most of it. */
  isForLargeSizes: true,
  async run({ folder, quick }) {
    const digests = quick ? 500_000 : 10_000_000;
    await writeLists(folder, digests);
    const bundle = await bundleModules(folder, modules);
    const runStep = (step, options) =>
      runProcess(process.execPath, [stepFile, step, folder, bundle], options);
    await runStep('write-ledger');
    const ours = () => runStep('read-delta', { isWatched: true });
    const what = `delta of two lists of ${digests} / sort -u twice and comm`;
    const goals = [
      { what: `${what}, time`, goal: 0.4 },
      { what: `${what}, memory`, goal: 0.45 },
    ];
    const missing = ['sort', 'comm'].filter((name) => !hasCommand(name));
    if (missing.length > 0) {
      const aside = show(await ours());
      const reason = `${missing.join(' and ')} not installed`;
      return goals.map((row) => ({ ...row, ratio: null, missing: reason, aside }));
    }
    const [deltas, sorts] = await runInTurn(3, [ours, () => sortAndCompare(folder)], 75);
    const aside = `${show(deltas[0])} and ${show(sorts[0])}, ${countPairs(deltas)}`;
    const ratio = (figure) =>
      medianRatio(
        deltas.map((each) => each[figure]),
        sorts.map((each) => each[figure]),
      );
    return [
      { ...goals[0], ratio: ratio('seconds'), aside },
      { ...goals[1], ratio: deltas[0].megabytes === null ? null : ratio('megabytes'), aside },
    ];
  },
};

async function sortAndCompare(folder) {
  const env = { ...process.env, LC_ALL: 'C' };
  const [before, after] = ['before.txt', 'after.txt'].map((name) => join(folder, name));
  const run = (command, args) => runProcess(command, args, { env, isWatched: true });
  const temporary = ['-T', folder];
  const parts = [
    await run('sort', [...temporary, '-u', '-o', `${before}.sorted`, before]),
    await run('sort', [...temporary, '-u', '-o', `${after}.sorted`, after]),
    await run('comm', ['-3', `${before}.sorted`, `${after}.sorted`]),
  ];
  await Promise.all([before, after].map((file) => rm(`${file}.sorted`)));
  return {
    seconds: parts.reduce((sum, { seconds }) => sum + seconds, 0),
    megabytes: Math.max(...parts.map(({ megabytes }) => megabytes)),
  };
}

function show({ seconds, megabytes }) {
  return `${seconds.toFixed(1)} s with ${megabytes?.toFixed(0) ?? '?'} MB`;
}

/** Two lists of random digests in hex, a line each. */
async function writeLists(folder, digests) {
  const streams = ['before.txt', 'after.txt'].map((name) => createWriteStream(join(folder, name)));
  const block = 10_000;
  for (let start = 0; start < digests; start += block) {
    const records = randomBytes(32 * block);
    await writeLines(streams[0], records);
    randomBytes((32 * block) / 100).copy(records);
    await writeLines(streams[1], records);
  }
  for (const stream of streams) {
    stream.end();
    await once(stream, 'close');
  }
}

async function writeLines(stream, records) {
  const hex = records.toString('hex');
  const lines = [];
  for (let at = 0; at < hex.length; at += 64) lines.push(hex.slice(at, at + 64));
  if (!stream.write(`${lines.join('\n')}\n`)) await once(stream, 'drain');
}
