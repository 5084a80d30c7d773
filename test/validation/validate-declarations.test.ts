import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readManifests } from '../../src/manifest/read-manifests.ts';
import { validateDeclarations } from '../../src/validation/validate-declarations.ts';
import { testProject } from '../manifest/marked-manifest.ts';

const project = testProject('retail-media');
const list = 'contactList: { identifierType: Email }';

const name = fc.constantFrom('a', 'b', 'A', 'c', 'ab');
const leaf = fc.oneof(
  name,
  name.map((each) => `{ segment: ${each} }`),
  name.map((each) => `{ not: ${each} }`),
);
const segment = fc
  .tuple(name, fc.constantFrom(list, 'state: absent', `${list}, retailerId: 9`, 'events: {}'))
  .map(([called, rest]) => `segments: [{ name: ${called}, ${rest} }]`);
const audience = fc
  .tuple(name, fc.constantFrom('and', 'or'), fc.array(leaf, { minLength: 1, maxLength: 3 }))
  .map(
    ([called, operator, leaves]) =>
      `audiences: [{ name: ${called}, algebra: { ${operator}: [${leaves.join(', ')}] } }]`,
  );
const files = fc
  .array(fc.oneof(segment, audience), { maxLength: 8 })
  .map((texts) => texts.map((text, index) => ({ file: `${index}.yaml`, text })));

describe('the order of files', () => {
  test('never matters', () => {
    const findings = (some: readonly { readonly file: string; readonly text: string }[]) => {
      const { value, diagnostics } = readManifests(some, project);
      return [diagnostics, validateDeclarations(value, project)];
    };
    fc.assert(
      fc.property(
        files.chain((some) =>
          fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
        ),
        ([some, shuffled]) => {
          expect(findings(shuffled)).toEqual(findings(some));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('undeclared references', () => {
  test('are for the plan to judge when it asks so', () => {
    const text = 'audiences: [{ name: x, algebra: a }]';
    const { value } = readManifests([{ file: 'm.yaml', text }], project);
    expect(validateDeclarations(value, project)).toHaveLength(1);
    expect(validateDeclarations(value, project, { undeclaredReferences: false })).toEqual([]);
  });
});
