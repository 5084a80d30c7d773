import { describe, expect, test } from '@jest/globals';
import type { PlatformName } from '../../src/model/entity.ts';
import {
  adviseOnVersion,
  findVersionWarnings,
  type VersionsInUse,
} from '../../src/platforms/find-version-warnings.ts';
import { platforms } from '../../src/platforms/platform-named.ts';
import { defaultApiVersion, toProject } from '../../src/project/to-project.ts';

const at = (day: string) => Date.parse(`${day}T12:00:00Z`);
const place = (line: number) => ({ file: 'audiencectl.yaml', line, column: 13 });

function warn(platform: PlatformName, apiVersion: string, day: string) {
  const audienceApiVersion = platform === 'retail-media' ? 'experimental' : apiVersion;
  const inUse = { platform, apiVersion, audienceApiVersion };
  return findVersionWarnings({ ...inUse, versionSources: { apiVersion: place(4) } }, at(day));
}

/** The ends as Criteo's pages have them, written down a second time. */
describe.each([
  ['retail-media', '2025-07', '2026-07-28', ['2026-04-28', '2026-04-29', '2026-07-29']],
  ['retail-media', '2025-10', '2026-10-27', ['2026-07-28', '2026-07-29', '2026-10-28']],
  ['retail-media', '2026-01', '2027-01-27', ['2026-10-28', '2026-10-29', '2027-01-28']],
  ['marketing-solutions', '2025-10', '2026-10-27', ['2026-07-28', '2026-07-29', '2026-10-28']],
  ['marketing-solutions', '2026-01', '2027-02-02', ['2026-11-03', '2026-11-04', '2027-02-03']],
] as const)('%s %s, which ends on %s', (platform, version, end, [ninetyOne, ninety, after]) => {
  test('is not warned of 91 days before', () => {
    expect(warn(platform, version, ninetyOne)).toEqual([]);
  });

  test.each([
    [ninety, 'in 90 days'],
    [end, 'today'],
  ])('is warned of on %s', (day, when) => {
    const [found, ...more] = warn(platform, version, day);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      severity: 'warning',
      code: 'api-version-ending',
      message: `apiVersion is ${version}, which ends on ${end}, ${when}`,
      source: place(4),
      hint: expect.stringMatching(
        /^Set apiVersion: 2026-07 at audiencectl.yaml:4:13\. .*https:.*\.$/,
      ),
    });
  });

  test('has ended the day after', () => {
    expect(warn(platform, version, after)).toMatchObject([
      {
        code: 'api-version-ended',
        message: `apiVersion is ${version}, which ended on ${end}, 1 day ago`,
      },
    ]);
  });
});

describe('preview', () => {
  test.each([
    ['retail-media', '2026-01-01', 'api-version-ending', 'in 364 days'],
    ['marketing-solutions', '2026-09-01', 'api-version-ending', 'in 121 days'],
    ['retail-media', '2026-12-31', 'api-version-ending', 'today'],
    ['marketing-solutions', '2027-01-01', 'api-version-ended', '1 day ago'],
  ] as const)('of %s is warned of on %s', (platform, day, code, words) => {
    expect(warn(platform, 'preview', day)).toMatchObject([
      { code, message: expect.stringContaining(words) },
    ]);
  });

  test('for audiences of retail media gives way to experimental', () => {
    const inUse: VersionsInUse = {
      platform: 'retail-media',
      ...{ apiVersion: '2026-07', audienceApiVersion: 'preview' },
      versionSources: { audienceApiVersion: place(5) },
    };
    expect(findVersionWarnings(inUse, at('2026-11-29'))).toMatchObject([
      {
        source: place(5),
        message: expect.stringMatching(/^audienceApiVersion is preview, .* in 32 days$/),
        hint: expect.stringMatching(
          /^Set audienceApiVersion: experimental at audiencectl.yaml:\d+:\d+\. /,
        ),
      },
    ]);
  });
});

