import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import type { PlatformName } from '../../src/model/entity.ts';
import { platformNamed, platforms } from '../../src/platforms/platform-named.ts';

test('the page of limits has the table of versions', async () => {
  const page = await readFile(new URL('../../docs/limits.md', import.meta.url), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => /^\| `[a-z0-9][a-z0-9-]*` +\|/u.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
    .map(([, version, ...ends]) => [version, ...ends.map((end) => end.split(',')[0])]);
  const endOf = (platform: PlatformName, version: string) =>
    platformNamed(platform).versions.ends.find((each) => each.version === version)?.end ?? 'none';
  const versions = [
    ...new Set(platforms.flatMap(({ versions }) => versions.ends.map((each) => each.version))),
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
