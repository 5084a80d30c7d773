/** Blanks, dashes and commas that are missing or too many: what to write instead. */
import { expect, test } from '@jest/globals';
import { readYaml } from '../../../src/yaml-source/read-yaml.ts';

const segment = '  - name: A\n    contactList:\n';

test.each([
  [
    'a missing comma or colon in brackets',
    '{ "a" "b" }\n',
    '1:7 a comma or a colon is missing',
    'Write it behind the quoted text.',
  ],
  [
    'a colon without a blank before #',
    'segments:\n  - name: A\n    description:# text\n    contactList:\n',
    '3:16 a blank is missing after the colon of "description"',
    'Write description: "# text".',
  ],
  [
    'a colon with a no-break space',
    'segments:\n  - name:\u00a0A\n    contactList:\n',
    '2:9 a blank is missing after the colon of "name"',
    'Write name: A.',
  ],
  [
    'a list behind a colon without a blank',
    'segments:\n  - name: A\n    shopperActivity:- View\n    contactList:\n',
    '3:20 a blank is missing after the colon of "shopperActivity"',
    'Write only shopperActivity: here, and begin the list in the next line: - View.',
  ],
  [
    'two dashes',
    'segments:\n  -- name: A\n    contactList:\n',
    '2:5 the line begins with several dashes',
    'Write "- name:" in line 2.',
  ],
  [
    'two dashes in a later item',
    `segments:\n${segment}  -- name: B\n    contactList:\n`,
    '4:3 the line begins with several dashes',
    'Write "- name:" in line 4.',
  ],
  [
    'a dash without a blank in a later item',
    `segments:\n${segment}  -name: B\n    contactList:\n`,
    '4:3 a blank is missing after the dash',
    'Write "- name:" in line 4.',
  ],
  [
    'a quote behind a dash',
    'segments:\n  -" name: A\n    contactList:\n',
    '2:5 a blank is missing after the dash',
    'Write "- name:" in line 2.',
  ],
])('%s', (_, text, told, hint) => {
  const { diagnostics } = readYaml({ file: 'm.yaml', text });
  const lines = diagnostics.map(
    (each) => `${each.source?.line}:${each.source?.column} ${each.message} | ${each.hint}`,
  );
  expect(lines).toHaveLength(1);
  expect(lines[0]?.startsWith(told)).toBe(true);
  expect(lines[0]).toContain(`| ${hint}`);
});
