#!/usr/bin/env node
// Measures contact-list members on this machine: hashing, syncing a million e-mails, and the delta
// of two long lists. `npm run build` first; `node scripts/bench-members.mjs [hash] [sync] [delta]`.
import { spawn } from 'node:child_process';
import { createHash, hash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const program = fileURLToPath(new URL('../dist/bin/audiencectl.js', import.meta.url));
const library = (name) => import(new URL(`../dist/src/members/${name}.js`, import.meta.url).href);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    emails: { type: 'string', default: '1000000' },
    digests: { type: 'string', default: '10000000' },
    pairs: { type: 'string', default: '15' },
  },
});
const emails = Number(values.emails);
const digests = Number(values.digests);
const chosen = positionals.length > 0 ? positionals : ['hash', 'sync', 'delta'];

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const email = (number) => `Customer.${number}.${(number * 7919) % 1000003}@Example.com`;
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** CPU milliseconds: other work on the machine disturbs them less than the time on the wall. */
function cpuOf(run) {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Ours is all that happens between a line and its digest; theirs are loops that keep nothing. */
async function benchHash() {
  const { collectMembers } = await library('collect-members');
  const { identifierRule } = await library('identifier-rule');
  const rule = identifierRule('Email', 'plain', 'hashed');
  const fields = Array.from({ length: 200_000 }, (_, number) => email(number));
  const ready = fields.map((field) => field.trim().toLowerCase());
  const bare = [];
  const normalised = [];
  let kept = 0;
  for (let pair = 0; pair < Number(values.pairs); pair += 1) {
    const ours = cpuOf(() => {
      const collector = collectMembers(rule, ({ count }) => {
        kept += count;
      });
      let line = 0;
      for (const field of fields) {
        line += 1;
        collector.take(field, line);
      }
      collector.finish();
    });
    const loop = cpuOf(() => {
      for (const text of ready) kept += hash('sha256', text).length;
    });
    const naive = cpuOf(() => {
      for (const field of fields) kept += hash('sha256', field.trim().toLowerCase()).length;
    });
    bare.push(ours / loop);
    normalised.push(ours / naive);
  }
  if (kept === 0) throw new Error('nothing was hashed');
  console.log(
    `hash: ${median(bare).toFixed(2)} of a loop of hash() over texts that are normal already`,
  );
  console.log(`hash: ${median(normalised).toFixed(2)} of a loop of trim, toLowerCase and hash()`);
}

/** Runs a command to its end and watches how large it grows. */
async function watch(command, args, options = {}) {
  const started = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let peak = 0;
  let stdout = '';
  let stderr = '';
  const look = () => {
    const status = statusOf(child.pid);
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1024);
  };
  const timer = setInterval(look, 20);
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
    look();
    options.onNote?.(String(text), child);
  });
  const [code] = await once(child, 'close');
  clearInterval(timer);
  return { code, stdout, stderr, seconds: (performance.now() - started) / 1000, megabytes: peak };
}

function statusOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

