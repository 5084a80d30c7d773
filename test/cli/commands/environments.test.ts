/** `--env` and `--var`, from the command line to what is sent. */
import { describe, expect, test } from '@jest/globals';
import type { FolderFiles } from '../../support/a-folder.ts';
import { type TestProject, withProject } from '../../support/a-project.ts';

const projectText = `version: 1
name: acme
platform: retail-media
vars: { country: FR, retailer: 0012 }
defaults: { retailerId: "\${var.retailer}" }
environments:
  staging: { accountId: 11, vars: { country: TEST } }
  production: { accountId: 22 }
`;
const manifest = `segments:
  - name: \${var.country} CRM
    contactList: { identifierType: Email }
`;
const files: FolderFiles = { 'audiencectl.yaml': projectText, 'manifest.yaml': manifest };

/** Findings as JSON, with the exit code. */
async function findingsOf({ run }: TestProject, line: string) {
  const { exitCode, stdout } = await run(`${line} --format json`);
  const { diagnostics } = JSON.parse(stdout);
  return {
    exitCode,
    codes: diagnostics.map(({ code }: { code: string }) => code),
    diagnostics,
  };
}

describe('--env', () => {
  test.each([
    ['staging', '11', 'segment/TEST CRM'],
    ['production', '22', 'segment/FR CRM'],
  ])('%s', async (environment, accountId, address) => {
    await withProject({ files }, async ({ run, sandbox }) => {
      const { exitCode, stdout } = await run(`plan --format json --env ${environment}`);
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        project: { name: 'acme', environment, accountId },
        changes: [{ address, after: { retailerId: '0012' } }],
        diagnostics: [],
      });
      const searches = sandbox.requests().filter(({ path }) => path.endsWith('/search'));
      expect(searches.every(({ path }) => path.includes(`/accounts/${accountId}/`))).toBe(true);
    });
  });

  test.each(['plan', 'apply --auto-approve', 'export', 'snapshot --out s.json', 'plan --env= '])(
    'is needed by %s',
    async (line) => {
      await withProject({ files }, async ({ run, sandbox }) => {
        expect((await run(line.trim())).exitCode).toBe(1);
        expect(sandbox.requests()).toEqual([]);
      });
    },
  );

  test('names the environments there are, and the nearest', async () => {
    await withProject({ files }, async (project) => {
      expect(await findingsOf(project, 'plan')).toMatchObject({
        exitCode: 1,
        codes: ['environment-required'],
        diagnostics: [{ message: expect.stringContaining('staging, production') }],
      });
      expect(await findingsOf(project, 'plan --env prodution')).toMatchObject({
        exitCode: 1,
        diagnostics: [{ code: 'unknown-environment', hint: 'Did you mean production?' }],
      });
    });
  });

  test('without environments is an error', async () => {
    const plain = {
      ...files,
      'audiencectl.yaml': `${projectText.split('environments')[0]}accountId: 1\n`,
    };
    await withProject({ files: plain }, async (project) => {
      expect(await findingsOf(project, 'validate --env staging')).toMatchObject({
        exitCode: 1,
        codes: ['unknown-environment'],
      });
      expect(await findingsOf(project, 'validate')).toMatchObject({ exitCode: 0, codes: [] });
    });
  });

  test('may come from the environment of the process', async () => {
    await withProject({ files }, async ({ run }) => {
      const { exitCode, stdout } = await run('plan', {
        AUDIENCECTL_ENV: 'staging',
        AUDIENCECTL_VAR: 'country=CI\nretailer=7',
      });
      expect(exitCode).toBe(0);
      expect(stdout).toContain('CI CRM');
    });
  });

  test('belongs to a saved plan, and need not be said again', async () => {
    await withProject({ files }, async ({ run, writes }) => {
      expect(await run('plan --env staging --out plan.json')).toMatchObject({ exitCode: 0 });
      const other = await run('apply plan.json --env production');
      expect(other).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('plan-target') });
      expect(writes()).toEqual([]);
      expect(await run('apply plan.json')).toMatchObject({ exitCode: 0 });
      expect(writes().every(({ path }) => path.includes('/accounts/11/'))).toBe(true);
      const again = await run('plan --env staging');
      expect(again.stdout).toContain('No changes.');
    });
  });

  test('holds for the base too', async () => {
    const base = {
      ...files,
      'audiencectl.yaml': `${projectText}manifests: [manifest.yaml]\n`,
      'before/audiencectl.yaml': projectText,
      'before/manifest.yaml': manifest,
      'older/audiencectl.yaml': projectText.replace(/ {2}production.*\n/u, ''),
      'older/manifest.yaml': manifest,
    };
    await withProject({ files: base }, async ({ run, write }) => {
      await run('apply --env production --auto-approve');
      await write({
        'manifest.yaml': manifest.replace('contactList', 'description: d\n    contactList'),
      });
      const origins = async (folder: string) => {
        const { stdout } = await run(`plan --env production --base ${folder} --format json`);
        return JSON.parse(stdout).changes.map(({ origin }: { origin: string }) => origin);
      };
      expect(await origins('before')).toEqual(['declared']);
      expect(await origins('older')).toEqual(['adopted']);
    });
  });
});

