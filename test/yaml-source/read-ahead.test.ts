import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createVariableLookup } from '../../src/yaml-source/insert-variables.ts';
import { readAhead, textsToRead } from '../../src/yaml-source/read-ahead.ts';
import { readYaml } from '../../src/yaml-source/read-yaml.ts';
import type { YamlText } from '../../src/yaml-source/yaml-document.ts';
import { askAll, randomText } from './random-text.ts';

const file = 'm.yaml';

/** As another thread hands it over. */
function ahead(text: string) {
  return structuredClone(readAhead(text));
}

function variables() {
  return createVariableLookup(new Map([['shop', { value: 7, text: '7' }]]));
}

function askText({ documents, diagnostics }: YamlText) {
  return { diagnostics, documents: documents.map(askAll) };
}

describe('a text that was read ahead', () => {
  test('is what it is without that, in all that can be asked of it', () => {
    fc.assert(
      fc.property(randomText, (text) => {
        const source = { file, text };
        const plain = variables();
        const shared = variables();
        const expected = askText(readYaml(source, plain));
        expect(askText(readYaml(source, shared, ahead))).toStrictEqual(expected);
        expect([...shared.used]).toEqual([...plain.used]);
      }),
      { numRuns: 400 },
    );
  });

  test('so is one that is read in parts', () => {
    const item = (at: number) =>
      `  - name: "Segment ${at}"\n    contactList: {}\n${at % 7 === 0 ? '\n    # c\n' : ''}    retailerId: ${at}\n`;
    const text = `segments:\n${Array.from({ length: 2_000 }, (_, at) => item(at)).join('')}audiences: []\n`;
    const source = { file, text };
    expect(textsToRead(source).length).toBeGreaterThan(2);
    const read = readYaml(source, null, ahead);
    const expected = readYaml(source);
    expect(read.documents.map(({ value }) => value)).toStrictEqual(
      expected.documents.map(({ value }) => value),
    );
    for (const [position, document] of read.documents.entries()) {
      const [own, other] = [document, expected.documents[position]];
      expect(own.locateItem('segments', 3)).toStrictEqual(other?.locateItem('segments', 3));
      expect(own.locate(['segments', 5, 'retailerId'])).toStrictEqual(
        other?.locate(['segments', 5, 'retailerId']),
      );
    }
  });

  test('is most texts: else nothing is tested here', () => {
    expect(readAhead('segments:\n  - name: A\n')).toEqual([
      {
        value: { segments: [{ name: 'A' }] },
        items: new Map([['segments', [{ start: 14, end: 18 }]]]),
      },
    ]);
    expect(readAhead('')).toEqual([]);
    expect(readAhead('a: &x 1\nb: *x\n')).toHaveLength(1);
  });

  test.each([
    ['a variable', 'a: ${var.shop}\n'],
    ['a variable behind escapes', 'a: "\\x24{var.shop}"\n'],
    ['an error', 'a: [\n'],
    ['a warning', '%FOO 1\n---\na: 1\n'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['a doubt', 'name: Promo #1\n'],
    ['too many levels', '['.repeat(10_000)],
    ['levels without end', `${'? '.repeat(50_000)}a`],
  ])('is none with %s', (_, text) => {
    expect(readAhead(text)).toBeNull();
  });
});
