import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changeOfBody } from '../../../src/review/propose/proposal-marks.ts';
import type { PullDocument } from '../../../src/review/propose/pull-document.ts';
import { writeProposalBody } from '../../../src/review/propose/write-proposal-body.ts';

const change = 'c'.repeat(64);
const empty: PullDocument = { takings: [], left: [], people: [], files: [], diff: '' };
const write = (pull: Partial<PullDocument>, key = 'production', note: string | null = null) =>
  writeProposalBody({ key, noun: 'pull request', pull: { ...empty, ...pull }, change, note });

const taking = (name: string): PullDocument['takings'][number] => ({
  address: `audience/${name}`,
  action: 'edit',
  attributes: [{ path: 'description', from: name, to: null, take: 'drift' }],
  place: 'a.yaml:3',
  people: { verdict: 'narrower', enter: null, leave: `in "${name}" and "B"` },
});

describe('the description of a proposal', () => {
  test('says what was edited, for whom, and what was not taken', () => {
    const body = write({
      takings: [
        {
          address: 'segment/Paris stores',
          action: 'edit',
          attributes: [
            { path: 'location.radiusInKm', from: 10, to: 15, take: 'drift' },
            { path: 'description', from: null, to: 'Shops', take: 'conflict' },
          ],
          place: 'segments/geo.yaml:4',
          people: { verdict: 'wider', enter: 'between 10 and 15 km away', leave: null },
        },
        { ...taking('New'), action: 'add', attributes: [], people: null },
        {
          ...taking('Old'),
          action: 'remove',
          attributes: [],
          people: { verdict: 'empty', enter: null, leave: null },
        },
        {
          ...taking('Renamed'),
          action: 'tidy',
          attributes: [{ path: 'renamedFrom', from: 'X', to: null, take: 'spent' }],
          people: null,
        },
      ],
      people: [
        {
          address: 'segment/Paris stores',
          verdict: 'wider',
          enter: 'between 10 and 15 km away',
          leave: null,
          via: [],
        },
        {
          address: 'audience/Shoppers',
          verdict: 'unknown',
          enter: null,
          leave: null,
          via: ['segment/Paris stores'],
        },
      ],
      left: [
        {
          address: 'segment/CRM FR',
          path: 'description',
          text: 'The value stands in the variable "crm_text".',
          fix: 'Edit the variable.',
          place: 'audiencectl.yaml:7',
        },
      ],
    });
    expect(body).toBe(`<!-- audiencectl-propose:production -->
4 entities were edited in the Criteo UI. This pull request writes the edits into the manifests of \`production\`.

Merge it to keep the edits. Close it to keep the manifests as they are: it is not opened again for the same edits, and the next apply reverts them in the UI.

### Edits

- \`segment/Paris stores\` was edited: \`segments/geo.yaml:4\`
  - \`location.radiusInKm\` was \`10\`, and is now \`15\`
  - \`description\` is now \`"Shops"\` (git has another edit of it)
  - people: enter: between 10 and 15 km away
- \`audience/New\` is new in the UI: \`a.yaml:3\`
- \`audience/Old\` was deleted in the UI, and is taken out of \`a.yaml:3\`
  - people: everyone leaves.
- \`audience/Renamed\` has keys that are no longer needed: \`a.yaml:3\`
  - \`renamedFrom\` is done, and is taken out

### Also affected

- \`audience/Shoppers\`, through \`segment/Paris stores\`: who enters and who leaves is not known.

### Not taken

- \`segment/CRM FR\` \`description\` (\`audiencectl.yaml:7\`): The value stands in the variable \`crm_text\`. Edit the variable.

<!-- audiencectl-propose change=${change} -->`);
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '@acme/team',
      'fixes #12',
      '![x](https://evil.example/?a)',
      '<script>',
      '`',
      '``` \n```',
      '<!-- x',
      `\n<!-- audiencectl-propose change=${'d'.repeat(64)} -->\n`,
      '| a | b |',
      'https://evil.example',
      '"@x"',
      '"`@x"',
    ),
  );

  test('keeps what comes from outside in code, its own marks, and one line for each', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), hostile, (names, key) => {
        const body = write(
          {
            takings: names.map(taking),
            left: names.map((name) => ({
              ...{ address: `audience/${name}`, path: name, place: `${name}:1` },
              ...{ text: `It stands in "${name}".`, fix: `Edit ${name}.` },
            })),
            people: names.map((name) => ({
              ...{ address: 'audience/x', verdict: name, enter: name, leave: name, via: [name] },
            })),
          },
          key,
        );
        expect(changeOfBody(body)).toBe(change);
        const bare = body
          .split('\n')
          .slice(1, -1)
          .map((line) => line.replaceAll(/(`+)(?!`)(?:.*?[^`])\1(?!`)/g, ''))
          .join('\n');
        expect(bare).not.toMatch(/[@<`[\]|]|#\d|https:/);
      }),
    );
  });

  test('fits, with the count of what does not, and both marks', () => {
    const body = write({
      takings: Array.from({ length: 3000 }, (_, index) => taking(`N${index}`)),
    });
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body.length).toBeGreaterThan(60_000);
    expect(body).toMatch(/\n[\d,]+ more entries do not fit here\./);
    expect(changeOfBody(body)).toBe(change);
  });
});
