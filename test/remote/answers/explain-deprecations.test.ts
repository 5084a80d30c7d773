import { describe, expect, test } from '@jest/globals';
import type { VersionsInUse } from '../../../src/platforms/find-version-warnings.ts';
import { explainDeprecations } from '../../../src/remote/answers/explain-deprecations.ts';
import type { DeprecationEvent } from '../../../src/remote/remote-event.ts';

const event = (more: Partial<DeprecationEvent>): DeprecationEvent => ({
  event: 'deprecation',
  ...{ request: 1, version: '2026-07', since: null, sunset: null, code: null, text: null },
  endpoint: 'POST retail-media/accounts/{id}/audiences/search',
  ...more,
});
const other = { endpoint: 'GET retail-media/me' };
const inUse: VersionsInUse = {
  platform: 'retail-media',
  ...{ apiVersion: '2026-07', audienceApiVersion: '2026-01' },
  versionSources: {},
};
const explain = (...events: readonly DeprecationEvent[]) =>
  explainDeprecations(events, inUse, Date.parse('2026-11-29'));

describe('a deprecation, in words', () => {
  test.each<[string, readonly Partial<DeprecationEvent>[]]>([
    ['Criteo has deprecated POST audiences/search of version 2026-07', [{}]],
    [
      'Criteo ends POST audiences/search of version 2026-07 on 2027-01-31',
      [{ sunset: '2027-01-31' }],
    ],
    [
      'Criteo announced to end POST audiences/search of version 2026-07 on 2026-11-01',
      [{ sunset: '2026-11-01' }],
    ],
    [
      'Criteo ends 2 requests of version 2026-07 on 2027-01-31, and has deprecated them as of 2026-10-26: POST audiences/search, GET retail-media/me. Criteo says: endpoint-deprecated: Bye',
      [
        { sunset: '2027-01-31', since: '2026-10-26' },
        { ...other, sunset: '2027-01-31', code: 'endpoint-deprecated', text: 'Bye.' },
      ],
    ],
    [
      'Criteo has deprecated 5 requests of version 2026-07: GET a, GET b, GET c, GET d and 1 more',
      ['a', 'b', 'c', 'd', 'e'].map((path) => ({ endpoint: `GET ${path}` })),
    ],
  ])('%s', (message, events) => {
    expect(explain(...events.map(event))).toMatchObject([{ code: 'api-deprecated', message }]);
  });

  test('of the newest version that is known sends its users to the list of versions', () => {
    expect(explain(event({}), event({ version: '2026-01' })).map(({ hint }) => hint)).toEqual([
      'Look up the newest version at https://developers.criteo.com/retail-media/changelog, and set apiVersion in the project file to it. audiencectl knows no version newer than 2026-07.',
      'Set audienceApiVersion: experimental in the project file. Without it, 2026-01 is the default.',
    ]);
  });
});
