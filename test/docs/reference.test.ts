import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { codes } from '../../src/diagnostics/codes.ts';
import { platforms } from '../../src/platforms/platform-named.ts';
import { validate } from '../../src/reconciler/check.ts';
import { load } from '../../src/reconciler/load.ts';
import { listPages } from './pages/list-pages.ts';
import { readFences } from './pages/read-fences.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (page: string) => readFileSync(`${root}docs/${page}`, 'utf8');

const projects = {
  'retail-media': 'version: 1\nplatform: retail-media\naccountId: "1"\n',
  'marketing-solutions': 'version: 1\nplatform: marketing-solutions\nadvertiserId: "1"\n',
  'commerce-grid': 'version: 1\nplatform: commerce-grid\ndataProviderId: "1"\n',
};

/** Errors of a manifest; warnings may be, since an example stands alone. */
function errorsOf(platform: keyof typeof projects, text: string): readonly string[] {
  const loaded = load({ file: 'audiencectl.yaml', text: projects[platform] }, [
    { file: 'a/manifest.yaml', text },
  ]);
  const found = loaded.value === null ? [] : validate(loaded.value);
  return [...loaded.diagnostics, ...found]
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);
}

describe('docs/reference', () => {
  test('is what the program says of itself', () => {
    const script = `${root}scripts/write-reference.mjs`;
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('has valid manifests', () => {
    const page = read('reference/manifest.md');
    const beginOf = (label: string) =>
      page.slice(0, page.indexOf(`\n## Segments of ${label}`)).split('\n').length;
    const platformAt = (line: number) =>
      platforms.findLast(({ label }) => line > beginOf(label))?.name ?? 'retail-media';
    const examples = readFences(page).filter(({ language }) => language === 'yaml');
    expect(examples.length).toBeGreaterThan(8);
    for (const { text, line } of examples) {
      expect([text, errorsOf(platformAt(line), text)]).toEqual([text, []]);
    }
  });

  test('has a valid project file', () => {
    const [example] = readFences(read('reference/project.md'));
    const { diagnostics } = load({ file: 'audiencectl.yaml', text: example?.text ?? '' }, [], {
      environment: 'production',
    });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('gives every code an anchor of its own name', () => {
    const headings = [...read('reference/diagnostics.md').matchAll(/^### `(.+)`$/gmu)];
    expect(headings.map(([, code]) => code)).toEqual(codes.map(({ code }) => code));
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
  });
});

describe('docs/README.md', () => {
  const index = read('README.md');
  const pages = listPages()
    .map(({ file }) => file)
    .filter((file) => file.startsWith('docs/') && file !== 'docs/README.md');

  test.each(pages)('leads to %s', (file) => {
    expect(index).toContain(`](${file.replace('docs/', '')})`);
  });
});
