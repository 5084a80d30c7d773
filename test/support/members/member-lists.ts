import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { beginLedger } from '../../../src/members/begin-ledger.ts';
import { ledgerFolder } from '../../../src/members/ledger/folder/ledger-folder.ts';
import { type ServedSandbox, serveSandbox } from '../../../src/sandbox/serve-sandbox.ts';
import { systemClock } from '../../../src/system-clock.ts';
import { projectFile, writeFiles } from '../a-folder.ts';
import { credentials } from '../a-project.ts';
import { type CliRun, program, runCli } from '../run-cli.ts';

/** Contact lists of a sandbox that stand ready, each to be filled by one case of a table. */
export interface MemberLists {
  /**
   * A list that nobody has filled, in a folder of its own with the ledger that says so.
   * @param ledgerKey what that is encrypted with; null where it is not.
   */
  readonly take: (identifierType?: string, ledgerKey?: string | null) => Promise<TestList>;
}

export interface TestList {
  readonly name: string;
  readonly folder: string;
  /** Writes the manifest of this list alone. @param members as it stands behind `members:`. */
  readonly declare: (members: string) => Promise<void>;
  readonly write: (files: Readonly<Record<string, string | Buffer>>) => Promise<void>;
  /** For a shell, which has `audiencectl` as a function, and the ID of the list as LIST. */
  readonly environment: () => Readonly<Record<string, string>>;
  /** Runs a command line in the folder; words are parted by blanks, and LIST is the list. */
  readonly run: (line: string, env?: Readonly<Record<string, string>>) => Promise<CliRun>;
  /** How many are on it, and one value for all of them; none for a list that was sent nobody. */
  readonly remote: () => { readonly count: number; readonly fingerprint: string };
}

/** Call it once in a file of tests. @param most how many lists of each type are taken. */
export function withMemberLists(most: Readonly<Record<string, number>>): MemberLists {
  let served: ServedSandbox;
  let home = '';
  const taken = new Map<string, number>();
  const ids = new Map<string, string>();
  const name = (type: string, number: number) => `${type} ${number}`;
  const env = () => ({ ...credentials, AUDIENCECTL_API_URL: served.url });

  beforeAll(async () => {
    served = await serveSandbox({ port: 0 });
    home = await mkdtemp(join(tmpdir(), 'audiencectl-test-'));
    const segments = Object.entries(most).flatMap(([type, length]) =>
      Array.from(
        { length },
        (_, number) =>
          `  - { name: "${name(type, number)}", retailerId: 1, contactList: { identifierType: ${type} } }`,
      ),
    );
    await writeFiles(join(home, 'all'), {
      'audiencectl.yaml': projectFile,
      'all.yaml': `segments:\n${segments.join('\n')}\n`,
    });
    const { exitCode, stdout, stderr } = await runCli(
      ['apply', '--auto-approve', '--format', 'json'],
      { cwd: join(home, 'all'), env: env() },
    );
    if (exitCode !== 0) throw new Error(stderr);
    for (const { address, id } of JSON.parse(stdout).results) ids.set(address, id);
  }, 60_000);

  afterAll(async () => {
    await served.close();
    await rm(home, { recursive: true, force: true });
  });

  return {
    take: async (type = 'Email', ledgerKey = null) => {
      const number = taken.get(type) ?? 0;
      taken.set(type, number + 1);
      const own = name(type, number);
      const id = ids.get(`segment/${own}`);
      if (id === undefined) throw new Error('there are not so many lists');
      const folder = join(home, own);
      await writeFiles(folder, { 'audiencectl.yaml': projectFile });
      await beginLedger(
        { kind: 'segment', id },
        {
          ...{ platform: 'retail-media', ledgerKey, ledgerOldKey: null, clock: systemClock },
          ledgerFolder: ledgerFolder(join(folder, '.audiencectl/ledger'), served.url),
        },
      );
      return {
        name: own,
        folder,
        declare: (members) =>
          writeFiles(folder, {
            'lists.yaml': `segments:\n  - name: "${own}"\n    retailerId: 1\n    contactList:\n      identifierType: ${type}\n      members: ${members}\n`,
          }),
        write: async (files) => {
          for (const [path, bytes] of Object.entries(files)) {
            await mkdir(dirname(join(folder, path)), { recursive: true });
            await writeFile(join(folder, path), bytes);
          }
        },
        environment: () => ({
          ...env(),
          PATH: process.env['PATH'] ?? '',
          LIST: id,
          'BASH_FUNC_audiencectl%%': `() { "${process.execPath}" "${program}" "${'${@/LIST/$LIST}'}"; }`,
        }),
        run: (line, more = {}) =>
          runCli(
            // By its ID it is found at once among all the others.
            line.split(' ').map((word) => (word === 'LIST' ? id : word)),
            { cwd: folder, env: { ...env(), ...more } },
          ),
        remote: () => served.sandbox.members()[id] ?? remoteOf([]),
      };
    },
  };
}

/** What a sandbox tells of a list with these e-mail addresses, phone numbers, or SHA-256 digests of them. */
export function remoteOf(
  people: readonly string[],
): TestList['remote'] extends () => infer Told ? Told : never {
  const digests = people.map((person) => {
    const digest = /^[\da-f]{32}(?:[\da-f]{32})?$/u.test(person) ? person : sha256(person);
    return sha256(digest).slice(0, 32);
  });
  return fingerprintOf(digests);
}

/** The same for identifiers that are sent as they are. */
export function remoteOfTexts(texts: readonly string[]): ReturnType<typeof remoteOf> {
  return fingerprintOf(texts.map((text) => sha256(text).slice(0, 32)));
}

function fingerprintOf(digests: readonly string[]) {
  const distinct = [...new Set(digests)].sort();
  return { count: distinct.length, fingerprint: sha256(distinct.join('')) };
}

export function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
