import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { sandboxCodes } from '../../src/diagnostics/catalogue/sandbox-codes.ts';
import { codes, findCode } from '../../src/diagnostics/codes.ts';
import { isAboutMeaning } from '../../src/diagnostics/meaning-codes.ts';
import { ownCodes } from '../../src/diagnostics/own-codes.ts';
import { readManifests } from '../../src/manifest/read-manifests.ts';
import { exampleOf } from '../../src/platforms/example-of.ts';
import { validateDeclarations } from '../../src/validation/validate-declarations.ts';
import { testProject } from '../manifest/marked-manifest.ts';
import { vendorCodes } from './vendor-codes.ts';

const root = new URL('../../src/', import.meta.url);

/** Functions that take the code of what they report as their first argument. */
const reporters =
  'error|failure|found|refusal|refuse|refused|report|sourceError|usageError|located|warn';

const patterns = [
  /(?:\bcode|Code)(?::| =)\s*'([a-z0-9-]+)'/gu,
  /\bcode:[^,;{}]*?\?\s*'([a-z0-9-]+)'/gu,
  /\bcode:[^,;{}]*?\?[^,;{}]*?:\s*'([a-z0-9-]+)'/gu,
  new RegExp(`\\b(?:${reporters})\\(\\s*'([a-z0-9]+(?:-[a-z0-9]+)+)'\\s*,`, 'gu'),
];

/** The sources that report, without the list of codes and their examples, and without the sandbox, which is the API. */
async function readSources(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(root, { recursive: true });
  const own = names.filter(
    (name) =>
      name.endsWith('.ts') && !/^(?:sandbox|diagnostics|schema)\/|\/code-examples\.ts$/u.test(name),
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

  test('has every code that the API can answer with, as far as the sandbox knows', async () => {
    const sandbox = new URL('sandbox/', root);
    const names = (await readdir(sandbox, { recursive: true })).filter((name) =>
      name.endsWith('.ts'),
    );
    const texts = await Promise.all(names.map((name) => readFile(new URL(name, sandbox), 'utf8')));
    const text = texts.join('\n');
    const asked = /\b(?:problem|invalid|refused?|found|fail)\(\s*'([a-z0-9-]+)'/gu;
    // With the call before it, and perhaps the status.
    const answered = /\b(?:fail|refuse)\(\s*call,\s*(?:\d+,\s*)?'([a-z0-9-]+)'/gu;
    const named = [
      asked,
      answered,
      /\bcode(?::| =)[^,;{}]*?'([a-z0-9-]+)'/gu,
      /[?:]\s+'([a-z0-9]+(?:-[a-z0-9]+){2,})'/gu,
    ]
      .flatMap((pattern) => [...text.matchAll(pattern)])
      .map((match) => match[1] ?? '')
      // A path that does not exist, and the beginning of a code that is put together.
      .filter((code) => !/^no-such-|-not$/u.test(code));
    expect(new Set(named).size).toBeGreaterThan(50);
    expect([...new Set(named)].filter((code) => findCode(code) === undefined)).toEqual([]);
    const own = new Set([...text.matchAll(/'(sandbox-[a-z-]+)'/gu)].map(([, code = '']) => code));
    expect(sandboxCodes.map(({ code }) => code).sort()).toEqual([...own].sort());
  });

  test.each(vendorCodes)('has %s, which the documents of the API print', (code) => {
    expect(findCode(code)?.origin).toBe('api');
  });

  // A problem without a code goes by its type (error types page).
  test.each([
    ...['unknown', 'access-control', 'authentication', 'authorization', 'availability'],
    ...['deprecation', 'quota', 'validation', 'timeout', 'interrupted'],
    ...['insufficient-permissions', 'quota-exceeded'],
  ])('has %s, which stands where there is no other code', (code) => {
    expect(findCode(code)).toBeDefined();
  });

  test('has every code that the golden reports print', async () => {
    const golden = new URL('../golden/', import.meta.url);
    const files = (await readdir(golden)).filter((name) => /\.(?:txt|md|html|json)$/u.test(name));
    const texts = await Promise.all(files.map((name) => readFile(new URL(name, golden), 'utf8')));
    const printed = texts.flatMap((text) =>
      [...text.matchAll(/(?:\bCode |"code": ")([a-z0-9-]+)/gu)].map((match) => match[1] ?? ''),
    );
    expect(printed.length).toBeGreaterThan(10);
    // Codes that no document of the API has.
    const undocumented = ['brand-new-code', 'poi-radius-must-be-in-range'];
    const known = printed.filter((code) => !undocumented.includes(code));
    expect([...new Set(known)].filter((code) => findCode(code) === undefined)).toEqual([]);
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
