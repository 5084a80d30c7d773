import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changeOfBody } from '../../../src/review/propose/proposal-marks.ts';
import type { PullDocument } from '../../../src/review/propose/pull-document.ts';
import { writeProposalBody } from '../../../src/review/propose/write-proposal-body.ts';

const change = 'c'.repeat(64);
const empty: PullDocument = {
  ...{ takings: [], left: [], people: [], warnings: [], files: [], diff: '' },
};
const write = (pull: Partial<PullDocument>, key = 'production', note: string | null = null) =>
  writeProposalBody({ key, noun: 'pull request', pull: { ...empty, ...pull }, change, note });

const taking = (name: string): PullDocument['takings'][number] => ({
  address: `audience/${name}`,
  action: 'edit',
  paths: ['description'],
  newName: null,
  changes: [
    { label: 'description', value: `${name} -> not set`, lines: [], isConflict: false },
    { label: name, value: null, lines: [`- ${name}`, `+ ${name}`], isConflict: true },
  ],
  place: 'a.yaml:3',
  people: { lines: [`leave: in "${name}" and "B"; nobody enters`] },
});

describe('the description of a proposal', () => {
  test('says what was edited, for whom, and what was not taken', () => {
    const body = write({
      takings: [
        {
          address: 'segment/Paris stores',
          action: 'edit',
          paths: ['location.radiusInKm', 'algebra'],
          newName: null,
          changes: [
            { label: 'radius', value: '10 km -> 15 km', lines: [], isConflict: false },
            {
              label: 'algebra',
              value: null,
              lines: ['  all of', '    Shoes', '+   not Complaints | all'],
              isConflict: false,
            },
            { label: 'categories', value: null, lines: ['+ 77', '  stays: 12'], isConflict: true },
          ],
          place: 'segments/geo.yaml:4',
          people: { lines: ['enter: between 10 and 15 km away; nobody leaves'] },
        },
        { ...taking('New'), action: 'add', changes: [], people: null },
        {
          ...taking('Old'),
          action: 'remove',
          changes: [],
          people: { lines: ['everyone leaves'] },
        },
        {
          ...taking('Renamed'),
          action: 'tidy',
          paths: ['renamedFrom'],
          changes: [],
          people: null,
        },
      ],
      people: [
        {
          address: 'segment/Paris stores',
          lines: ['enter: between 10 and 15 km away; nobody leaves'],
          via: [],
        },
        {
          address: 'audience/Shoppers',
          lines: ['cannot tell'],
          via: ['segment/Paris stores'],
        },
      ],
      warnings: [
        {
          message: 'the environment "staging" reads a.yaml, too: its next plan shows these edits',
          hint: 'Check it before you merge: audiencectl plan --env staging.',
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
        {
          ...{ address: 'audience/Old', path: null, place: null },
          ...{ text: 'It was deleted in the Criteo UI.', fix: 'Choose with --take gone.' },
        },
      ],
    });
    expect(body).toBe(`<!-- audiencectl-propose:production -->
1 edit, 1 new entry and 1 deletion made in the Criteo UI. 1 entry to be tidied up. This pull request writes this into the manifests of \`production\`.

Merge it to keep the edits. Close it to keep the manifests as they are: it is not opened again for the same edits, and the next apply reverts them in the UI.

### Edits

- \`segment/Paris stores\` was edited: \`segments/geo.yaml:4\`
  - radius: \`10 km -> 15 km\`
  - algebra:
    \`\`\`diff
      all of
        Shoes
    +   not Complaints | all
    \`\`\`
  - categories (git has another edit of it, which is replaced):
    \`\`\`diff
    + 77
      stays: 12
    \`\`\`
  - people: enter: between 10 and 15 km away; nobody leaves
- \`audience/New\` is new in the UI: \`a.yaml:3\`
- \`audience/Old\` was deleted in the UI. Its entry is removed from \`a.yaml:3\`
  - people: everyone leaves
- \`audience/Renamed\` has keys that are no longer needed: \`a.yaml:3\`
  - \`renamedFrom\` has done its work, and is removed

### Also affected

- \`audience/Shoppers\`, through \`segment/Paris stores\`: cannot tell

### Warnings

- The environment \`staging\` reads a.yaml, too: its next plan shows these edits. Check it before you merge: audiencectl plan --env staging.

### Not taken

- \`segment/CRM FR\` \`description\` (\`audiencectl.yaml:7\`): The value stands in the variable \`crm_text\`. Edit the variable.
- \`audience/Old\`: It was deleted in the Criteo UI. Choose with --take gone.

In the job, the option \`--take\` is the variable \`AUDIENCECTL_TAKE\`. Set it to the same words, such as \`drift,gone\`.

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
            warnings: names.map((name) => ({ message: name, hint: name })),
            people: names.map((name) => ({
              ...{ address: 'audience/x', lines: [name, name], via: [name] },
            })),
          },
          key,
        );
        expect(changeOfBody(body)).toBe(change);
        const bare = withoutFences(body)
          .split('\n')
          .slice(1, -1)
          .map((line) => line.replaceAll(/(`+)(?!`)(?:.*?[^`])\1(?!`)/g, ''))
          .join('\n');
        expect(bare).not.toMatch(/[@<`[\]|]|#\d|https:/);
      }),
    );
  });

  test('counts the lines of a large change, and has room for the next', () => {
    const lines = Array.from({ length: 1300 }, (_, index) => `+ ${index}`);
    const large = { label: 'categories', value: null, lines, isConflict: false };
    const body = write({ takings: [{ ...taking('A'), changes: [large] }, taking('B')] });
    expect(body).toContain('    + 99\n      … 1,200 more lines: see the changed files\n    ```\n');
    expect(body).toContain('audience/B');
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

/** The lines of a fence end only at as many backticks as it begins with. */
function withoutFences(body: string): string {
  let open: string | null = null;
  return body
    .split('\n')
    .filter((line) => {
      if (open !== null) {
        if (line === open) open = null;
        else expect(line).toMatch(/^ {4}[-+ ] /);
        return false;
      }
      open = /^( {4}`{3,})diff$/.exec(line)?.[1] ?? null;
      return open === null;
    })
    .join('\n');
}

test('what may only have another name is not called deleted', () => {
  const gone = { ...taking('CRM'), action: 'remove', changes: [], people: null } as const;
  expect(write({ takings: [{ ...gone, mayBeRenamed: true }] })).toContain(
    '`audience/CRM` was deleted or renamed in the UI. Its entry is removed from `a.yaml:3`',
  );
});

test('what was not taken is said with its values, in plain words', () => {
  const change = { label: 'look-back', value: '30 days -> 45 days', lines: [], isConflict: false };
  const tree = {
    ...change,
    label: 'algebra',
    value: null,
    lines: ['  all of', '-   not Customers'],
  };
  const left = { address: 'segment/A', text: 'Both.', fix: 'Choose.', place: 'a.yaml:3' };
  const body = write({
    left: [
      { ...left, path: 'events.lookbackDays', label: 'look-back', changes: [change] },
      { ...left, path: 'algebra', label: 'algebra', changes: [tree] },
    ],
  });
  expect(body).toContain(`- \`segment/A\` look-back (\`a.yaml:3\`): Both. Choose.
  - look-back: \`30 days -> 45 days\`
- \`segment/A\` algebra (\`a.yaml:3\`): Both. Choose.
  - algebra:
    \`\`\`diff
      all of
    -   not Customers
    \`\`\``);
});
