import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countPairs, medianRatio, runInTurn } from './run-in-turn.mjs';
import { runProcess, runProgram } from './run-process.mjs';
import { withSandbox } from './with-sandbox.mjs';

const listServer = fileURLToPath(new URL('list-server.mjs', import.meta.url));
const script = fileURLToPath(new URL('member-script.mjs', import.meta.url));

/** The first sync of a list of e-mail addresses, against the script that one would write by hand. */
export const memberSync = {
  name: 'member-sync',
  /** At small sizes start-up is most of it. */
  isForLargeSizes: true,
  async run({ folder, quick }) {
    const people = quick ? 200_000 : 5_000_000;
    const file = join(folder, 'crm.txt');
    await writeEmails(file, people);
    const ours = () => withList(folder, ({ env }) => sync(folder, env));
    const theirs = () => withList(folder, (list) => postAll(file, list));
    const [syncs, scripts] = await runInTurn(3, [ours, theirs], 150);
    const show = ({ seconds, megabytes }) =>
      `${seconds.toFixed(1)} s with ${megabytes?.toFixed(0) ?? '?'} MB`;
    const seconds = (runs) => runs.map((run) => run.seconds);
    return [
      {
        what: `first sync of ${people} e-mail addresses / a short script`,
        ratio: medianRatio(seconds(syncs), seconds(scripts)),
        goal: 1,
        aside: `${show(syncs[0])} and ${show(scripts[0])}, ${countPairs(syncs)}`,
      },
    ];
  },
};

const project =
  'version: 1\nname: bench\nplatform: retail-media\naccountId: "625702934721171442"\n';
const manifest = `segments:
  - name: CRM
    retailerId: "1234"
    contactList: { identifierType: Email, members: { source: crm.txt } }
`;

/** A sandbox with an empty list, of which both know the ID. What is sent to the list goes to a faster server. */
function withList(folder, use) {
  return withSandbox([], async (sandbox) => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'audiencectl.yaml'), project);
    await writeFile(join(folder, 'lists.yaml'), manifest);
    await rm(join(folder, '.audiencectl'), { recursive: true, force: true });
    return withListServer(sandbox.url, async (url) => {
      const env = { ...sandbox.env, AUDIENCECTL_API_URL: url };
      await runProgram(['apply', '--auto-approve'], { cwd: folder, env });
      const stats = ['members', 'stats', 'CRM', '--format', 'json'];
      const { stdout } = await runProgram(stats, { cwd: folder, env, keepsOutput: true });
      return use({ url, env, id: JSON.parse(stdout).id });
    });
  });
}

async function withListServer(sandbox, use) {
  const child = spawn(process.execPath, [listServer, sandbox], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(child.stdout, 'data');
    return await use(String(line).trim());
  } finally {
    child.kill('SIGKILL');
  }
}

function sync(folder, env) {
  return runProgram(['members', 'sync', 'CRM'], { cwd: folder, env, isWatched: true });
}

async function postAll(file, { url, id }) {
  const form = { grant_type: 'client_credentials', client_id: 'bench', client_secret: 'bench' };
  const body = new URLSearchParams(form);
  const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body });
  const { access_token: token } = await answer.json();
  const list = `${url}/2026-07/retail-media/audience-segments/${id}/contact-list/add-remove`;
  return runProcess(process.execPath, [script, file, list, token], { isWatched: true });
}

async function writeEmails(file, people) {
  const stream = createWriteStream(file);
  for (let start = 0; start < people; start += 10_000) {
    const lines = Array.from(
      { length: Math.min(10_000, people - start) },
      (_, each) => `Customer.${start + each}.${((start + each) * 7919) % 1000003}@Example.com`,
    );
    if (!stream.write(`${lines.join('\n')}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
}
