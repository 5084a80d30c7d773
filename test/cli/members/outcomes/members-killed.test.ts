/** Runs of `members sync` that are killed by the system, at any moment. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFile } from '../../../support/a-folder.ts';
import { credentials, type TestProject, withProject } from '../../../support/a-project.ts';
import { remoteOf } from '../../../support/members/member-lists.ts';
import { program } from '../../../support/run-cli.ts';

/** Two chunks; a ledger of 2 MB. */
const people = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, each) => `person${from + each}@example.com`).join('\n');
const sources = [people(0, 70_000), people(12_000, 80_000)] as const;
/** What the list is to be after each. */
const whole = sources.map((source) => remoteOf(source.split('\n')));

const files = {
  'audiencectl.yaml': projectFile,
  'lists.yaml': `defaults: { retailerId: "1234" }
segments:
  - name: CRM
    contactList:
      identifierType: Email
      members: { source: data/crm.txt }
`,
  'data/crm.txt': sources[0],
};

/** How often each kind of run is killed. */
const kills = Number(process.env['KILLS'] ?? 1);

const ledgers = ({ folder }: TestProject) => join(folder, '.audiencectl/ledger/127.0.0.1');

async function removeFiles(project: TestProject, ending: string): Promise<void> {
  for (const name of await readdir(ledgers(project))) {
    if (name.endsWith(ending)) await rm(join(ledgers(project), name));
  }
}

type Environment = Readonly<Record<string, string>>;

/** @returns milliseconds that it took; null where it was killed. */
async function runKilled(
  { folder, url }: TestProject,
  line: string,
  env: Environment,
  afterMs: number,
): Promise<number | null> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, ...line.split(' ')], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...credentials, AUDIENCECTL_API_URL: url, ...env },
    stdio: 'ignore',
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  const [, signal] = await once(child, 'close');
  clearTimeout(timer);
  return signal === 'SIGKILL' ? null : performance.now() - started;
}

interface Kind {
  readonly line: string;
  /** What comes before each run. */
  readonly before?: (project: TestProject) => Promise<unknown>;
  readonly env?: (number: number) => Environment;
}

const keyOf = (number: number) => String(number % 10).repeat(64);

const kinds: Readonly<Record<string, Kind>> = {
  'a first upload': {
    line: 'members sync CRM',
    before: ({ run }) => run('members clear CRM --auto-approve'),
  },
  'a delta': { line: 'members sync CRM' },
  'a list that is built anew': {
    line: 'members sync CRM --allow-members-rebuild',
    before: (project) => removeFiles(project, '.ledger'),
  },
  'a ledger that is written anew': {
    line: 'members sync CRM',
    env: (number) => ({
      AUDIENCECTL_LEDGER_KEY: keyOf(number),
      AUDIENCECTL_LEDGER_OLD_KEY: number === 0 ? 'none' : keyOf(number - 1),
    }),
  },
};

describe.each(Object.entries(kinds))('%s that is killed', (_, { line, before, env }) => {
  test(
    'is finished by the same command, and the list is as its source',
    () =>
      withProject({ files }, async (project) => {
        const { run, write, sandbox } = project;
        const membersOf = () => Object.values(sandbox.members())[0];
        await run('apply --auto-approve');
        // How long a run takes that nothing disturbs.
        const longest = (await runKilled(project, 'members sync CRM', {}, 120_000)) ?? 0;
        expect(membersOf()).toEqual(whole[0]);
        for (let number = 0; number < kills; number += 1) {
          const which = (number + 1) % 2;
          await write({ 'data/crm.txt': sources[which] ?? '' });
          await before?.(project);
          const variables = env?.(number) ?? {};
          const afterMs = longest * (0.2 + 0.7 * Math.random());
          await runKilled(project, line, variables, afterMs);
          // The lock of a dead run is believed for half a minute, which need not be waited for.
          await removeFiles(project, '.lock');
          const { exitCode, stderr } = await run(line, variables);
          expect({ afterMs, exitCode, stderr }).toMatchObject({ exitCode: 0 });
          expect(membersOf()).toEqual(whole[which]);
          const again = await run('members sync CRM', variables);
          expect(again.stdout).toMatch('Nothing to send.');
        }
      }),
    kills * 10_000 + 110_000,
  );
});
