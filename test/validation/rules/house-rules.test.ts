/** Rules and people as projects write them, and what is said of each at its place. */
import { describe, expect, test } from '@jest/globals';
import { validate } from '../../../src/reconciler/check.ts';
import { load } from '../../../src/reconciler/load.ts';
import { plan } from '../../../src/reconciler/plan.ts';
import { aSnapshot } from '../../support/a-world.ts';

const start = `version: 1
platform: retail-media
accountId: "625702934721171442"
defaults: { retailerId: "1234" }
`;
const manifest = `segments:
  - { name: Buyers, events: { shopperActivity: Buy, lookbackDays: Last30Days, categoryIds: ["1"] } }
  - { name: Buyers 90, events: { shopperActivity: Buy, lookbackDays: Last90Days, categoryIds: ["1"] } }
  - { name: Customers, contactList: { identifierType: Email } }
  - { name: Opted out, contactList: { identifierType: Email } }
  - { name: Twin, contactList: { identifierType: Email } }
audiences:
  - { name: A, algebra: { and: [Buyers, { not: Opted out }] } }
  - { name: B, algebra: { or: [Customers, Buyers] } }
  - { name: Twin, algebra: { and: [Twin, { not: Opted out }] } }
`;

interface Given {
  readonly rules?: string;
  readonly project?: string;
  readonly environment?: string;
}

function loadGiven({ rules = '', project = '', environment }: Given) {
  const { value, diagnostics } = load(
    { file: 'audiencectl.yaml', text: start + project },
    [
      { file: 'a.yaml', text: manifest },
      ...(rules === '' ? [] : [{ file: 'rules.yaml', text: rules }]),
    ],
    environment === undefined ? {} : { environment },
  );
  if (value === null) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return { value, diagnostics };
}

function linesOf(given: Given): readonly string[] {
  const { value, diagnostics } = loadGiven(given);
  return [...diagnostics, ...validate(value)]
    .filter(({ code }) => !/^(?:segment-unused|audience|new-list)/u.test(code))
    .map(({ source, severity, code, message, example, hint }) =>
      [
        `${source?.file}:${source?.line}:${source?.column} ${severity} ${code} ${message}`,
        ...(example === undefined ? [] : [`for example ${example}`]),
        ...(hint === undefined ? [] : [hint]),
      ].join(' | '),
    );
}

const except = 'Change the audience, or add its name to except of the rule.';

