import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { versionEnds } from '../../src/platforms/version-ends.ts';

test('the page of limits has the table of versions', async () => {
  const page = await readFile(new URL('../../docs/limits.md', import.meta.url), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => /^\| `[a-z0-9-]+` +\|/u.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
    .map(([, version, ...ends]) => [version, ...ends.map((end) => end.split(',')[0])]);
  const endOf = (platform: keyof typeof versionEnds, version: string) =>
    versionEnds[platform].ends.find((each) => each.version === version)?.end ?? 'none';
  const versions = [
    ...new Set(Object.values(versionEnds).flatMap(({ ends }) => ends.map((each) => each.version))),
    'experimental',
  ];
  expect(rows.map((row) => row.slice(0, 3))).toEqual(
    versions.map((version) => [
      version,
      endOf('retail-media', version),
      endOf('marketing-solutions', version),
    ]),
  );
});
