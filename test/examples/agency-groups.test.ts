/** An edit of what all clients of the agency share is read once, although each has a brand of its own. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withAgency } from './an-agency.ts';

type Edit = readonly [from: string, to: string];

const edits: readonly Edit[] = [
  ['lookbackDays: Last30Days', 'lookbackDays: Last60Days'],
  ['lookbackDays: Last90Days', 'lookbackDays: Last60Days'],
  ['shopperActivity: View', 'shopperActivity: AddToCart'],
  ['- name: Brand buyers 90 days\n', '- name: Brand buyers 90 days\n    description: All buyers\n'],
  ['        - not: Customers', '        - Customers'],
  ['        - not: Brand buyers 90 days', '        - Brand buyers 90 days'],
];

test('edits of the shared manifest are one group of twelve projects', async () => {
  await withAgency(async ({ cwd, run }) => {
    await run('apply', '--auto-approve');
    const file = join(cwd, 'shared/shoppers.yaml');
    const before = await readFile(file, 'utf8');
    await fc.assert(
      fc.asyncProperty(fc.subarray([...edits], { minLength: 1 }), async (chosen) => {
        const after = chosen.reduce((text, [from, to]) => text.replace(from, to), before);
        await writeFile(file, after);
        const planned = await run('plan', '--verbose', '--report', 'markdown=comment.md');
        const comment = await readFile(join(cwd, 'comment.md'), 'utf8');
        expect([chosen, planned]).toEqual([chosen, expect.objectContaining({ exitCode: 0 })]);
        expect(planned.stdout).toContain('12 projects, the same ');
        expect(
          comment.match(/<details><summary><b>[^<]*<\/b> \d+ projects, the same/gu),
        ).toHaveLength(1);
      }),
      { numRuns: 8 },
    );
  });
});
