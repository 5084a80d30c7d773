/** What is typed at `members` may be an identifier of a person: nothing that is said repeats it. */
import { describe, expect, test } from '@jest/globals';
import { smallProject } from '../../../support/a-folder.ts';
import { credentials, withProject } from '../../../support/a-project.ts';
import { runCli } from '../../../support/run-cli.ts';

const identifiers = [
  'jane.doe@example.com',
  '+33 6 12 34 56 78',
  '0033612345678',
  'b4c9a289323b21a01c3e940f150eb9b8c542587f1abfd8f0e1cc1ffc5e475514',
  '5d41402abc4b2a76b9719d911017c592',
  '6F9619FF-8B86-D011-B42D-00CF4FC964FF',
  'customer-4711',
];

/** Every place where something can be typed; the rest of the line is as it should be. */
const lines: readonly (readonly [string, (it: string) => readonly string[]])[] = [
  ['the action', (it) => ['members', it]],
  ['the action, of another one', (it) => ['members', it, 'CRM Users 2025']],
  ...['sync', 'add', 'remove', 'clear', 'stats'].flatMap(
    (action): readonly (readonly [string, (it: string) => readonly string[]])[] => [
      [`members ${action} X`, (it) => ['members', action, it]],
      [`members ${action} LIST X`, (it) => ['members', action, 'CRM Users 2025', it]],
      [`members ${action} LIST X X`, (it) => ['members', action, 'CRM Users 2025', it, it]],
    ],
  ),
  ...[
    'source',
    'column',
    'identifier-type',
    'identifier-format',
    'gum-caller-id',
    'legacy-audience-id',
    'ledger',
    'rate-limit',
    'format',
    'timeout',
    'env',
    'project',
    'chdir',
    'var',
    'api-url',
    'data',
    'set',
  ].flatMap((option): readonly (readonly [string, (it: string) => readonly string[]])[] => [
    [`--${option} X`, (it) => ['members', 'add', 'CRM Users 2025', `--${option}`, it]],
    [
      `--${option}=X`,
      (it) => ['members', 'add', 'CRM Users 2025', `--${option}=${it}`, '--sandbox'],
    ],
  ]),
  ['--var KEY=X', (it) => ['members', 'add', 'CRM Users 2025', '--var', `key=${it}`]],
  ...['', 'variants.', 'accounts.', 'legacyAudiences='].map(
    (before): readonly [string, (it: string) => readonly string[]] => [
      `--set ${before}X`,
      (it) => ['members', 'add', 'CRM Users 2025', '--sandbox', '--set', `${before}${it}=1`],
    ],
  ),
  [
    'a source in a folder',
    (it) => ['members', 'add', 'CRM Users 2025', '--source', `no/${it}.csv`],
  ],
  [
    'a column that is not there',
    (it) => ['members', 'add', 'CRM Users 2025', '--source', 'crm.csv', '--column', it],
  ],
  ['an option that is none', (it) => ['members', 'add', 'CRM Users 2025', `--${it}`]],
  ['the value of one', (it) => ['members', 'add', 'CRM Users 2025', '--email', it]],
  ['the value of one, inline', (it) => ['members', 'add', 'CRM Users 2025', `--email=${it}`]],
  ['an option of another command', (it) => ['members', 'add', 'CRM Users 2025', '--out', it]],
  ['a flag with a value', (it) => ['members', 'add', 'CRM Users 2025', `--auto-approve=${it}`]],
  ['a short option', (it) => ['members', 'add', 'CRM Users 2025', `-${it}`]],
  ['behind the dashes', (it) => ['members', 'add', '--', it, it]],
];

const variables = [
  'SOURCE',
  'COLUMN',
  'IDENTIFIER_TYPE',
  'IDENTIFIER_FORMAT',
  'GUM_CALLER_ID',
  'LEDGER',
  'RATE_LIMIT',
  'TIMEOUT',
  'ENV',
  'PROJECT',
  'VAR',
];

const files = { ...smallProject, 'crm.csv': 'email,phone\na@example.com,1\n' };

describe.each(identifiers)('%s', (it) => {
  test('as an argument or the value of an option', async () => {
    await withProject({ files }, async ({ run, folder, url }) => {
      expect(await run('apply --auto-approve')).toMatchObject({ exitCode: 0 });
      const env = { ...credentials, AUDIENCECTL_API_URL: url };
      // The places do not depend on what is typed there, so that two of them stand for all.
      const some =
        identifiers.indexOf(it) < 2 ? lines : lines.filter((_, index) => index % 7 === 1);
      for (const [place, line] of some) {
        for (const more of it === identifiers[0] ? [[], ['--format=json'], ['--verbose']] : [[]]) {
          const args = [...line(it), ...more];
          const isSandbox = args.includes('--sandbox');
          const { exitCode, stdout, stderr } = await runCli(args, {
            cwd: folder,
            env: isSandbox ? {} : env,
          });
          const said = (stdout + stderr)
            .split('\n')
            .filter((text) => !/^(?:request|answer|SANDBOX)/u.test(text));
          const told = said.filter((text) => text.toLowerCase().includes(it.toLowerCase()));
          expect([place, exitCode, told]).toEqual([place, expect.any(Number), []]);
          expect([place, exitCode]).not.toEqual([place, null]);
        }
      }
    });
  });

  test('as a variable', async () => {
    await withProject({ files }, async ({ folder, url }) => {
      for (const name of variables) {
        const env = { ...credentials, AUDIENCECTL_API_URL: url, [`AUDIENCECTL_${name}`]: it };
        const { stdout, stderr } = await runCli(['members', 'add', 'CRM Users 2025'], {
          cwd: folder,
          env,
        });
        expect([name, stdout + stderr]).toEqual([name, expect.not.stringContaining(it)]);
      }
    });
  });
});

