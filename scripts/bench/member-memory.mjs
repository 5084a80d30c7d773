import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleModules } from './product.mjs';
import { runProcess } from './run-process.mjs';

const stepFile = fileURLToPath(new URL('member-delta-step.mjs', import.meta.url));
const script = fileURLToPath(new URL('member-script.mjs', import.meta.url));

/**
 * What lists of very different lengths take: the most memory of a first sync and a delta, and the time of
 * the first sync beside that of a script that does nothing but hash and post.
 */
export const memberMemory = {
  name: 'member-memory',
  /** Short lists are in memory as a whole. */
  isForLargeSizes: true,
  async run({ folder, quick }) {
    const modules = [
      'members/source/member-source',
      'members/plan-members',
      'members/sync-members',
    ];
    const bundle = await bundleModules(folder, modules);
    const sizes = quick ? [100_000, 200_000] : [1_000_000, 5_000_000, 50_000_000];
    const measured = [];
    await withSink(async (url) => {
      for (const size of sizes) {
        measured.push(await measure(join(folder, String(size)), size, { bundle, url }));
      }
    });
    const [least, ...longer] = measured;
    return [
      ...measured.map(({ size, first, peer }) => ({
        what: `first sync of ${size} e-mail addresses / a short script, time`,
        ratio: first.seconds / peer.seconds,
        goal: 1.2,
        aside: `${show(first)} and ${show(peer)}`,
      })),
      ...longer.map((each) => compareMemory(each, least)),
    ];
  },
};

function compareMemory(one, least) {
  const row = {
    what: `first sync and delta of ${one.size} / of ${least.size}, memory`,
    goal: 1.3,
    aside: `${one.megabytes.toFixed(0)} and ${least.megabytes.toFixed(0)} MB; delta in ${one.delta.seconds.toFixed(0)} s`,
  };
  return one.megabytes > 0
    ? { ...row, ratio: one.megabytes / least.megabytes }
    : { ...row, ratio: null, missing: 'the system does not tell' };
}

function show({ megabytes, seconds }) {
  return `${seconds.toFixed(1)} s with ${megabytes?.toFixed(0) ?? '?'} MB`;
}

async function measure(folder, size, { bundle, url }) {
  await mkdir(folder);
  const file = join(folder, 'before.txt');
  const run = (...args) => runProcess(process.execPath, args, { isWatched: true });
  await writeEmails(file, size);
  const peer = await run(script, file, url, 'no-token');
  const first = await run(stepFile, 'write-ledger', folder, bundle, 'plain', url);
  await exchange(file, Math.floor(size / 100));
  const delta = await run(stepFile, 'sync-before', folder, bundle, 'plain', url);
  await rm(folder, { recursive: true });
  const megabytes = Math.max(first.megabytes ?? 0, delta.megabytes ?? 0);
  return { size, peer, first, delta, megabytes };
}

/** A server that takes whatever comes, so that it costs both sides the same. */
async function withSink(use) {
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => response.end('{}'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await use(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Addresses of one length, a line each. */
async function writeEmails(file, size) {
  const stream = createWriteStream(file);
  for (let start = 0; start < size; start += 10_000) {
    if (!stream.write(emailLines('customer', start, 10_000))) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
}

/** Puts others in the place of the first ones. */
async function exchange(file, count) {
  const handle = await open(file, 'r+');
  for (let start = 0; start < count; start += 10_000) {
    const lines = emailLines('newcomer', start, Math.min(10_000, count - start));
    await handle.write(lines, start * (lines.length / Math.min(10_000, count - start)));
  }
  await handle.close();
}

function emailLines(name, start, count) {
  return Array.from(
    { length: count },
    (_, each) => `${name}.${String(start + each).padStart(9, '0')}@example.com\n`,
  ).join('');
}
