import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isJsonObject, type JsonValue } from '../../src/model/text/json.ts';
import { createSourceFinder } from '../../src/yaml-source/line-positions.ts';
import { readPart } from '../../src/yaml-source/read-part.ts';
import { readYaml } from '../../src/yaml-source/read-yaml.ts';
import { splitText } from '../../src/yaml-source/split-text.ts';

const always = { minLength: 0, partLength: 1 };

function readWhole(text: string) {
  return readPart(text, createSourceFinder('m.yaml', text));
}

/** The parts' values put together, and where their list items begin; null where a text is read in one piece. */
function readCut(text: string) {
  const find = createSourceFinder('m.yaml', text);
  const merged: { [key: string]: JsonValue } = {};
  const items: { [list: string]: unknown[] } = {};
  const split = splitText(text, always);
  if (split?.cutBetween !== 'items') return null;
  for (const part of split.parts) {
    const { toWhole } = part;
    const read = readPart(part.text, ({ start, end }) =>
      find({ start: toWhole(start), end: toWhole(end) }),
    );
    const [document] = read?.documents ?? [];
    if (read === null || document === undefined || read.documents.length > 1) return null;
    if (read.diagnostics.length > 0 || !isJsonObject(document.value)) return null;
    for (const [key, value] of Object.entries(document.value)) {
      const known = merged[key];
      merged[key] =
        Array.isArray(known) && Array.isArray(value) ? [...known, ...value] : (value ?? null);
      if (!Array.isArray(value)) continue;
      items[key] = [...(items[key] ?? []), ...value.map((_, at) => document.locate([key, at]))];
    }
  }
  return { merged, items };
}

describe('cutting a manifest', () => {
  test('at the items of its lists', () => {
    const text =
      'x-note: 1\nsegments:\n  # one\n  - name: a\n    k: |\n      - b\n\n  - name: c\naudiences:\n- name: d\n- e\n';
    expect(splitText(text, always)?.parts.map((part) => part.text)).toEqual([
      'x-note: 1\n',
      'segments:\n  # one\n  - name: a\n    k: |\n      - b\n\n',
      'segments:\n  - name: c\n',
      'audiences:\n- name: d\n',
      'audiences:\n- e\n',
    ]);
    expect(readCut(text)?.merged).toEqual(readWhole(text)?.documents[0]?.value);
  });

  test.each([
    ['an anchor', 'a:\n  - &x b\n'],
    ['an alias', 'a:\n  - *x\n'],
    ['a merge', 'a:\n  - <<: {}\n'],
    ['a document that begins on the line of its mark', '--- a\n---\nb'],
    ['the end of a document', 'a: 1\n...\nb: 2'],
    ['a tab', 'a:\n  - b\t\n'],
    ['a key twice', 'a:\n  - b\na:\n  - c\n'],
    ['a quoted key', '"a":\n  - b\n'],
    ['a list at the top', '- a\n- b\n'],
    ['an item out of line', 'a:\n  - b\n - c\n'],
  ])('is not tried with %s', (_, text) => {
    expect(splitText(text, always)).toBeNull();
  });

  test('never changes what is read', () => {
    const line = fc.constantFrom(
      'segments:',
      'segments: ',
      'audiences:  # c',
      'defaults: { a: 1 }',
      'x-y: |',
      'x-z: "a',
      'x-q: [',
      ']',
      '# c',
      '',
      '---',
      '- a',
      '- k: v',
      '-',
      '  - a',
      '  - k: v',
      '    l: w',
      '    m:',
      '      - n',
      '  -',
      '  - - b',
      '    - c',
      '  - "a',
      '  - b"',
      '  - |',
      '  - >-',
      '    text',
      '   - odd',
      '  text',
      '  - [x,',
      '    y]',
      '  - {a: b,',
      '    c: d}',
      '  ]',
      "  - 'it",
      "    is'",
      '    k: |2',
      '     - x',
      '  # c',
      '  - ? a',
      '    : b',
      '  -  a',
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n'),
        (lines, end) => {
          const text = lines.join(end);
          const cut = readCut(text);
          if (cut === null) return;
          const whole = readWhole(text);
          expect(whole?.diagnostics).toEqual([]);
          const [document] = whole?.documents ?? [];
          expect(cut.merged).toEqual(document?.value ?? {});
          for (const [list, places] of Object.entries(cut.items)) {
            expect(places).toEqual(places.map((_, at) => document?.locate([list, at])));
          }
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('cutting documents', () => {
  test('keeps every document as it is', () => {
    const line = fc.constantFrom(
      '---',
      'a: 1',
      'b:',
      '  - c',
      '  c: d',
      '# c',
      '',
      '"a',
      'b"',
      '|',
      '  text',
      '[',
      ']',
      '- a',
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n'),
        (lines, end) => {
          const text = ['---', 'x: 1', '---', ...lines].join(end);
          const find = createSourceFinder('m.yaml', text);
          const split = splitText(text, always);
          if (split === null) return;
          expect(split.cutBetween).toBe('documents');
          expect(split.parts.length).toBeGreaterThan(1);
          const parts = split.parts.map((part) =>
            readPart(part.text, ({ start, end }) =>
              find({ start: part.toWhole(start), end: part.toWhole(end) }),
            ),
          );
          if (parts.some((part) => part === null || part.diagnostics.length > 0)) return;
          const documents = parts.flatMap((part) => part?.documents ?? []);
          const whole = readWhole(text);
          expect(whole?.diagnostics).toEqual([]);
          expect(documents.map(({ value }) => value)).toEqual(
            whole?.documents.map(({ value }) => value),
          );
          const place = (document: { locate: (path: readonly string[]) => unknown }) =>
            document.locate(['a']);
          expect(documents.filter(({ value }) => value !== null).map(place)).toEqual(
            whole?.documents.filter(({ value }) => value !== null).map(place),
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('a long manifest', () => {
  const entity = (n: number) =>
    `  - name: Segment ${n}\n    contactList: { identifierType: Email }\n`;
  const many = (count: number) => Array.from({ length: count }, (_, n) => entity(n)).join('');

  test('is read in parts, and every place is found', () => {
    const text = `segments:\n${many(2_000)}audiences:\n  - { name: x, algebra: Segment 1 }\n`;
    const { documents, diagnostics } = readYaml({ file: 'm.yaml', text });
    expect(diagnostics).toEqual([]);
    expect(documents.length).toBeGreaterThan(5);
    const last = documents.at(-2);
    const segments = isJsonObject(last?.value) ? last.value['segments'] : [];
    const position = (Array.isArray(segments) ? segments.length : 0) - 1;
    expect(last?.locateItem('segments', position)).toMatchObject({ line: 4_000, column: 5 });
    expect(last?.locate(['segments', position, 'contactList', 'identifierType'])).toMatchObject({
      line: 4_001,
      column: 36,
    });
  });

  test('with an error anywhere is read as a whole', () => {
    const text = `segments:\n${many(2_000)}  - name: a: b\n${many(10)}`;
    const { documents, diagnostics } = readYaml({ file: 'm.yaml', text });
    expect(documents).toHaveLength(1);
    expect(diagnostics.map(({ source }) => source?.line)).toEqual([4_002]);
  });
});
