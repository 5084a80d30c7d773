/** What plans suggest, or do not, where remote segments decide which algebra the API takes. */
import { expect, test } from '@jest/globals';
import type { PlatformName } from '../../../src/model/entity.ts';
import type { RemoteRow } from '../../../src/model/remote/snapshot.ts';
import { load } from '../../../src/reconciler/load.ts';
import { plan } from '../../../src/reconciler/plan.ts';
import { accountId, advertiserId, aSnapshot } from '../../support/a-world.ts';

const row = (id: string, name: string, attributes: object): RemoteRow => ({
  id,
  type: 'AudienceSegment',
  attributes: { name, ...attributes },
});

const retailMedia = { accountId, retailerId: '1234', type: 'ContactList', contactList: {} };
const marketing = { advertiserId, type: 'ContactList', contactList: {} };
const visitors = {
  ...{ advertiserId, type: 'Retargeting' },
  retargeting: { visitorsType: 'All', daysSinceLastVisitMin: 0, daysSinceLastVisitMax: 30 },
};
const base = 'Change the audience, or add its name to except of the rule.';

test.each<readonly [string, PlatformName, readonly RemoteRow[], string, string]>([
  [
    'a retargeting segment',
    'marketing-solutions',
    [row('1', 'Visitors', visitors), row('2', 'Opted out', marketing)],
    '{ name: A, algebra: Visitors }',
    `${base} No algebra is suggested: "Visitors" is a retargeting segment, which must be the only segment of its audience.`,
  ],
  [
    'two lists',
    'marketing-solutions',
    [row('1', 'Visitors', marketing), row('2', 'Opted out', marketing)],
    '{ name: A, algebra: Visitors }',
    'Exclude "Opted out" from the whole audience: and: [Visitors, { not: Opted out }].',
  ],
  [
    'segments without a channel in common',
    'retail-media',
    [
      row('1', 'Visitors', { ...retailMedia, channels: ['Onsite'] }),
      row('2', 'Opted out', { ...retailMedia, channels: ['Offsite'] }),
    ],
    '{ name: A, retailerId: "1234", algebra: Visitors }',
    `${base} No algebra is suggested: "Visitors" and "Opted out" have no channel in common.`,
  ],
  [
    'segments with one',
    'retail-media',
    [
      row('1', 'Visitors', { ...retailMedia, channels: ['Onsite', 'Offsite'] }),
      row('2', 'Opted out', { ...retailMedia, channels: ['Offsite'] }),
    ],
    '{ name: A, retailerId: "1234", algebra: Visitors }',
    'Exclude "Opted out" from the whole audience: and: [Visitors, { not: Opted out }].',
  ],
  [
    'a name that looks like a variable',
    'retail-media',
    [row('1', '${var.x}', retailMedia), row('2', 'Opted out', retailMedia)],
    '{ name: A, retailerId: "1234", algebra: "$${var.x}" }',
    'Exclude "Opted out" from the whole audience: and: ["$${var.x}", { not: Opted out }].',
  ],
])('%s', (_, platform, rows, audience, expected) => {
  const scope =
    platform === 'retail-media' ? `accountId: "${accountId}"` : `advertiserId: "${advertiserId}"`;
  const file = { file: 'audiencectl.yaml', text: `version: 1\nplatform: ${platform}\n${scope}\n` };
  const text = `audiences:\n  - ${audience}\nrules:\n  - { name: R, excludes: Opted out }\n`;
  const { value } = load(file, [{ file: 'm.yaml', text }]);
  if (value === null) throw new Error('it can be read');
  const planned = plan(value, aSnapshot(rows, [], platform));
  expect(planned.value?.refusals.map(({ fix }) => fix)).toEqual([expected]);
});
