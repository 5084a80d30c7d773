import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readManifests } from '../../src/manifest/read-manifests.ts';
import { bindingCases } from './binding-cases.ts';
import {
  describeFindings,
  expectedFindings,
  findIn,
  testProject,
  unmark,
} from './marked-manifest.ts';

const project = testProject('retail-media');
const read = (text: string, platform: 'retail-media' | 'marketing-solutions' = 'retail-media') =>
  readManifests([{ file: 'm.yaml', text }], testProject(platform)).value;

describe('findings about what binds a declaration to a remote entity', () => {
  test.each(bindingCases.map(([name, marked, ...codes]) => ({ name, marked, codes })))(
    '$name',
    ({ marked, codes }) => {
      const found = describeFindings(findIn(unmark(marked).text, project));
      expect(found).toEqual(expectedFindings(marked, codes));
    },
  );

  test('a circle is told as the chain it is', () => {
    const text =
      'segments:\n  - { name: a, renamedFrom: b, contactList: { identifierType: Email } }\n  - { name: b, renamedFrom: a, contactList: { identifierType: Email } }\n';
    const [first, second] = findIn(text, project);
    expect(first).toMatchObject({
      message: 'renamedFrom leads back to itself: "a" from "b" from "a"',
      hint: expect.stringContaining('id'),
      related: [{ source: { line: 3, column: 29 } }],
    });
    expect(second?.message).toContain('"b" from "a" from "b"');
  });

  test('what an ignored attribute was meant to be', () => {
    const text =
      'segments: [{ name: a, lifecycle: { ignoreChanges: [Descripton] }, contactList: { identifierType: Email } }]';
    expect(findIn(text, project)[0]?.hint).toBe('Did you mean description?');
  });
});

describe('a declaration', () => {
  test('carries what binds it, and none of it as an attribute', () => {
    const [segment] = read(`segments:
  - name: a
    id: 738406688413290497
    lifecycle: { replace: allow, ignoreChanges: [description] }
    meta: { owner: Anna }
    contactList: { identifierType: Email }
`);
    expect(segment).toMatchObject({
      address: 'segment/a',
      id: '738406688413290497',
      allowReplace: true,
      ignoreChanges: ['description'],
      meta: { owner: 'Anna' },
      attributes: { retailerId: '1234', contactList: { identifierType: 'Email' } },
    });
    expect(Object.keys(segment?.attributes ?? {})).toEqual(['retailerId', 'contactList']);
  });

  test('says nothing of what its manifest does not say', () => {
    const [segment] = read('segments: [{ name: a, lifecycle: {}, meta: {} }]');
    expect(Object.keys(segment ?? {}).sort()).toEqual(
      ['address', 'attributes', 'kind', 'locate', 'name', 'source', 'state'].sort(),
    );
  });

  test.each([
    ['old', ['old']],
    ['[old, older]', ['old', 'older']],
    ['" old "', [' old ']],
  ])('renamedFrom: %s', (written, renamedFrom) => {
    expect(read(`segments: [{ name: a, renamedFrom: ${written} }]`)).toMatchObject([
      { renamedFrom },
    ]);
  });

  test('that is to go may have an ID alone', () => {
    expect(read('audiences: [{ id: 0012, state: absent }]')).toMatchObject([
      { address: 'audience/#0012', name: '', id: '0012', state: 'absent' },
    ]);
  });

  test('ignores a seed as what it is compared by', () => {
    const text =
      'segments: [{ name: a, lifecycle: { ignoreChanges: [lookalike.seedSegment] }, lookalike: { seedSegment: b } }]';
    expect(read(text, 'marketing-solutions')).toMatchObject([
      { ignoreChanges: ['lookalike.seedSegmentId'] },
    ]);
  });
});

describe('circles of renames', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];

  test('are found wherever following the names leads back, and nowhere else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.constantFrom(...names, 'x')), { minLength: 5, maxLength: 5 }),
        (from) => {
          const text = names
            .map((name, at) => {
              const was = from[at] ?? null;
              return `  - { name: ${name}, state: absent${was === null ? '' : `, renamedFrom: ${was}`} }\n`;
            })
            .join('');
          const leadsBack = (start: number) => {
            let at = start;
            for (let steps = 0; steps < names.length; steps += 1) {
              at = names.indexOf(from[at] ?? '');
              if (at === start) return true;
              if (at === -1) return false;
            }
            return false;
          };
          const found = findIn(`segments:\n${text}`, project)
            .filter(({ code }) => code === 'rename-cycle')
            .map(({ source }) => source?.line);
          expect(found).toEqual(names.flatMap((_, at) => (leadsBack(at) ? [at + 2] : [])));
        },
      ),
      { numRuns: 300 },
    );
  });
});
