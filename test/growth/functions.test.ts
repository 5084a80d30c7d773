/** Where a text once grew with its square, at a size that tells. */
import { describe, expect, test } from '@jest/globals';
import { compileGlob, compileGlobs, createSuggester, nearest } from '../../src/model/name.ts';
import { parseJson } from '../../src/model/text/parse-json.ts';
import { parseJsonText } from '../../src/remote/http/parse-json-text.ts';
import { sourceExcerpt } from '../../src/report/findings/source-excerpt.ts';
import { checkRenames } from '../../src/validation/names/check-renames.ts';
import { indexSegments } from '../../src/validation/names/declared-segments.ts';
import { collectFindings } from '../../src/yaml-source/findings/schema-finding.ts';
import { readYaml } from '../../src/yaml-source/read-yaml.ts';
import { anAudience, aSegment } from '../support/a-world.ts';
import { growthOf, mostGrowth } from './growth-of.ts';

function many<Item>(count: number, make: (index: number) => Item): readonly Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const cases: Readonly<Record<string, readonly [number, (count: number) => () => unknown]>> = {
  'places of the keys of one map': [
    7000,
    (n) => {
      const text = `{ ${many(n, (k) => `k${k}: 1`).join(', ')} }`;
      const [document] = readYaml({ file: 'a.yaml', text }).documents;
      return () => many(n, (k) => document?.locate([`k${k}`], 'key'));
    },
  ],
  'places of keys that a map merges': [
    1000,
    (n) => {
      const keys = many(n, (k) => `k${k}: 1`).join(', ');
      const text = `a: &a { x: 1 }\nb: &b { ${keys} }\nc: { <<: [${'*a, '.repeat(n)} *b] }`;
      const [document] = readYaml({ file: 'a.yaml', text }).documents;
      return () => many(n, (k) => document?.locate(['c', `k${k}`], 'key'));
    },
  ],
  'places in documents that were let go of': [
    200,
    (n) => {
      const text = '---\na: 1\n'.repeat(n);
      const { documents } = readYaml({ file: 'a.yaml', text });
      return () =>
        documents.map((document) => {
          document.release();
          return document.locate(['a'], 'key');
        });
    },
  ],
  'places in two texts in turn': [
    400,
    (n) => {
      const text = `{ ${many(n, (k) => `k${k}: 1`).join(', ')} }`;
      const documents = ['a', 'b'].map((file) => readYaml({ file, text }).documents[0]);
      return () =>
        many(n, (k) =>
          documents.map((document) => {
            document?.release();
            return document?.locate([`k${k}`], 'key');
          }),
        );
    },
  ],
  'violations beside unknown keys': [
    4000,
    (n) => {
      const violation = { schemaPath: '', message: '', data: {}, schema: [], parentSchema: {} };
      const violations = many(n, (k) => [
        {
          ...violation,
          keyword: 'additionalProperties',
          instancePath: `/segments/${k}`,
          params: { additionalProperty: 'foo' },
        },
        { ...violation, keyword: 'oneOf', instancePath: `/segments/${k}`, params: {} },
        {
          ...violation,
          keyword: 'required',
          instancePath: `/segments/${k}`,
          params: { missingProperty: 'name' },
        },
      ]).flat();
      const value = { segments: many(n, () => ({ foo: 1 })) };
      return () => collectFindings(violations, value);
    },
  ],
  'lines shown below a line of blanks': [
    2000,
    (n) => {
      const lines = ['', ' '.repeat(100 * n)];
      const source = { file: 'a.yaml', line: 3, column: 1 };
      return () => many(n, () => sourceExcerpt([...lines, 'a'], source, 100));
    },
  ],
  'references to twins': [
    3000,
    (n) => {
      const segments = indexSegments(many(n, (k) => aSegment('same', { retailerId: String(k) })));
      const user = anAudience('a', 'same');
      return () => many(n, () => segments.named('same', user));
    },
  ],
  'a circle of earlier names': [
    500,
    (n) => {
      const declarations = many(n, (k) => ({
        ...aSegment(`s${k}`),
        renamedFrom: [`s${(k + 1) % n}`],
      }));
      return () => JSON.stringify(checkRenames(declarations));
    },
  ],
  'earlier names of one': [
    8000,
    (n) => {
      const declaration = { ...aSegment('s'), renamedFrom: many(n, (k) => `r${k}`) };
      return () => checkRenames([declaration]);
    },
  ],
  'words and the names that they are looked for in': [
    500,
    (n) => {
      const names = many(n, (k) => `segment number ${k}`);
      const words = many(n, (k) => `segmnt numbr ${k}x`);
      return () => words.map(createSuggester(() => names));
    },
  ],
  'exact names among globs': [
    3000,
    (n) => {
      const names = many(n, (k) => `FR | ${k}`);
      return () => names.filter(compileGlobs(names)).length;
    },
  ],
  'stars of a glob': [
    2000,
    (n) => {
      const matches = compileGlob(`${'*a'.repeat(n)}*b`);
      const names = many(200, (k) => 'a'.repeat(100 + k));
      return () => names.filter(matches);
    },
  ],
  'levels of JSON': [200_000, (n) => () => parseJson('['.repeat(n) + ']'.repeat(n))],
  'escapes in JSON beside a long number': [
    1_000_000,
    (n) => () => parseJsonText(`["${'\\n'.repeat(n)}", 1234567890123456789]`),
  ],
};

describe('four times as many', () => {
  test.each(Object.entries(cases))('%s', (_, [size, prepare]) => {
    expect(growthOf(size, prepare)).toBeLessThan(mostGrowth);
  });

  test('long names, all alike, that one is looked for in: some are enough', () => {
    const prepare = (count: number) => {
      const names = many(count, (k) => `${'ab'.repeat(120)}${k}`);
      return () => nearest('ba'.repeat(122), names);
    };
    expect(growthOf(2000, prepare, 3)).toBeLessThan(3);
  });
});
