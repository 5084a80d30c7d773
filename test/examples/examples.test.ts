import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { serveSandbox } from '../../src/sandbox/serve-sandbox.ts';
import type { Variants } from '../../src/sandbox/variants.ts';
import { withFolder } from '../support/a-folder.ts';
import { credentials, isProof, isWrite, itemCount } from '../support/a-project.ts';
import { runCli } from '../support/run-cli.ts';
import { withAgency } from './an-agency.ts';

async function roundTrip(example: string, variants: Partial<Variants> = {}) {
  const served = await serveSandbox({ port: 0, options: { settings: { variants } } });
  try {
    return await withFolder({}, async (cwd) => {
      const source = fileURLToPath(new URL(`../../examples/${example}`, import.meta.url));
      await cp(source, cwd, { recursive: true });
      const env = { ...credentials, AUDIENCECTL_API_URL: served.url };
      const applied = await runCli(['apply', '--auto-approve'], { cwd, env });
      expect(applied).toMatchObject({ exitCode: 0 });
      const sent = served.sandbox.requests().filter(isWrite);
      const writes = sent.filter((request) => !isProof(request)).map(itemCount);
      const planned = await runCli(['plan', '--detailed-exitcode'], { cwd, env });
      return { writes, planned };
    });
  } finally {
    await served.close();
  }
}

/** A round over all projects of the agency, and how often it asked for a token. */
async function roundOfTheAgency() {
  return withAgency(async ({ cwd, served, run }) => {
    const applied = await run('apply', '--auto-approve');
    const planned = await run('plan', '--detailed-exitcode');
    const requests = served.sandbox.requests();
    const tokens = requests.filter(({ path }) => path === '/oauth2/token').length;
    await run('snapshot', '--out', 'snapshots');
    for (const client of await readdir(join(cwd, 'clients'))) {
      const file = join(cwd, 'snapshots/clients', client, 'audiencectl.json');
      for (const { id } of JSON.parse(await readFile(file, 'utf8')).segments) {
        const attributes = { description: 'Checked in the UI' };
        served.sandbox.edit({ platform: 'retail-media', kind: 'segment', id, attributes });
      }
    }
    const shared = join(cwd, 'shared/shoppers.yaml');
    const before = await readFile(shared, 'utf8');
    const pulled = await run('pull');
    const isSharedKept = (await readFile(shared, 'utf8')) === before;
    return { applied, planned, tokens, pulled, isSharedKept };
  });
}

describe('every example, applied and planned again', () => {
  test('agency: twelve accounts, with one token a run for each of three companies', async () => {
    const { applied, planned, tokens, pulled, isSharedKept } = await roundOfTheAgency();
    expect(applied).toMatchObject({ exitCode: 0 });
    expect(applied.stdout).toContain('12 projects: 60 done in 12 projects.');
    expect(planned).toMatchObject({ exitCode: 0 });
    expect(tokens).toBe(2 * 3);
    expect(pulled).toMatchObject({ exitCode: 0 });
    expect(pulled.stdout).toMatch(/^12 projects: 12 taken, \d+ not taken in 12 projects\.$/mu);
    expect(isSharedKept).toBe(true);
  });

  test('retail-media: 34 segments and 22 audiences in batches of ten', async () => {
    const { writes, planned } = await roundTrip('retail-media');
    expect(writes.slice(0, 4).toSorted((a, b) => b - a)).toEqual([10, 10, 10, 4]);
    expect(writes.slice(4).toSorted((a, b) => b - a)).toEqual([10, 10, 2]);
    expect(planned).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/No changes\..*\n$/),
    });
  });

  test.each([
    {},
    { setOrder: 'reversed', algebraOrder: 'reversed', coordinates: 'rounded' },
    { description: 'wrapped', nulls: 'omit', emptyArrays: 'omit' },
  ] as const)('marketing-solutions in three requests, answered with %p', async (variants) => {
    const { writes, planned } = await roundTrip('marketing-solutions', variants);
    expect(writes).toHaveLength(3);
    expect(Math.max(...writes)).toBeLessThanOrEqual(10);
    expect(planned).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/No changes\..*\n$/),
    });
  });

  test('commerce-grid in one request', async () => {
    const { writes, planned } = await roundTrip('commerce-grid');
    expect(writes).toEqual([3]);
    expect(planned).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/No changes\..*\n$/),
    });
  });
});
