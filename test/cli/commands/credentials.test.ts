/** `credentials` of a project file: which variables are read, and that no others ever are. */
import { describe, expect, test } from '@jest/globals';
import { type TestProject, withProject } from '../../support/a-project.ts';

const manifest = `segments:
  - { name: Customers, retailerId: "1234", contactList: { identifierType: Email } }
`;
const projectFile = `version: 1
platform: retail-media
accountId: "625702934721171442"
`;
const acme = { CRITEO_CLIENT_ID_ACME: 'acme-id', CRITEO_CLIENT_SECRET_ACME: 'acme-secret' };

function withCredentials<Result>(
  settings: string,
  use: (project: TestProject) => Promise<Result>,
): Promise<Result> {
  return withProject(
    { files: { 'audiencectl.yaml': projectFile + settings, 'm.yaml': manifest } },
    use,
  );
}

/** The clients that asked for a token, each once. */
function clientsOf({ sandbox }: TestProject): readonly string[] {
  const bodies = sandbox
    .requests()
    .filter(({ path }) => path === '/oauth2/token')
    .map(({ body }) => JSON.stringify(body));
  return [...new Set(bodies.map((body) => /(?:test|acme-id|other-id)/u.exec(body)?.[0] ?? body))];
}

test.each([
  'plan',
  'apply --auto-approve',
  'snapshot --out s.json',
  'export',
  'doctor',
  'catalog retailers',
  'members stats Customers',
])('%s asks with the credentials that the project names', async (line) => {
  await withCredentials('credentials: ACME\n', async (project) => {
    await project.run('apply --auto-approve', acme);
    await project.run(line, { ...acme, AUDIENCECTL_LEDGER_KEY: 'k'.repeat(32) });
    expect(clientsOf(project)).toEqual(['acme-id']);
  });
});

test.each([['plan'], ['apply --auto-approve'], ['snapshot --out s.json'], ['export'], ['doctor']])(
  '%s never falls back to other credentials',
  async (line) => {
    await withCredentials('credentials: ACME\n', async (project) => {
      const env = { CRITEO_ACCESS_TOKEN: 'other', CRITEO_CLIENT_SECRET_ACME: 'half' };
      const { exitCode, stdout, stderr } = await project.run(line, env);
      expect(exitCode).toBe(1);
      expect(stdout + stderr).toContain('CRITEO_CLIENT_ID_ACME');
      expect(project.sandbox.requests()).toEqual([]);
    });
  },
);

describe('a saved plan', () => {
  test.each(['', ' --trust-plan-file'])('is applied with them%s', async (option) => {
    await withCredentials('credentials: ACME\n', async (project) => {
      await project.run('plan --out p.json', acme);
      const run = await project.run(`apply p.json --auto-approve${option}`, acme);
      expect(run).toMatchObject({ exitCode: 0 });
      expect(clientsOf(project)).toEqual(['acme-id']);
    });
  });
});

test.each([
  'credentials:\n',
  'credentials: null\n',
  'credentials: 12\n',
  'credentials: [ACME]\n',
  'credential: ACME\n',
  'credentials: ACME\ncredentials: BETA\n',
  'nonsense: [',
])('a trusted plan is never applied with others: %j', async (settings) => {
  await withCredentials('credentials: ACME\n', async (project) => {
    await project.run('plan --out p.json', acme);
    await project.write({ 'audiencectl.yaml': projectFile + settings });
    const beta = { CRITEO_CLIENT_ID_BETA: 'other-id', CRITEO_CLIENT_SECRET_BETA: 'b' };
    const line = 'apply p.json --auto-approve --trust-plan-file';
    expect(await project.run(line, { ...acme, ...beta })).toMatchObject({ exitCode: 1 });
    expect(clientsOf(project)).toEqual(['acme-id']);
    expect(project.writes()).toEqual([]);
  });
});

test('an environment may have its own', async () => {
  const settings =
    'credentials: ACME\nenvironments:\n  dev: {}\n  prod: { credentials: OTHER }\n'.replace(
      'dev: {}',
      'dev: { name: dev }',
    );
  await withCredentials(settings, async (project) => {
    const other = { CRITEO_CLIENT_ID_OTHER: 'other-id', CRITEO_CLIENT_SECRET_OTHER: 'o' };
    await project.run('plan --env dev', { ...acme, ...other });
    expect(clientsOf(project)).toEqual(['acme-id']);
    await project.run('plan --env prod', { ...acme, ...other });
    expect(clientsOf(project)).toEqual(['acme-id', 'other-id']);
  });
});

test('an access token has the suffix, too, and advice names it', async () => {
  await withCredentials('credentials: ACME\n', async (project) => {
    const { stderr } = await project.run('plan', { CRITEO_ACCESS_TOKEN_ACME: 'two words' });
    expect(stderr).toContain('Set CRITEO_ACCESS_TOKEN_ACME to the token only, on one line.');
    const { stdout } = await project.run('doctor', { CRITEO_ACCESS_TOKEN_ACME: 'token' });
    expect(stdout).toContain('CRITEO_ACCESS_TOKEN_ACME is used');
  });
});

test.each([
  ['acme', 'Write ACME.'],
  ['CRITEO_CLIENT_ID_ACME', 'Write ACME.'],
  ['CRITEO_CLIENT_SECRET_ACME', 'Write ACME.'],
  ['"acme fr"', 'Write ACME_FR.'],
  [
    '{ clientId: a, clientSecret: b }',
    'Write a word such as ACME, and set CRITEO_CLIENT_ID_ACME and CRITEO_CLIENT_SECRET_ACME. Keep the secrets out of this file.',
  ],
])('credentials: %s', async (value, hint) => {
  await withCredentials(`credentials: ${value}\n`, async (project) => {
    const { exitCode, stdout } = await project.run('validate --format json');
    expect(exitCode).toBe(1);
    const { diagnostics } = JSON.parse(stdout);
    expect(diagnostics.map((each: { hint: string }) => each.hint)).toEqual([hint]);
  });
});

test('a secret of any set is taken out of what is printed', async () => {
  await withCredentials('credentials: ACME\n', async (project) => {
    const secret = 'a-secret-of-another-set';
    await project.write({ 'm.yaml': manifest.replace('Customers', `Customers ${secret}`) });
    const { stdout, stderr } = await project.run('plan', {
      ...acme,
      CRITEO_CLIENT_SECRET_OTHER: secret,
    });
    expect(stdout + stderr).not.toContain(secret);
  });
});
