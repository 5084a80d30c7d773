/** A hint names only what can stand where the mistake is, and no other finding contradicts it. */
import { describe, expect, test } from '@jest/globals';
import { readManifests } from '../../src/manifest/read-manifests.ts';
import { validateDeclarations } from '../../src/validation/validate-declarations.ts';
import { testProject } from '../manifest/marked-manifest.ts';
import { withProject } from '../support/a-project.ts';

const world = (more: string) => `segments:
  - name: Customers
    contactList:
  - name: Shops
    location: { radiusInKm: 5, pointsOfInterest: [{ name: P, latitude: 1, longitude: 2 }] }
${more}`;

function findingsOf(more: string, code: string) {
  const project = testProject('marketing-solutions');
  const { value } = readManifests([{ file: 'm.yaml', text: world(more) }], project);
  return validateDeclarations(value, project).filter((each) => each.code === code);
}

/** What a plan says of the same. */
async function plannedHints(more: string): Promise<readonly (string | undefined)[]> {
  const files = {
    'audiencectl.yaml': 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4949"\n',
    'm.yaml': world(more),
  };
  return withProject({ files }, async (project) => {
    const { stdout } = await project.run('plan --format json');
    const { diagnostics }: { diagnostics: readonly { code: string; hint?: string }[] } =
      JSON.parse(stdout);
    return diagnostics.flatMap(({ code, hint }) => (code === 'reference-unknown' ? [hint] : []));
  });
}

const hintsOf = (more: string) =>
  findingsOf(more, 'reference-not-declared').map(({ hint }) => hint);

const lookalike = (name: string, seed: string) =>
  `  - name: ${name}\n    lookalike: { seedSegment: ${seed}, targetSize: 5 }\n`;
const audience = (name: string, algebra: string) => `  - name: ${name}\n    algebra: ${algebra}\n`;

describe('the seed of a lookalike is suggested', () => {
  test.each([
    ['never as the lookalike itself', lookalike('Custmers like', 'Custmers lik')],
    ['never as another lookalike', lookalike('Abcdefgh', 'Customers') + lookalike('L', 'Abcdefg')],
    ['never as a location', lookalike('L', 'Shop')],
  ])('%s', async (_, more) => {
    for (const hints of [hintsOf(more), await plannedHints(more)]) {
      expect(hints).toHaveLength(1);
      expect(hints.join()).not.toMatch(/Custmers like|Abcdefgh|Shops/u);
    }
  });

  test('as a contact list', async () => {
    const more = lookalike('L', 'Custmers');
    expect([hintsOf(more), await plannedHints(more)]).toEqual([
      ['Did you mean "Customers"?'],
      ['Did you mean "Customers"?'],
    ]);
  });
});

describe('an audience in the place of a segment', () => {
  const base = `audiences:\n${audience('Base', '{ and: [Shops, { not: Customers }] }')}`;

  test.each([
    ['Base', 'Write its tree: { and: [Shops, { not: Customers }] }.'],
    ['{ or: [Customers, Base] }', 'Write its tree: { and: [Shops, { not: Customers }] }.'],
    [
      '{ and: [Customers, { not: Base }] }',
      'Write its tree: not: { and: [Shops, { not: Customers }] }.',
    ],
    [
      '{ or: [Customers, { segment: Base }] }',
      'Write its tree: and: [Shops, { not: Customers }] instead of segment.',
    ],
    [
      '{ or: [Customers, User] }',
      'Name segments only. An audience cannot be a part of an audience.',
    ],
  ])('%s', async (algebra, hint) => {
    const more = base + audience('User', algebra);
    const [found] = findingsOf(more, 'reference-not-declared');
    expect(found?.message).toMatch(/^"(?:Base|User)" is the name of an audience of this project/u);
    expect([hintsOf(more), await plannedHints(more)]).toEqual([[hint], [hint]]);
  });

  test('as a seed', async () => {
    const more = lookalike('L', 'Base') + base;
    const hint = 'Name a contact list, or an event segment that exists remotely, as the seed.';
    expect([hintsOf(more), await plannedHints(more)]).toEqual([[hint], [hint]]);
  });
});

describe('no segment is called unused', () => {
  const unused = (algebra: string) =>
    findingsOf(`audiences:\n${audience('A', algebra)}`, 'segment-unused').map(
      ({ address }) => address,
    );

  test.each([
    '"Customers and not Shops"',
    '"Custmers and Shosp"',
    '"Shops, Custmers, Foo"',
    '"(Shops | Customers) - Foo"',
    '{ and: [Shps, Custmers] }',
  ])('that %s may mean', (algebra) => {
    expect(unused(algebra)).toEqual([]);
  });

  test('but one that nothing is near to', () => {
    expect(unused('"Customers and Foo"')).toEqual(['segment/Shops']);
  });
});
