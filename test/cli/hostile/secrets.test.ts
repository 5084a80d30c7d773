/** No secret leaves the program, in whatever form somebody else gives it back. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { smallProject, withFolder } from '../../support/a-folder.ts';
import { type HostileAnswers, serveHostile } from '../../support/a-hostile-api.ts';
import { anAudienceRow, aSegmentRow } from '../../support/a-world.ts';
import { encodings, tells } from '../../support/encodings.ts';
import { runCli } from '../../support/run-cli.ts';

const id = 'client-of-the-test';
const secret = 'p/q+R="s3cr&t" \\ ü~7';
const token = 'eyJ0b2tlbiI6MX0.of-the-test/with+signs=';
const ledgerKey = 'ledger key of the test';
const env = {
  CRITEO_CLIENT_ID: id,
  CRITEO_CLIENT_SECRET: secret,
  AUDIENCECTL_LEDGER_KEY: ledgerKey,
};

async function filesIn(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  return Promise.all(
    names.map((entry) => readFile(join(entry.parentPath ?? entry.path, entry.name), 'utf8')),
  );
}

async function outputOf(args: readonly string[], api: HostileAnswers, files = smallProject) {
  const served = await serveHostile({ token: { json: { access_token: token } }, ...api });
  try {
    return await withFolder(files, async (cwd) => {
      const before = new Set(await filesIn(cwd));
      const run = await runCli(args, { cwd, env: { ...env, AUDIENCECTL_API_URL: served.url } });
      const written = (await filesIn(cwd)).filter((text) => !before.has(text));
      return { ...run, all: [run.stdout, run.stderr, ...written] };
    });
  } finally {
    await served.close();
  }
}

function expectSecret({ all }: { readonly all: readonly string[] }) {
  const told = [secret, token, ledgerKey].flatMap((each) =>
    all.filter((text) => tells(text, each)),
  );
  expect(told).toEqual([]);
}

/** One of each kind; `test/remote/secrets/create-redactor.test.ts` has all of them. */
const kinds = encodings.filter(([name]) =>
  /^(?:as|in a URL$|in a form|in JSON|in HTML$|in base64 after 1 and before 1|in base64 for)/u.test(
    name,
  ),
);

describe.each(kinds)('%s', (_, encode) => {
  const quoted = [secret, token, ledgerKey]
    .map((each) => `you sent ${encode(each)} to us`)
    .join('; ');
  const problem = {
    code: quoted,
    title: quoted,
    detail: quoted,
    traceId: quoted,
    instance: quoted,
  };
  const json = { errors: [problem], warnings: [problem], error: quoted, error_description: quoted };
  const refused = { status: 400, json, headers: { sunset: encodeURI(quoted) } };

  test('in what the API refuses with', async () => {
    const files = ['--events', 'events', '--report', 'html=report.html'];
    for (const args of [
      ['plan', '--verbose'],
      ['plan', '--format', 'json'],
      ['apply', '--auto-approve', '--verbose', ...files],
      ['doctor', '--format', 'json'],
    ]) {
      const run = await outputOf(args, { every: () => refused });
      expect(run.exitCode).not.toBe(0);
      expectSecret(run);
      if (args.includes('json')) expect(() => JSON.parse(run.stdout)).not.toThrow();
    }
    const writes = (__: string, path: string) => (path.endsWith('/search') ? undefined : refused);
    const run = await outputOf(['apply', '--auto-approve', '--verbose', ...files], {
      every: writes,
    });
    expect(run.exitCode).toBe(4);
    expect(run.all.join('')).toContain('[redacted]');
    expectSecret(run);
    for (const line of run.all
      .find((text) => text.startsWith('{"event"'))
      ?.trim()
      .split('\n') ?? [])
      expect(() => JSON.parse(line)).not.toThrow();
  });

  test('in what the token endpoint answers', async () => {
    // A token that was never given out is none.
    const detail = [secret, ledgerKey].map(encode).join('; ');
    const answer = { error: detail, error_description: detail };
    const run = await outputOf(['plan', '--verbose'], { token: { status: 401, json: answer } });
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain('[redacted]');
    expectSecret(run);
  });

  test('in data, which is not used then', async () => {
    for (const hidden of [token]) {
      const attributes = { name: `x ${encode(hidden)}`, description: 'd' };
      const row = { id: '625702934721171442', attributes };
      for (const args of [
        ['plan'],
        ['snapshot', '--out', 'out.json'],
        ['export'],
        ['doctor'],
        ['export', '--out', 'o'],
      ]) {
        const run = await outputOf(args, {
          every: () => ({ json: { data: [row], meta: { totalItems: 1 } } }),
        });
        expect([args, run.exitCode]).toEqual([args, 1]);
        expect(run.all.join('')).toContain(
          args[0] === 'doctor' ? 'contains a credential' : 'secret-in-answer',
        );
        expectSecret(run);
      }
    }
  });
});