describe('a version whose last day is not published', () => {
  test('gets no day', () => {
    expect(warn('retail-media', '2026-07', '2027-04-01')).toEqual([]);
    for (const day of ['2027-04-02', '2027-07-20', '2027-07-31']) {
      const [found] = warn('retail-media', '2026-07', day);
      expect(found).toMatchObject({ code: 'api-version-ending' });
      expect(found?.message).toMatch(/twelve months after its release\. .* not published/);
      expect(found?.message).not.toMatch(/\d{4}-\d{2}-\d{2}/);
      // Nothing newer is known here.
      expect(found?.hint).toMatch(
        /^Look up the newest version at https:\S+, and set apiVersion at audiencectl.yaml:4:13 to it. audiencectl knows no version newer than 2026-07\./,
      );
    }
  });

  test.each(['retail-media', 'marketing-solutions'] as const)(
    'has ended once the month is over: %s',
    (platform) => {
      for (const day of ['2027-08-01', '2027-09-30', '2030-01-01']) {
        expect(warn(platform, '2026-07', day)).toMatchObject([
          {
            code: 'api-version-ended',
            message:
              'apiVersion is 2026-07, which ended in July 2027, twelve months after its release',
            hint: expect.stringMatching(
              /^Look up the newest version at .*, and set apiVersion at audiencectl.yaml:4:13 to it\. /,
            ),
          },
        ]);
      }
    },
  );

  test('and with it those before it', () => {
    expect(warn('retail-media', '2026-04', '2027-07-31')).not.toMatchObject([
      { message: expect.stringContaining('2026-07') },
    ]);
    expect(warn('retail-media', '2026-04', '2027-08-01')).toMatchObject([
      {
        code: 'api-version-ended',
        message: 'apiVersion is 2026-04, which is older than 2026-07, which ended in July 2027',
      },
    ]);
  });

  test('is told to be the default where the file sets none', () => {
    const project = toProject(
      { platform: 'retail-media', accountId: '1' },
      {
        ...{ environment: null, file: 'audiencectl.yaml', folderName: 'x', variables: new Map() },
        versionSources: {},
      },
    );
    if (project === null) throw new Error('no project');
    const [found, ...more] = findVersionWarnings(project, at('2027-06-01'));
    expect(more).toEqual([]);
    expect(found?.message).toMatch(/^apiVersion is 2026-07 \(the default, .* sets none\), /);
    expect(found).not.toHaveProperty('source');
  });
});

describe('what the table does not list', () => {
  test.each([
    ['experimental', '2099-01-01'],
    ['2027-01', '2099-01-01'],
    ['2028-07', '2026-11-29'],
    ['2025-04', '2026-07-28'],
  ])('%s has no end that is known on %s', (version, day) => {
    expect(warn('retail-media', version, day)).toEqual([]);
  });

  test('has ended where a younger one has', () => {
    expect(warn('retail-media', '2025-04', '2026-07-29')).toMatchObject([
      { code: 'api-version-ended', message: expect.stringContaining('older than 2025-07') },
    ]);
  });
});

test('a version that is served and newer than all that are known gets no advice to go back', () => {
  const inUse = {
    platform: 'retail-media' as const,
    apiVersion: '2028-01',
    audienceApiVersion: 'experimental',
  };
  for (const now of [null, at('2028-02-01')]) {
    const advice = adviseOnVersion(inUse, 'apiVersion', now, true);
    expect(advice).toContain('Look up the newest version');
    expect(advice).not.toContain('Set apiVersion: 2026-07');
  }
});

describe('versions that are used for several things', () => {
  const inUse = (versionSources: VersionsInUse['versionSources']): VersionsInUse => ({
    platform: 'marketing-solutions',
    ...{ apiVersion: '2026-01', audienceApiVersion: '2026-01' },
    ...(versionSources === undefined ? {} : { versionSources }),
  });
  const keys = (versionSources: VersionsInUse['versionSources']) =>
    findVersionWarnings(inUse(versionSources), at('2027-01-01')).map(
      ({ message }) => message.split(' ')[0],
    );

  test('are said once for each key that is set', () => {
    expect(keys({ apiVersion: place(4) })).toEqual(['apiVersion']);
    expect(keys({ apiVersion: place(4), audienceApiVersion: place(5) })).toEqual([
      'apiVersion',
      'audienceApiVersion',
    ]);
    // As a plan file has them, which has no places.
    expect(keys(undefined)).toEqual(['apiVersion']);
  });
});

test.each(platforms)('$name: what is advised is what is the default', ({ versions: table }) => {
  expect(table.instead.apiVersion).toBe(defaultApiVersion);
  for (const { source } of table.ends)
    expect(source).toMatch(/^https:\/\/developers\.criteo\.com\//);
});
