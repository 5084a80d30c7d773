import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ManifestItem } from '../../../src/export/describe-item.ts';
import { escapeVariables } from '../../../src/export/write/escape-variables.ts';
import { writeManifest } from '../../../src/export/write/write-manifest.ts';
import type { RemoteEntity } from '../../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { createVariableLookup } from '../../../src/yaml-source/insert-variables.ts';
import { readYaml } from '../../../src/yaml-source/read-yaml.ts';
import { trickyNames } from '../remote-states.ts';

function anItem(
  value: JsonObject,
  differs: Partial<ManifestItem & RemoteEntity> = {},
): ManifestItem {
  const remote: RemoteEntity = {
    kind: 'segment',
    id: '1',
    name: '',
    ownerId: null,
    type: null,
    attributes: {},
    incomparable: [],
    isPartlyRead: false,
    unmanageable: null,
    adSetIds: null,
    channels: [],
    updatedAt: null,
    ...differs,
  };
  return { remote, value, remarks: differs.remarks ?? [] };
}

function write(...values: readonly JsonObject[]): string {
  return writeManifest({ defaults: {}, items: values.map((value) => anItem(value)) }, () => null);
}

describe('names and other texts survive', () => {
  const written = (text: string): JsonObject => ({
    name: text,
    description: text,
    location: { pointsOfInterest: [{ name: text, latitude: 1 }] },
    algebra: { and: [text, { not: text }, { or: [text, { segmentId: '012' }] }] },
  });
  const readBack = (text: string) => {
    const manifest = write(written(String(escapeVariables(text))));
    const onDisk = Buffer.from(manifest).toString();
    const { documents, diagnostics } = readYaml(
      { file: 'a.yaml', text: onDisk },
      createVariableLookup(new Map()),
    );
    return { values: documents.map(({ value }) => value), diagnostics };
  };
  const asWritten = (text: string) => ({
    values: [{ segments: [written(text)] }],
    diagnostics: [],
  });

  test.each([
    ...trickyNames,
    ' lead',
    'trail ',
    '\u2028',
    '\ud800',
    '\ufeff',
    '\0',
    '',
    '\r\n',
    ' \n',
    '\n ',
    ' \n \n',
  ])('%j', (text) => expect(readBack(text)).toEqual(asWritten(text)));

  test('whatever they are', () => {
    const pieces = [...' #:-\n\t"\'\\&*!?|>%@`{}[],~x=<.0', '$', '$' + '{', 'var.'];
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...pieces)).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => expect(readBack(text)).toEqual(asWritten(text))),
      { numRuns: 300 },
    );
  });
});

describe('the layout of a manifest', () => {
  test('what is short stands on one line, and shared attributes once', () => {
    const text = writeManifest(
      {
        defaults: { retailerId: '12' },
        items: [
          anItem({
            name: 'Buyers',
            retailerId: '12',
            events: { shopperActivity: 'Buy', brandIds: ['1', '2'] },
          }),
          anItem(
            {
              name: 'Shops',
              retailerId: '12',
              location: {
                pointsOfInterest: [{ name: 'main', latitude: 1.5, longitude: -2 }],
                radiusInKm: 3,
              },
            },
            { remarks: ['The API does not return location.registryType: left out.'] },
          ),
          anItem(
            { name: 'New', algebra: { and: ['A', { not: { segmentId: '007' } }] } },
            { kind: 'audience' },
          ),
        ],
      },
      () => 'two\nlines ',
    );
    expect(text).toBe(`defaults: { retailerId: "12" }

segments:
  - name: Buyers
    events: { shopperActivity: Buy, brandIds: ["1", "2"] }

  # The API does not return location.registryType: left out.
  - name: Shops
    location:
      pointsOfInterest:
        - { name: main, latitude: 1.5, longitude: -2 }
      radiusInKm: 3

audiences:
  - name: New
    algebra:
      and:
        - A
        - not: { segmentId: "007" } # "two\\nlines "
`);
  });

  test('what is long stands on several lines', () => {
    const brandIds = Array.from({ length: 20 }, (_, n) => String(1000 + n));
    const lines = write({ name: 'Brands', events: { shopperActivity: 'Buy', brandIds } }).split(
      '\n',
    );
    expect(lines).toContain('        - "1019"');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(100);
  });
});

const opening = '${';

test.each([
  [`${opening}var.x}`, `$${opening}var.x}`],
  [`a$${opening}b}`, `a$$${opening}b}`],
  [`${opening}x} $5`, `$${opening}x} $5`],
])('what looks like a variable is escaped: %s', (text, escaped) => {
  expect(escapeVariables({ name: text, algebra: { and: [text, 1] } })).toEqual({
    name: escaped,
    algebra: { and: [escaped, 1] },
  });
});
