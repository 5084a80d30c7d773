import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeProjectTo } from './generate-project.mjs';
import { runProgram } from './run-process.mjs';
import { withSandbox } from './with-sandbox.mjs';

const itemsPerWrite = 10;
const membersPerChunk = 50_000;

/** How many requests are sent, against the fewest with which the API could be told as much. */
export const requests = {
  name: 'requests',
  async run({ folder, quick }) {
    const rows = [];
    for (const [platform, pageSize] of [
      ['retail-media', 500],
      ['marketing-solutions', 100],
    ]) {
      const place = join(folder, platform);
      await mkdir(place);
      const entities = quick ? 200 : 3000;
      const { snapshot } = await writeProjectTo(place, { platform, entities });
      rows.push(await countSnapshot(place, snapshot, pageSize));
      rows.push(await countApply(place, snapshot, pageSize));
    }
    await mkdir(join(folder, 'members'));
    return [...rows, ...(await countMembers(join(folder, 'members'), quick ? 60_000 : 500_000))];
  },
};

function rowOf(what, sent, least) {
  return { what, ratio: sent / least, goal: 1, aside: `${sent} sent, ${least} needed` };
}

function pagesOf(rows, pageSize) {
  return Math.max(1, Math.ceil(rows / pageSize));
}

/** A token and the pages; where the platform has segments of its own, they are asked for apart. */
function leastReads({ platform, segments, audiences }, pageSize) {
  const apart = platform === 'marketing-solutions' ? 1 : 0;
  return 1 + pagesOf(segments.length, pageSize) + pagesOf(audiences.length, pageSize) + apart;
}

function countSnapshot(place, snapshot, pageSize) {
  return withSandbox(['--data', join(place, 'snapshot.json')], async ({ env, takeRequests }) => {
    await runProgram(['snapshot', '--out', 'now.json'], { cwd: place, env });
    const sent = await takeRequests();
    const what = `snapshot of ${countOf(snapshot)} entities, ${snapshot.platform}`;
    return rowOf(what, sent.length, leastReads(snapshot, pageSize));
  });
}

async function countApply(place, snapshot, pageSize) {
  const empty = { ...snapshot, segments: [], audiences: [] };
  await writeFile(join(place, 'empty.json'), JSON.stringify(empty));
  return withSandbox(['--data', join(place, 'empty.json')], async ({ env, takeRequests }) => {
    await runProgram(['apply', '--auto-approve'], { cwd: place, env });
    const sent = await takeRequests();
    // One request of no items proves that audiences are written, before the first segment is.
    const least = leastReads(empty, pageSize) + 1 + leastWrites(snapshot);
    return rowOf(
      `apply that creates ${countOf(snapshot)}, ${snapshot.platform}`,
      sent.length,
      least,
    );
  });
}

/** A lookalike names its seed by ID, and an audience its segments, so that each is a step later. */
function leastWrites({ segments, audiences }) {
  const isLookalike = ({ attributes }) => attributes.type === 'Lookalike';
  const steps = [
    segments.filter((segment) => !isLookalike(segment)),
    segments.filter(isLookalike),
    audiences,
  ];
  return steps.reduce((sum, step) => sum + Math.ceil(step.length / itemsPerWrite), 0);
}

function countOf({ segments, audiences }) {
  return segments.length + audiences.length;
}

/** The chunks of a contact list: filled, filled again, and with one in a hundred exchanged. */
function countMembers(place, people) {
  return withSandbox([], async ({ env, takeRequests }) => {
    await writeFile(join(place, 'audiencectl.yaml'), project);
    await writeFile(join(place, 'segments.yaml'), manifest);
    await writeEmails(join(place, 'crm.txt'), people, 0);
    const run = (args) => runProgram(args, { cwd: place, env });
    await run(['apply', '--auto-approve']);
    const chunks = async () =>
      (await takeRequests()).filter(({ path }) => path.endsWith('/add-remove')).length;
    await chunks();
    await run(['members', 'sync', 'CRM']);
    const first = await chunks();
    const exchanged = people / 100;
    await writeEmails(join(place, 'crm.txt'), people, exchanged);
    await run(['members', 'sync', 'CRM']);
    const delta = await chunks();
    await run(['members', 'sync', 'CRM']);
    const again = await chunks();
    const perOperation = Math.ceil(exchanged / membersPerChunk);
    return [
      rowOf(`filling a list of ${people}`, first, Math.ceil(people / membersPerChunk)),
      rowOf('1 % of it exchanged, then nothing', delta + again, 2 * perOperation),
    ];
  });
}

async function writeEmails(file, people, from) {
  const stream = createWriteStream(file);
  for (let start = from; start < from + people; start += 10_000) {
    const count = Math.min(10_000, from + people - start);
    const lines = Array.from(
      { length: count },
      (_, each) => `customer.${start + each}@example.com`,
    );
    if (!stream.write(`${lines.join('\n')}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
}

const project = `version: 1
name: bench
platform: retail-media
accountId: "625702934721171442"
`;

const manifest = `segments:
  - name: CRM
    retailerId: "1234"
    contactList:
      identifierType: Email
      members: { source: crm.txt }
`;
