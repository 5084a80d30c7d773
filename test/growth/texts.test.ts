/** No text grows with its square: four times of it take about four times as long. */
import { describe, expect, test } from '@jest/globals';
import { validate } from '../../src/reconciler/check.ts';
import { load } from '../../src/reconciler/load.ts';
import { growthOf, mostGrowth } from './growth-of.ts';

interface Texts {
  readonly project?: string;
  readonly manifests: string | readonly string[];
}

const head = 'version: 1\nplatform: retail-media\naccountId: "1"\n';
const list = 'retailerId: "1", contactList: { identifierType: Email }';

function times(count: number, write: (index: number) => string, between = ''): string {
  return Array.from({ length: count }, (_, index) => write(index)).join(between);
}

const segments = (count: number, write: (index: number) => string) =>
  `segments:\n${times(count, (n) => `  - { ${write(n)} }\n`)}`;
const audiences = (count: number, write: (index: number) => string) =>
  `audiences:\n${times(count, (n) => `  - { retailerId: "1", ${write(n)} }\n`)}`;

/** What a text can hold many of, and how many of them are few. */
const shapes: Readonly<Record<string, readonly [number, (count: number) => Texts]>> = {
  'unknown keys on one line': [
    600,
    (n) => ({ manifests: `segments: [{ name: a, ${list}, ${times(n, (k) => `k${k}: 1, `)} }]` }),
  ],
  'unknown keys of the project': [
    400,
    (n) => ({ project: times(n, (k) => `k${k}: 1\n`), manifests: 'segments: []' }),
  ],
  'segments with an unknown key and without a type': [
    250,
    (n) => ({ manifests: `segments: [${times(n, (k) => `{ name: s${k}, foo: 1 }, `)}]` }),
  ],
  'documents with a finding each': [
    250,
    (n) => ({ manifests: times(n, () => `---\nfoo: 1 ${'# '.repeat(16)}\n`) }),
  ],
  'files with a finding each, that point to each other': [
    60,
    (n) => ({ manifests: [0, 1, 2].map(() => segments(n, (k) => `name: s${k}, ${list}`)) }),
  ],
  'keys that a map merges': [
    400,
    (n) => ({
      manifests: `x-a: &a { ${times(n, (k) => `k${k}: 1, `)} }\nx-b: &b { k: 1 }\nsegments:\n  - { <<: [${times(n, () => '*b, ')} *a], name: s }\n`,
    }),
  ],
  'syntax errors': [600, (n) => ({ manifests: times(n, () => ',-') })],
  'escapes that there are not': [8000, (n) => ({ manifests: `a: "${times(n, () => '\\@')}"` })],
  'deep lists': [3000, (n) => ({ manifests: `x-a: ${'['.repeat(n)}${']'.repeat(n)}` })],
  'deep maps': [3000, (n) => ({ manifests: `x-a: ${'{ a: '.repeat(n)}${'}'.repeat(n)}` })],
  aliases: [
    300,
    (n) => ({ manifests: `x-a: &a { ${list} }\n${segments(n, (k) => `name: s${k}, <<: *a`)}` }),
  ],
  'unknown variables near known ones': [
    250,
    (n) => ({
      project: `vars:\n${times(n, (k) => `  variable_number_${k}: 1\n`)}`,
      manifests: segments(n, (k) => `name: "s\${var.varable_number_${k}x}", ${list}`),
    }),
  ],
  'variables in one text': [
    300,
    (n) => ({
      manifests: segments(1, () => `name: "${times(n, (k) => `\${var.v${k}}`)}", ${list}`),
    }),
  ],
  'references to names near known ones': [
    100,
    (n) => ({
      manifests:
        segments(n, (k) => `name: segment number ${k}, ${list}`) +
        audiences(n, (k) => `name: a${k}, algebra: segmnt number ${k}x`),
    }),
  ],
  'twins, and references to them': [
    120,
    (n) => ({
      manifests:
        segments(n, (k) => `name: same, id: ${k}, ${list}`) +
        audiences(n, (k) => `name: a${k}, algebra: same`),
    }),
  ],
  'a chain of earlier names': [
    300,
    (n) => ({ manifests: segments(n, (k) => `name: s${k + 1}, renamedFrom: s${k}, ${list}`) }),
  ],
  'a circle of earlier names': [
    100,
    (n) => ({
      manifests: segments(n, (k) => `name: s${k}, renamedFrom: s${(k + 1) % n}, ${list}`),
    }),
  ],
  'earlier names of one': [
    2000,
    (n) => ({
      manifests: segments(
        1,
        () => `name: s, renamedFrom: [${times(n, (k) => `r${k}`, ', ')}], ${list}`,
      ),
    }),
  ],
  'what lies outside of many globs': [
    240,
    (n) => ({
      project: `owns: { segments: { names: [${times(n, (k) => `"FR ${k} | *"`, ', ')}] } }\n`,
      manifests: segments(n, (k) => `name: s${k}, ${list}`),
    }),
  ],
  'operands of one audience': [
    300,
    (n) => ({
      manifests: audiences(
        1,
        () => `name: a, algebra: { or: [${times(n, (k) => `s${k}`, ', ')}] }`,
      ),
    }),
  ],
};

function textsOf({ project = '', manifests }: Texts) {
  const projectFile = { file: 'audiencectl.yaml', text: head + project };
  const files = [manifests].flat().map((text, index) => ({ file: `m${index}.yaml`, text }));
  return { projectFile, files };
}

function findingsOf({ projectFile, files }: ReturnType<typeof textsOf>) {
  const { value, diagnostics } = load(projectFile, files);
  return [...diagnostics, ...(value === null ? [] : validate(value))];
}

describe('four times as many', () => {
  test.each(Object.entries(shapes))('%s', (_, [size, write]) => {
    const growth = growthOf(size, (count) => {
      const texts = textsOf(write(count));
      return () => findingsOf(texts);
    });
    expect(growth).toBeLessThan(mostGrowth);
  });
});
