import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { exampleOf } from '../../src/diagnostics/catalogue/code-examples.ts';
import { codes, findCode } from '../../src/diagnostics/codes.ts';
import { isAboutMeaning } from '../../src/diagnostics/meaning-codes.ts';
import { ownCodes } from '../../src/diagnostics/own-codes.ts';
import { readManifests } from '../../src/manifest/read-manifests.ts';
import { validateDeclarations } from '../../src/validation/validate-declarations.ts';
import { testProject } from '../manifest/marked-manifest.ts';

const root = new URL('../../src/', import.meta.url);

/** Functions that take the code of what they report as their first argument. */
const reporters =
  'error|failure|found|refusal|refuse|refused|report|sourceError|usageError|located|warn';

const patterns = [
  /\bcode(?::| =)\s*'([a-z0-9-]+)'/gu,
  /\bcode:[^,;{}]*?\?\s*'([a-z0-9-]+)'/gu,
  /\bcode:[^,;{}]*?\?[^,;{}]*?:\s*'([a-z0-9-]+)'/gu,
  new RegExp(`\\b(?:${reporters})\\(\\s*'([a-z0-9]+(?:-[a-z0-9]+)+)'\\s*,`, 'gu'),
];

/** The sources that report, without the list of codes itself and without the sandbox, which is the API. */
async function readSources(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(root, { recursive: true });
  const own = names.filter(
    (name) => name.endsWith('.ts') && !/^(?:sandbox|diagnostics|schema)\//u.test(name),
  );
  return new Map(
    await Promise.all(
      own.map(async (name) => [name, await readFile(new URL(name, root), 'utf8')] as const),
    ),
  );
}

describe('the list of codes', () => {
  test('has every code once', () => {
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
  });

  test('has every code that the sources report', async () => {
    const sources = [...(await readSources())];
    const reported = sources.flatMap(([file, text]) =>
      patterns.flatMap((pattern) =>
        [...text.matchAll(pattern)].map((match) => ({ code: match[1] ?? '', file })),
      ),
    );
    expect(reported.length).toBeGreaterThan(200);
    expect(reported.filter(({ code }) => findCode(code) === undefined)).toEqual([]);
  });

  test('has no code of audiencectl’s own that nothing reports', async () => {
    const text = [...(await readSources()).values()].join('\n');
    const isReported = (code: string) =>
      text.includes(`'${code}'`) ||
      // The problems of a ledger are codes without their prefix.
      (code.startsWith('ledger-') && text.includes(code.slice('ledger-'.length)));
    expect(ownCodes.map(({ code }) => code).filter((code) => !isReported(code))).toEqual([]);
  });

  test.each(codes)('$code is explained', ({ code, meaning, fix, foundBy, reason }) => {
    expect(code).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u);
    expect(meaning).toMatch(/\.$/u);
    expect(fix).toMatch(/\.$/u);
    // Who is told that nobody finds it is told why.
    if (foundBy === 'nobody') expect(reason).toMatch(/\.$/u);
    else expect(reason).toBeUndefined();
  });

  test('tells what is about meaning', () => {
    const grouped = codes.filter(({ group }) => group === 'Meaning').map(({ code }) => code);
    expect(codes.map(({ code }) => code).filter(isAboutMeaning)).toEqual(grouped);
  });

  test.each(
    codes.flatMap(({ code }) => {
      const example = exampleOf(code);
      return example ? [{ code, ...example }] : [];
    }),
  )('the example of $code has it', ({ code, platform, manifest }) => {
    const project = testProject(platform);
    const { value, diagnostics } = readManifests([{ file: 'm.yaml', text: manifest }], project);
    const found = [...diagnostics, ...validateDeclarations(value, project)];
    expect(found.map((finding) => finding.code)).toContain(code);
  });
});