describe('what is found', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'excludes',
      'rules:\n  - { name: R, excludes: Opted out }\n',
      [
        'a.yaml:9:16 error rule-broken "B" may reach people in "Opted out" | for example a person in "Customers" and "Opted out", in no other segment named here | Exclude "Opted out" from the whole audience: and: [{ or: [Customers, Buyers] }, { not: Opted out }].',
      ],
    ],
    [
      'a shorter look-back is within a longer one',
      'rules:\n  - { name: R, audiences: A, within: Buyers 90 }\n',
      [],
    ],
    [
      'a warning, an exception, an audience for a segment',
      'rules:\n  - { name: R, audiences: ["*"], except: [A, Twin], within: audience/Twin, level: warning }\n',
      [
        'a.yaml:9:16 warning rule-broken "B" may reach people who are not in "audience/Twin" | for example a person in "Customers", in no other segment named here | Keep the audience within "audience/Twin": and: [{ or: [Customers, Buyers] }, Twin, { not: Opted out }].',
      ],
    ],
    [
      'a name that a segment and an audience have means the segment',
      'rules:\n  - { name: R, audiences: Twin, within: Twin }\n',
      [],
    ],
    [
      'an audience of two groups',
      'rules:\n  - { name: R, disjoint: [A, "*"] }\n',
      [
        'a.yaml:8:16 error rule-broken "A" is in two groups that must not overlap, and may reach the same people as "B" and "Twin" | for example a person in "Buyers", in no other segment named here | Correct the globs of disjoint, so that only one of them matches the audience, or add its name to except of the rule.',
      ],
    ],
    [
      'two groups that overlap',
      'rules:\n  - { name: R, disjoint: [B, Twin] }\n',
      [
        'a.yaml:9:16 error rule-broken "B" may reach the same people as "Twin" | for example a person in "Customers" and "Twin", in no other segment named here, whom "B" and "Twin" both reach | Keep the people of "Twin" out of this audience, if they should not be in it: and: [{ or: [Customers, Buyers] }, { not: { and: [Twin, { not: Opted out }] } }].',
      ],
    ],
    [
      'three groups: the person in the fewest segments, and names in their order',
      'rules:\n  - { name: R, disjoint: [B, Twin, A] }\n',
      [
        'a.yaml:9:16 error rule-broken "B" may reach the same people as "A" and "Twin" | for example a person in "Buyers", in no other segment named here, whom "B" and "A" both reach | ' +
          except,
        'a.yaml:10:19 error rule-broken "Twin" may reach the same people as "A" | for example a person in "Twin" and "Buyers", in no other segment named here, whom "Twin" and "A" both reach | Keep the people of "A" out of this audience, if they should not be in it: and: [Twin, { not: Opted out }, { not: Buyers }].',
      ],
    ],
    [
      'what is over nothing',
      'rules:\n  - { name: R, audiences: "FR *", excludes: Opted out }\n  - { name: S, disjoint: ["A", "FR *"] }\n',
      [
        'rules.yaml:2:27 warning rule-matches-nothing the rule "R" is over no audience that is declared | Correct the name, or remove what is no longer needed.',
        'rules.yaml:3:32 warning rule-matches-nothing "FR *" matches no audience that is declared | Correct the name, or remove what is no longer needed.',
      ],
    ],
    [
      'more than twenty segments',
      `rules:\n  - { name: R, audiences: A, excludes: [${Array.from({ length: 19 }, (_, index) => `"Buyers", "S${index}"`).join(', ')}] }\n`,
      [
        'a.yaml:8:16 error rule-undecided "A" and the rule have 21 segments together, and at most 20 can be decided | Make several rules of it, each with fewer segments.',
      ],
    ],
    [
      'people',
      'people:\n  - { name: P, in: Customers, reachedBy: [A, B], notReachedBy: Twin }\n',
      [
        'rules.yaml:2:31 error people-not-as-expected "A" does not always reach "P" | for example a person in "Customers", in no other segment named here | Change the audience, or correct reachedBy.',
        'rules.yaml:2:50 error people-not-as-expected "Twin" may reach "P" | for example a person in "Customers" and "Twin", in no other segment named here | Change the audience, or correct notReachedBy.',
      ],
    ],
    [
      'people that there cannot be',
      'people:\n  - { name: P, in: Buyers, notIn: Buyers 90, reachedBy: A }\n',
      [
        'rules.yaml:2:16 error people-impossible there can be no person like "P", so nothing is tested | Correct in and notIn.',
      ],
    ],
    [
      'a name that nothing has',
      'rules:\n  - { name: R, audiences: A, within: Buyer 90 }\n',
      [
        'rules.yaml:2:38 error reference-not-declared no segment or audience with the name "Buyer 90" is declared in this project, so nothing is tested | Did you mean "Buyers 90"? If "Buyer 90" exists remotely, declare it.',
      ],
    ],
    [
      'no demand, two of them, and people of segments',
      'rules:\n  - { name: R }\n  - { name: S, excludes: Opted out, within: Customers }\n  - { name: T, segments: "*", excludes: Opted out }\n',
      [
        'rules.yaml:2:7 error rule-needs-one-demand the rule demands nothing | Add excludes, within, disjoint or schema.',
        'rules.yaml:3:37 error rule-needs-one-demand the rule has both excludes and within | Make two rules of it.',
        'rules.yaml:4:16 error rule-needs-one-demand a rule over segments cannot have excludes, which is about audiences | Use schema, or write audiences.',
      ],
    ],
  ])('%s', (_, rules, expected) => {
    const found = linesOf({ rules }).filter(
      (line) => !/no segment or audience.*"S\d+"/u.test(line),
    );
    expect(found).toEqual(expected);
  });
});

test('a segment that only a rule or a person names is not unused', () => {
  const unused = (rules: string) => {
    const { value } = loadGiven({ rules });
    return validate(value).flatMap(({ code, address }) =>
      code === 'segment-unused' ? [address] : [],
    );
  };
  expect(unused('')).toEqual(['segment/Buyers 90']);
  expect(unused('rules:\n  - { name: R, audiences: A, within: Buyers 90 }\n')).toEqual([]);
  expect(unused('people:\n  - { name: P, in: segment/Buyers 90 }\n')).toEqual([]);
  const { value } = loadGiven({
    rules: 'rules:\n  - { name: R, audiences: A, within: Buyers 90 }\n',
  });
  const planned = plan(value, aSnapshot()).value;
  expect(planned?.diagnostics.filter(({ code }) => code === 'segment-unused')).toEqual([]);
});

describe('where rules stand', () => {
  const rule = 'rules: [{ name: R, excludes: Opted out }]\n';

  test('in the project file', () => {
    expect(linesOf({ project: rule })).toEqual([expect.stringContaining('rule-broken "B"')]);
  });

  test('an environment adds some, and takes none away', () => {
    const project = `${rule}environments:\n  test: { rules: [{ name: S, audiences: A, within: Customers }] }\n  prod: { rules: [] }\n`;
    const broken = (environment: string) => linesOf({ project, environment }).length;
    expect([broken('test'), broken('prod')]).toEqual([2, 1]);
  });

  test('a plan is refused for them, and says no more of an audience that keeps them', () => {
    const { value } = loadGiven({ rules: rule });
    const planned = plan(value, aSnapshot()).value;
    expect(planned?.refusals).toEqual([
      {
        code: 'rule-broken',
        address: 'audience/B',
        text: 'it may reach people in "Opted out", for example a person in "Customers" and "Opted out", in no other segment named here (rule "R", rules.yaml:1:11)',
        fix: 'Exclude "Opted out" from the whole audience: and: [{ or: [Customers, Buyers] }, { not: Opted out }].',
      },
    ]);
  });
});