test('what is said is still of use', async () => {
  await withProject({ files }, async ({ run, folder, url }) => {
    await run('apply --auto-approve');
    const env = { ...credentials, AUDIENCECTL_API_URL: url };
    const said = async (...args: string[]) =>
      (await runCli(['members', ...args], { cwd: folder, env })).stderr;
    const list = 'CRM Users 2025';
    expect(await said('stats', 'CRM Users 205')).toContain('Did you mean "CRM Users 2025"?');
    expect(await said('add', list, '--source', 'no.csv')).toContain(
      'The source [not shown] does not exist',
    );
    expect(await said('add', list, '--source', 'crm.csv', '--column', 'mail')).toContain(
      'no column [not shown]',
    );
    expect(await said('add', list, '--format', 'xml')).toContain(
      '--format is "xml", which is not one of text, json',
    );
    expect(await said('add', list, 'x')).toContain('members takes no argument [not shown]');
    expect((await run('plan --env nothing')).stderr).toContain('"nothing"');
  });
});

describe('what names nobody hides no word of a message', () => {
  const list = 'CRM Users 2025';
  const url = /audience-segments/u;

  test.each<[string, readonly string[], RegExp]>([
    ['a version', ['--set', 'retiredVersions=2026-07'], /POST \/2026-07\/retail-media\//u],
    ['versions', ['--set', 'retiredVersions=2026-07,2026-01'], /POST \/2026-07\//u],
    ['a number', ['--set', 'retiredVersions=2026-07', '--timeout', '2026'], /\/2026-07\//u],
    ['an environment', ['--env', 'production'], /no environments, but --env is "production"/u],
    ['a variable', ['--var', 'version=2026-07'], /--var version is given/u],
    [
      'the project file',
      ['--project', 'audiencectl.yaml', '--set', 'retiredVersions=2026-07'],
      url,
    ],
  ])('%s', async (_, options, expected) => {
    await withProject({ files }, async ({ folder }) => {
      const run = (...args: string[]) => runCli(args, { cwd: folder, env: {} });
      await run('apply', '--sandbox', '--auto-approve');
      const { stdout, stderr } = await run('members', 'stats', list, '--sandbox', ...options);
      expect(stdout + stderr).toMatch(expected);
      expect(stdout + stderr).not.toMatch(/not shown/u);
    });
  });

  test.each([
    ['PhoneNumber', 'Email', /has identifiers of the type Email, but PhoneNumber ones were given/u],
    ['phonenumber', 'Email', /but PhoneNumber ones were given/u],
    ['madid', 'Email', /but madid ones were given/u],
    ['UserIdentifier', 'Email', /but UserIdentifier ones were given/u],
    [
      'e-mail',
      'Email',
      /is "e-mail", which is not an identifier type\n.*Did you mean Email\? Use one of Email, User/u,
    ],
    [
      'nonsense',
      'Email',
      /is "nonsense", which is not an identifier type\n.*: Use one of Email, UserIdentifier,/u,
    ],
  ])('the type %s for a list of %s', async (given, _type, expected) => {
    const lists = `segments:
  - { name: CRM, retailerId: "1234", contactList: { identifierType: Email } }
`;
    await withProject({ files: { ...files, 'manifest.yaml': lists } }, async ({ run }) => {
      expect((await run('apply --auto-approve')).exitCode).toBe(0);
      const { stderr } = await run(
        `members add CRM --source crm.csv --column phone --identifier-type ${given}`,
      );
      expect(stderr).toMatch(expected);
    });
  });
});

test('files that a run was told to write are named, whatever else was typed', async () => {
  await withProject({ files: { ...smallProject, out: 'a file' } }, async ({ run }) => {
    const applied = JSON.parse((await run('apply --auto-approve --format json')).stdout);
    const list = applied.results.find(({ address }: { address: string }) =>
      address.startsWith('segment/CRM'),
    );
    for (const [options, file] of [
      ['--report html=out/told.html', 'out/told.html'],
      ['--events out/events.ndjson', 'out/events.ndjson'],
      ['--events out/ledgers/events.ndjson --ledger ledgers', 'out/ledgers/events.ndjson'],
      ['--report json=out/text.json --report text=out/x.txt', 'out/text.json'],
    ]) {
      const { stderr } = await run(`members stats ${list.id} ${options}`);
      expect([options, stderr]).toEqual([options, expect.stringContaining(`"${file}"`)]);
    }
    const { stderr } = await run(`members stats ${list.id} --report html=`);
    expect(stderr).toContain('Use one of text, json, markdown, html, gitlab');
  });
});