async function writeLines(file, count, lineOf) {
  const stream = createWriteStream(file);
  for (let start = 0; start < count; start += 10_000) {
    const block = [];
    for (let each = start; each < Math.min(count, start + 10_000); each += 1) {
      block.push(lineOf(each));
    }
    if (!stream.write(`${block.join('\n')}\n`)) await once(stream, 'drain');
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

async function benchSync(folder) {
  await writeFile(join(folder, 'audiencectl.yaml'), project);
  await writeFile(join(folder, 'manifest.yaml'), manifest);
  const crm = join(folder, 'crm.txt');
  await writeLines(crm, emails, email);
  const sandbox = spawn(process.execPath, [program, 'sandbox'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = /http:\S+/u.exec(String((await once(sandbox.stdout, 'data'))[0]))[0];
  const env = {
    ...process.env,
    AUDIENCECTL_API_URL: url,
    CRITEO_CLIENT_ID: 'a',
    CRITEO_CLIENT_SECRET: 'b',
  };
  const run = (args, options = {}) =>
    watch(process.execPath, [program, ...args], { cwd: folder, env, ...options });
  const sync = (options) => run(['members', 'sync', 'CRM', '--rate-limit', '100000'], options);
  const requests = async () => {
    const all = await (await fetch(`${url}/_sandbox/requests`)).json();
    return all.filter(({ path }) => path.endsWith('/add-remove'));
  };
  const forget = () => fetch(`${url}/_sandbox/requests`, { method: 'DELETE' });
  const tell = async (what, { code, seconds, megabytes }) => {
    const sent = await requests();
    const people = sent.reduce((sum, { body }) => sum + body.data.attributes.identifiers, 0);
    console.log(
      `sync: ${what}: exit ${code}, ${seconds.toFixed(1)} s, peak ${megabytes.toFixed(0)} MB, ${sent.length} chunks with ${people} identifiers`,
    );
    await forget();
  };
  try {
    await run(['apply', '--auto-approve']);
    await forget();
    await tell(`${emails} e-mails`, await sync());
    await tell('once more', await sync());
    const changed = Math.round(emails / 100);
    await writeLines(crm, emails, (number) => email(number < changed ? emails + number : number));
    await tell('1 % changed', await sync());

    await writeLines(crm, emails, (number) => email(number + 2 * emails));
    const kill = (_, child) => child.kill('SIGKILL');
    let runs = 0;
    let last = { code: null };
    const started = performance.now();
    while (last.code !== 0 && runs < 200) {
      runs += 1;
      const onNote = (text, child) => (/added/u.test(text) ? kill(text, child) : null);
      last = await run(
        ['members', 'sync', 'CRM', '--rate-limit', '100000', '--allow-member-removal'],
        {
          onNote,
        },
      );
    }
    const seconds = (performance.now() - started) / 1000;
    await tell(`everybody changed, killed after each chunk, ${runs} runs`, { ...last, seconds });
    const members = await (await fetch(`${url}/_sandbox/members`)).json();
    const [list] = Object.values(members);
    // The sandbox keeps the beginnings of digests of what it was sent.
    const wanted = createHash('sha256');
    const all = Array.from({ length: emails }, (_, each) =>
      sha256(sha256(email(each + 2 * emails).toLowerCase())),
    );
    for (const digest of all.map((each) => each.slice(0, 32)).sort()) wanted.update(digest);
    console.log(
      `sync: the list holds ${list.count}, ${list.fingerprint === wanted.digest('hex') ? 'exactly those of the source' : 'OTHERS THAN THE SOURCE'}`,
    );
  } finally {
    sandbox.kill();
  }
}

/** Two lists of digests of which one in a hundred differs: ours against sort -u, twice, and comm. */
async function benchDelta(folder) {
  const [before, after] = ['before.txt', 'after.txt'].map((name) => join(folder, name));
  const [one, two] = [createWriteStream(before), createWriteStream(after)];
  for (let start = 0; start < digests; start += 10_000) {
    const records = randomBytes(32 * 10_000);
    const lines = (bytes) =>
      Array.from({ length: 10_000 }, (_, each) => bytes.toString('hex', each * 32, each * 32 + 32));
    if (!one.write(`${lines(records).join('\n')}\n`)) await once(one, 'drain');
    randomBytes(32 * 100).copy(records);
    if (!two.write(`${lines(records).join('\n')}\n`)) await once(two, 'drain');
  }
  one.end();
  two.end();
  await Promise.all([once(one, 'close'), once(two, 'close')]);
  const self = fileURLToPath(import.meta.url);
  const ours = (step) =>
    watch(process.execPath, [self, step], { env: { ...process.env, BENCH_FOLDER: folder } });
  await ours('write-ledger');
  const delta = await ours('read-delta');
  const env = { ...process.env, LC_ALL: 'C' };
  const shell = (line) => watch('sh', ['-c', `exec ${line}`], { env });
  const sorts = [
    await shell(`sort -u -o ${before}.sorted ${before}`),
    await shell(`sort -u -o ${after}.sorted ${after}`),
  ];
  const comm = await shell(`comm -3 ${before}.sorted ${after}.sorted`);
  const seconds = [...sorts, comm].reduce((sum, each) => sum + each.seconds, 0);
  const megabytes = Math.max(...sorts.map((each) => each.megabytes), comm.megabytes);
  const show = (each) => `${each.seconds.toFixed(1)} s, ${each.megabytes.toFixed(0)} MB`;
  console.log(`delta: ${digests} against ${digests}: ${show(delta)} (${delta.stdout.trim()})`);
  console.log(
    `delta: sort -u twice and comm: ${show({ seconds, megabytes })} (${comm.stdout.split('\n').length - 1} lines differ)`,
  );
  console.log(
    `delta: ${(delta.seconds / seconds).toFixed(2)} of the time, ${(delta.megabytes / megabytes).toFixed(2)} of the memory`,
  );
}

/** The parts of ours that run in a process of their own, so that its memory can be watched. */
async function readList(folder, name, table, mark) {
  const { collectMembers } = await library('collect-members');
  const { identifierRule } = await library('identifier-rule');
  const { readSource } = await library('read-source');
  const collector = collectMembers(identifierRule('Email', 'sha256', 'hashed'), (batch) => {
    table.mark(batch, mark);
  });
  await readSource({ name, path: join(folder, name), column: null }, process.stdin, collector.take);
  collector.finish();
}

async function runStep(step, folder) {
  const place = { folder: join(folder, 'ledger'), list: 'retail-media/1', secret: null };
  if (step === 'write-ledger') {
    const { createMemberTable } = await library('create-member-table');
    const { writeLedger } = await library('write-ledger');
    const table = createMemberTable('sha256');
    await readList(folder, 'before.txt', table, 'held');
    await writeLedger(
      place,
      { identifierType: 'Email', sentForm: 'sha256', coverage: 'whole' },
      [table],
      [],
    );
    return;
  }
  const { readLedger } = await library('read-ledger');
  const { table } = await readLedger(place);
  await readList(folder, 'after.txt', table, 'wanted');
  console.log(`+${table.count('add')} −${table.count('remove')}`);
}

const step = chosen.find((each) => each === 'write-ledger' || each === 'read-delta');
if (step !== undefined) await runStep(step, process.env.BENCH_FOLDER);
else {
  const folder = await mkdtemp(join(tmpdir(), 'audiencectl-bench-'));
  try {
    if (chosen.includes('hash')) await benchHash();
    for (const [name, bench] of Object.entries({ sync: benchSync, delta: benchDelta })) {
      if (!chosen.includes(name)) continue;
      await mkdir(join(folder, name));
      await bench(join(folder, name));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
