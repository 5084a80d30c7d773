/** Audiences of the same people are one finding, however many they are. */
import { expect, test } from '@jest/globals';
import { withProject } from '../../support/a-project.ts';

const projectFile = 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4949"\n';
const manifestOf = (count: number) =>
  `segments:
  - name: Buyers
    contactList:
audiences:
${Array.from({ length: count }, (_, n) => `  - { name: A${n}, algebra: Buyers }\n`).join('')}`;

test.each([
  [2, '"A1" contains the same people as "A0"\n', 1],
  [3, '"A1" contains the same people as "A0", "A2"\n', 2],
  [100, '"A1" contains the same people as "A0", "A2", "A3" and 96 more\n', 5],
])('%d of them', async (count, message, places) => {
  const files = { 'audiencectl.yaml': projectFile, 'm.yaml': manifestOf(count) };
  await withProject({ files }, async ({ run }) => {
    const { exitCode, stdout } = await run('validate');
    expect(exitCode).toBe(0);
    expect(stdout.match(/audiences-equal/gu)).toHaveLength(1);
    expect(stdout).toContain(`m.yaml:6:26 warning audiences-equal ${message}`);
    expect(stdout.match(/the same people: m\.yaml/gu)).toHaveLength(places);
    expect(stdout.includes('and 94 more places')).toBe(count === 100);
    const json = JSON.parse((await run('validate --format json')).stdout);
    expect(json.diagnostics[0].related).toHaveLength(count - 1);
  });
});

test('a plan shows it where it touches any of them', async () => {
  const files = { 'audiencectl.yaml': projectFile, 'm.yaml': manifestOf(9) };
  await withProject({ files }, async ({ run, write }) => {
    expect((await run('apply --auto-approve')).exitCode).toBe(0);
    expect((await run('plan')).stdout).not.toContain('audiences-equal');
    await write({ 'm.yaml': manifestOf(9).replace('A8,', 'A8, description: New,') });
    expect((await run('plan --format json')).stdout).toContain('audiences-equal');
  });
});
