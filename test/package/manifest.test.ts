import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';

const root = new URL('../../', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
const { dependencies, devDependencies, engines } = manifest;

/** What the installed version of a package says of itself. */
async function readInstalled(name: string) {
  return JSON.parse(await readFile(new URL(`node_modules/${name}/package.json`, root), 'utf8'));
}

describe('what is installed with the package', () => {
  test.each(Object.keys(dependencies))('%s is justified in the architecture', async (name) => {
    const text = await readFile(new URL('docs/architecture.md', root), 'utf8');
    const [, section = ''] = text.split(/^## Dependencies$/m);
    expect(section.split(/^## /m)[0]).toMatch(new RegExp(`^- \\*\\*\`${name}\`\\*\\* `, 'm'));
  });

  test.each(Object.keys(dependencies))('%s runs on the lowest Node.js of engines', async (name) => {
    const { engines: own = {} } = await readInstalled(name);
    const [lowest = ''] = /\d+\.\d+/.exec(engines.node) ?? [];
    const [needed = '0.0'] = /\d+(\.\d+)?/.exec(own.node ?? '') ?? [];
    const [major = 0, minor = 0] = needed.split('.').map(Number);
    const [ownMajor = 0, ownMinor = 0] = lowest.split('.').map(Number);
    expect(own.node ?? '>=0').toMatch(/^>= ?\d/);
    expect(ownMajor * 1000 + ownMinor).toBeGreaterThanOrEqual(major * 1000 + minor);
  });

  test('is what the layers use, and nothing else but what is bundled', () => {
    const { forbidden } = createRequire(import.meta.url)('../../.config/dependency-cruiser.cjs');
    const allowed = forbidden
      .filter(({ name }: { name: string }) => name.endsWith('-packages'))
      .flatMap(
        ({ to }: { to: { pathNot?: string } }) => to.pathNot?.match(/[\w-]+(?=[|)])/g) ?? [],
      );
    for (const name of Object.keys(dependencies)) expect(allowed).toContain(name);
    const bundled = allowed.filter((name: string) => !(name in dependencies));
    for (const name of bundled) expect(devDependencies).toHaveProperty(name);
  });
});

test.each([
  'src/version.ts',
  'docs/recipes.md',
  'examples/gitops/.pre-commit-config.yaml',
  'examples/gitops/.github/workflows/audiences.yml',
  'examples/gitops/gitlab-ci.yml',
])('%s names the version of package.json, and no other', async (file) => {
  const text = await readFile(new URL(file, root), 'utf8');
  const named = text.matchAll(/(?:audiencectl@v?|rev: v|version(?: = '|: "))(\d+\.\d+\.\d+)/g);
  expect([...new Set([...named].map(([, version]) => version))]).toEqual([manifest.version]);
});