test.each([
  [
    'data',
    'Remove the credential from the entity that contains it, and get a new one from Criteo.',
  ],
  [
    'errors',
    'Get a new credential from Criteo, and ask Criteo why "errors" of the answer contains it.',
  ],
  [
    'warnings',
    'Get a new credential from Criteo, and ask Criteo why "warnings" of the answer contains it.',
  ],
  [
    'meta',
    'Get a new credential from Criteo, and ask Criteo why "meta" of the answer contains it.',
  ],
  ['elsewhere', 'Get a new credential from Criteo, and ask Criteo why the answer contains it.'],
])('in %s of a read, the hint says where it stood', async (key, hint) => {
  const quoted = `you sent ${token}`;
  const attributes = { name: quoted };
  const entry =
    key === 'data' ? { id: '625702934721171442', attributes } : { code: 'x', title: quoted };
  const value = key === 'meta' ? { totalItems: 0, note: quoted } : [entry];
  const answer = {
    data: [],
    meta: { totalItems: 0, limit: 500, offset: 0 },
    errors: [],
    warnings: [],
  };
  const json = { ...answer, [key]: value };
  const run = await outputOf(['plan'], { every: () => ({ json }) });
  expect(run.exitCode).toBe(1);
  expect(run.stderr).toContain('secret-in-answer');
  expect(run.stderr).toContain(`hint: ${hint}`);
  expectSecret(run);
});

describe('in what the user wrote', () => {
  const text = (hidden: string) => `segments:
  - name: ${JSON.stringify(`list of ${hidden}`)}
    retailerId: "1"
    description: ${JSON.stringify(hidden)}
    contactList: { identifierType: Email, ${JSON.stringify(hidden)}: 1 }
`;
  test.each([secret, ledgerKey])('%s', async (hidden) => {
    const files = { ...smallProject, 'b.yaml': text(hidden) };
    for (const args of [
      ['validate'],
      ['validate', '--format', 'json'],
      ['plan', '--env', hidden],
      ['plan', '--project', hidden],
      [hidden],
      ['explain', hidden],
    ]) {
      const run = await outputOf(args, {}, files);
      expect(run.exitCode).toBe(1);
      expectSecret(run);
    }
  });

  test('a plan shows it taken out, and is not saved', async () => {
    const files = { ...smallProject, 'b.yaml': text(secret).replace(/, "p.*": 1/u, '') };
    for (const format of ['text', 'json', 'markdown', 'html']) {
      const run = await outputOf(
        ['plan', '--format', format, '--report', `${format}=report`],
        {},
        files,
      );
      expect(run.exitCode).toBe(0);
      expect(run.stdout).toContain('[redacted]');
      expectSecret(run);
    }
    const saved = await outputOf(['plan', '--out', 'plan.json'], {}, files);
    expect(saved).toMatchObject({ exitCode: 1, stdout: '' });
    expect(saved.stderr).toContain('error secret-in-output');
    expectSecret(saved);
  });
});

test('a short secret takes nothing out', async () => {
  const files = { ...smallProject };
  const served = await serveHostile({
    segments: [aSegmentRow('1', 'is list'), aSegmentRow('2', 'e')],
    audiences: [anAudienceRow('3', 'a', { audienceSegmentId: '1' })],
  });
  try {
    await withFolder(files, async (cwd) => {
      const run = await runCli(['plan'], {
        cwd,
        env: {
          CRITEO_CLIENT_ID: 'a',
          CRITEO_CLIENT_SECRET: 'segment',
          AUDIENCECTL_API_URL: served.url,
        },
      });
      expect(run).toMatchObject({ exitCode: 0 });
      expect(run.stdout).toContain('Segments');
      expect(run.stdout).not.toContain('[redacted]');
    });
  } finally {
    await served.close();
  }
});
