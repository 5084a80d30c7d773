import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { withFolder } from '../support/a-folder.ts';

const script = fileURLToPath(new URL('../../scripts/release-notes.mjs', import.meta.url));

const changelog = `# Changelog

All notable changes.

## [Unreleased]

### Added

- What is to come.

## [1.2.0] - 2026-11-20

### Added

- \`export\`, see [the guide].

### Fixed

- ## is no heading in the middle of a line.

## [1.2.0-rc.1] - 2026-11-18

- A first look.

## [1.1.0]

- Without a date.

## [1.0.0] - 2026-10-01

### Added

[1.2.0]: https://example.com/compare/v1.1.0...v1.2.0
[the guide]: https://example.com/guide
`;

/** What the script prints for these arguments. */
function notesOf(args: readonly string[], text = changelog) {
  return withFolder({ 'CHANGELOG.md': text }, async (folder) => {
    const all = [script, ...args, '--changelog', join(folder, 'CHANGELOG.md')];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
    return { status, stdout, stderr };
  });
}

test('prints the section of a version, and nothing of its neighbours', async () => {
  expect(await notesOf(['1.2.0'])).toEqual({
    status: 0,
    stderr: '',
    stdout: `### Added

- \`export\`, see [the guide].

### Fixed

- ## is no heading in the middle of a line.
`,
  });
});

test('tells a release candidate from its release', async () => {
  expect(await notesOf(['1.2.0-rc.1'])).toMatchObject({ status: 0, stdout: '- A first look.\n' });
});

test('reads lines that end with CRLF', async () => {
  const { stdout } = await notesOf(['1.2.0-rc.1'], changelog.replaceAll('\n', '\r\n'));
  expect(stdout).toBe('- A first look.\n');
});

test.each([
  ['2.0.0', /no section "## \[2\.0\.0\] - DATE"; .*Unreleased, 1\.2\.0, /],
  ['1.2', /"1\.2" is no version/],
  ['v1.2.0', /"v1\.2\.0" is no version/],
  ['Unreleased', /"Unreleased" is no version/],
  ['1.1.0', /no date/],
  ['1.0.0', /1\.0\.0 is empty/],
])('fails for %s, and says why', async (version, reason) => {
  const { status, stdout, stderr } = await notesOf([version]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^There are no release notes: [^\n]*\n$/);
  expect(stderr).toMatch(reason);
});