describe('validate', () => {
  test('checks all environments, each finding once, and says whose it is', async () => {
    const mixed = {
      'audiencectl.yaml': `${projectText}manifests: ["*/*.yaml"]\n`.replace(
        'production: { accountId: 22 }',
        'production: { accountId: 22, manifests: ["all/*.yaml"] }',
      ),
      'all/a.yaml': manifest,
      'all/b.yaml': 'segments:\n  - { name: TEST CRM, contactList: { identifierType: Mail } }\n',
      'some/c.yaml':
        'segments:\n  - { name: "${var.contry} x", contactList: { identifierType: Email } }\n',
    };
    await withProject({ files: mixed }, async (project) => {
      const { exitCode, diagnostics } = await findingsOf(project, 'validate');
      expect(exitCode).toBe(1);
      const ofStaging = {
        label: 'in the environment staging',
        source: { file: 'audiencectl.yaml', line: 7, column: 3 },
      };
      expect(diagnostics).toMatchObject([
        { code: 'duplicate-name', related: [{}, ofStaging] },
        { code: 'unknown-value', source: { file: 'all/b.yaml' } },
        { code: 'unknown-variable', source: { file: 'some/c.yaml' }, related: [ofStaging] },
      ]);
      expect(diagnostics[1].related).toBeUndefined();
      const chosen = await findingsOf(project, 'validate --env production');
      expect(chosen.codes).toEqual(['unknown-value']);
    });
  });

  test('warns of variables that no environment needs', async () => {
    const text =
      `${projectText.replace('retailer: 0012', 'retailer: 0012, rare: 1, never: 2')}`.replace(
        'accountId: 22',
        'accountId: 22, name: "x${var.rare}"',
      );
    await withProject({ files: { ...files, 'audiencectl.yaml': text } }, async (project) => {
      expect(await findingsOf(project, 'validate')).toMatchObject({
        exitCode: 0,
        diagnostics: [
          { code: 'unused-variable', severity: 'warning', source: { line: 4, column: 47 } },
        ],
      });
      expect(await findingsOf(project, 'validate --env staging')).toMatchObject({ codes: [] });
    });
  });
});

describe('--var', () => {
  test('goes over the project file, and keeps the digits of IDs', async () => {
    await withProject({ files }, async ({ run }) => {
      const { stdout } = await run(
        'plan --format json --env staging --var country=A=B --var retailer=1 --var retailer=0099',
      );
      expect(JSON.parse(stdout).changes).toMatchObject([
        { address: 'segment/A=B CRM', after: { retailerId: '0099' } },
      ]);
    });
  });

  test.each([
    ['--var country', 'invalid-option'],
    ['--var =x', 'invalid-option'],
    ['--var contry=x', 'unknown-variable'],
  ])('%s is an error', async (option, code) => {
    await withProject({ files }, async (project) => {
      expect(await findingsOf(project, `plan --env staging ${option}`)).toMatchObject({
        exitCode: 1,
        codes: [code],
      });
    });
  });

  test('may give what the project file leaves open', async () => {
    const open = { ...files, 'audiencectl.yaml': projectText.replace('country: FR, ', '') };
    await withProject({ files: open }, async (project) => {
      expect(await findingsOf(project, 'validate --env production')).toMatchObject({
        codes: ['unknown-variable'],
      });
      expect(await findingsOf(project, 'validate --var country=FR')).toMatchObject({
        exitCode: 0,
        codes: [],
      });
    });
  });
});
