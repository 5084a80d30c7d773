/** Reports know rules and people by their names. */
import { expect, test } from '@jest/globals';
import { validate } from '../../../src/reconciler/check.ts';
import { load } from '../../../src/reconciler/load.ts';
import { plan } from '../../../src/reconciler/plan.ts';
import { accountId, anAudienceRow, aSegmentRow, aSnapshot } from '../../support/a-world.ts';

const start = `version: 1\nplatform: retail-media\naccountId: "${accountId}"\ndefaults: { retailerId: "1234" }\n`;
const manifest = `segments:
  - { name: Buyers, contactList: { identifierType: Email } }
audiences:
  - { name: A, algebra: Buyers }
`;

function loadWith(rules: string, project = '', environment: string | null = null) {
  const { value } = load(
    { file: 'audiencectl.yaml', text: start + project },
    [
      { file: 'a.yaml', text: manifest },
      { file: 'rules.yaml', text: rules },
    ],
    { environment },
  );
  if (value === null) throw new Error('nothing was loaded');
  return value;
}

const twice = (rules: string, project?: string, environment?: string) =>
  validate(loadWith(rules, project, environment))
    .filter(({ code }) => code === 'rule-name-twice')
    .map(({ source, message }) => `${source?.file}:${source?.line} ${message}`);

test.each([
  [
    'two rules',
    'rules:\n  - { name: R, within: Buyers }\n  - { name: R, schema: true }\n',
    ['rules.yaml:3 another rule has the name "R", too'],
  ],
  [
    'a rule and a person',
    'people:\n  - { name: R, in: Buyers, reachedBy: A }\nrules:\n  - { name: R, schema: true }\n',
    ['rules.yaml:2 a rule has the name "R", too'],
  ],
  [
    'two people',
    'people:\n  - { name: R, in: Buyers, reachedBy: A }\n  - { name: R, in: Buyers }\n',
    ['rules.yaml:3 another person has the name "R", too'],
  ],
  [
    'names that differ',
    'rules:\n  - { name: R, schema: true }\n  - { name: r, schema: true }\n',
    [],
  ],
])('%s', (_, rules, expected) => {
  expect(twice(rules)).toEqual(expected);
});

test('an environment cannot add a rule under the name of another one', () => {
  const project =
    'rules: [{ name: R, schema: true }]\nenvironments:\n  prod: { rules: [{ name: R, schema: true }] }\n  dev: { rules: [{ name: S, schema: true }] }\n';
  expect(twice('', project, 'prod')).toHaveLength(1);
  expect(twice('', project, 'dev')).toEqual([]);
});

test('what a plan leaves of people advises on people, who have no exceptions', () => {
  const rules = 'people: [{ name: Ana, in: Buyers, notReachedBy: A }]\n';
  const rows = [
    [aSegmentRow('1', 'Buyers')],
    [anAudienceRow('10', 'A', { audienceSegmentId: '1' })],
  ];
  const { value } = plan(loadWith(rules), aSnapshot(...rows));
  const found = value?.diagnostics.find(({ code }) => code === 'people-not-as-expected');
  expect(found?.hint).toBe('Change the audience, or correct notReachedBy of the person.');
});
