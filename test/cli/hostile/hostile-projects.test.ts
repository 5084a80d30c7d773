/** What a stranger's manifests and project file may try on the machine that validates them. */
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { serveSandbox } from '../../../src/sandbox/serve-sandbox.ts';
import { serve } from '../../remote/serve.ts';
import { type FolderFiles, projectFile, smallProject } from '../../support/a-folder.ts';
import { isWrite, withProject } from '../../support/a-project.ts';
import { runCli } from '../../support/run-cli.ts';

describe('a project file cannot send the credentials elsewhere', () => {
  const hosts = ['apiUrl', 'api-url', 'apiHost', 'baseUrl', 'url', 'endpoint', 'proxy', 'tokenUrl'];
  test.each(hosts)('with %s, in the project file, an environment or a manifest', async (key) => {
    const elsewhere = await serve(() => ({ json: {} }));
    const written = `${key}: "${elsewhere.url}"\n`;
    const scope = 'accountId: "625702934721171442"';
    const tried: readonly FolderFiles[] = [
      { ...smallProject, 'audiencectl.yaml': projectFile + written },
      { ...smallProject, 'audiencectl.yaml': `${projectFile}defaults: { ${written.trim()} }\n` },
      {
        ...smallProject,
        'audiencectl.yaml': `${projectFile.replace(/^account.*\n/mu, '')}environments: { live: { ${scope}, ${written.trim()} } }\n`,
      },
      { ...smallProject, 'manifest.yaml': written + smallProject['manifest.yaml'] },
    ];
    for (const files of tried) {
      await withProject({ files }, async ({ run, sandbox }) => {
        const { exitCode, stderr } = await run(
          `plan${files['audiencectl.yaml']?.includes('environments') ? ' --env live' : ''}`,
        );
        expect([exitCode, stderr]).toEqual([1, expect.stringContaining('unknown-key')]);
        expect(sandbox.requests()).toEqual([]);
      });
    }
    expect(elsewhere.calls()).toEqual([]);
    await elsewhere.close();
  });
});

describe('keys that every object has are unknown ones', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s', async (key) => {
    const within = `segments:\n  - { name: A, ${key}: { description: x }, events: { shopperActivity: View, lookbackDays: Last7Days } }\n`;
    for (const files of [
      { 'audiencectl.yaml': `${projectFile}${key}: { prune: owned }\n`, 'manifest.yaml': within },
      { 'audiencectl.yaml': projectFile, 'manifest.yaml': `${key}: { segments: [] }\n${within}` },
    ]) {
      await withProject({ files }, async ({ run }) => {
        const { exitCode, stdout } = await run('validate --format json');
        const { diagnostics } = JSON.parse(stdout);
        expect(exitCode).toBe(1);
        expect(
          diagnostics.filter(({ code }: { code: string }) => code === 'unknown-key'),
        ).toHaveLength(2);
      });
    }
  });
});

describe('the value of a variable is a text', () => {
  test.each([
    'x, contactList: { identifierType: Email }',
    '"\n  - name: B',
    '*a',
    '!!js/function x',
    '${env.HOME}',
    '# nothing more',
    '} ]',
  ])('%j', async (value) => {
    const manifest =
      'segments:\n  - { name: "A ${var.tail}", retailerId: "1234", events: { shopperActivity: View, lookbackDays: Last7Days } }\n';
    const files = { 'audiencectl.yaml': projectFile, 'manifest.yaml': manifest };
    await withProject({ files }, async ({ folder, url }) => {
      const { stdout } = await runCli(['plan', '--format', 'json', '--var', `tail=${value}`], {
        cwd: folder,
        env: { CRITEO_CLIENT_ID: 'a', CRITEO_CLIENT_SECRET: 'b', AUDIENCECTL_API_URL: url },
      });
      const { changes = [], diagnostics } = JSON.parse(stdout);
      // It is planned as that name, or refused as one; never as anything else.
      const names = changes.map(({ after }: { after: { name: string } }) => after.name);
      const isRefused = diagnostics.some(
        ({ severity }: { severity: string }) => severity === 'error',
      );
      expect(isRefused ? names : names.length).toEqual(isRefused ? [] : 1);
      if (!isRefused) expect(names).toEqual([`A ${value}`]);
    });
  });
});

describe('the sandbox', () => {
  test('is reached through the loopback address alone', async () => {
    const served = await serveSandbox({ port: 0 });
    try {
      const port = Number(new URL(served.url).port);
      expect(await answers('127.0.0.1', port)).toBe(true);
      const outer = Object.values(networkInterfaces())
        .flatMap((each) => each ?? [])
        .filter(({ internal, family }) => !internal && family === 'IPv4');
      for (const { address } of outer) expect(await answers(address, port)).toBe(false);
    } finally {
      await served.close();
    }
  });
});

describe('what cannot write does not', () => {
  test.each(['validate', 'plan', 'plan --members', 'export --out out', 'snapshot --out s.json'])(
    '%s',
    async (line) => {
      await withProject({ files: smallProject }, async ({ run, sandbox }) => {
        await run('apply --auto-approve');
        sandbox.forgetRequests();
        await run(line);
        const sent = sandbox.requests().filter(({ method }) => method !== 'GET');
        expect(sent.filter(isWrite)).toEqual([]);
      });
    },
  );
});

/** Whether somebody listens there. */
function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (found: boolean) => {
      socket.destroy();
      resolve(found);
    };
    socket.on('connect', () => end(true));
    socket.on('timeout', () => end(false));
    socket.on('error', () => end(false));
  });
}
