import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { serveSandbox } from '../../src/sandbox/serve-sandbox.ts';
import type { Variants } from '../../src/sandbox/variants.ts';
import { withFolder } from '../support/a-folder.ts';
import { credentials, isProof, isWrite, itemCount } from '../support/a-project.ts';
import { runCli } from '../support/run-cli.ts';

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

describe('every example, applied and planned again', () => {
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
