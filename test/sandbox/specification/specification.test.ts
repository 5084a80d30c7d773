import { describe, expect, test } from '@jest/globals';
import { routes } from '../../../src/sandbox/protocol/routes.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { operationShapes } from '../../../src/sandbox/specification/operation-shapes.ts';

const address = (version: string, service: string) =>
  `/${version}/${service}/open-api-specifications.json`;

function get(target: string, settings = {}) {
  const sandbox = createSandbox({ settings });
  const answer = sandbox.exchange({ method: 'GET', target, headers: {}, body: '' });
  return { status: answer.status, body: JSON.parse(answer.body) };
}

describe('the specification that the sandbox serves', () => {
  test('tells of every endpoint but those that no specification has', () => {
    const untold = routes
      .map(({ method, pattern }) => `${method} ${pattern}`)
      .filter((route) => !(route in operationShapes));
    expect(untold).toEqual([
      'PATCH /{version}/audiences/{audience}/contactlist',
      'DELETE /{version}/audiences/{audience}/contactlist',
      'GET /{version}/retailmedia/open-api-specifications.json',
      'GET /{version}/marketingsolutions/open-api-specifications.json',
      'GET /{version}/commercegrid/open-api-specifications.json',
    ]);
    const served = new Set(routes.map(({ method, pattern }) => `${method} ${pattern}`));
    expect(Object.keys(operationShapes).filter((each) => !served.has(each))).toEqual([]);
  });

  test.each([
    ['retailmedia', '2026-07', '/2026-07/retail-media/accounts/{account}/audiences/search'],
    ['retailmedia', 'preview', '/preview/retail-media/accounts/{account}/audiences/create'],
    ['marketingsolutions', '2027-01', '/2027-01/advertisers/me'],
    ['commercegrid', '2026-07', '/2026-07/commerce-grid/audience-segments/create'],
  ])('%s %s is there without a token', (service, version, path) => {
    const { status, body } = get(address(version, service));
    expect(status).toBe(200);
    expect(body).toMatchObject({ openapi: '3.0.1', info: { version } });
    expect(Object.keys(body.paths)).toContain(path);
    const other = service === 'retailmedia' ? 'marketing-solutions' : 'retail-media';
    expect(Object.keys(body.paths).filter((each) => each.split('/')[2] === other)).toEqual([]);
  });

  test('a dated version has no requests that only experimental has', () => {
    const { body } = get(address('2026-07', 'retailmedia'));
    const paths = Object.keys(body.paths).filter((path) => /audiences\/create|sizes/.test(path));
    expect(paths).toEqual([]);
  });

  test.each([
    ['a retired version', address('2026-07', 'retailmedia'), 410],
    ['another service', address('2026-07', 'advertisers'), 401],
    ['no version', address('latest', 'retailmedia'), 401],
  ])('%s has none', (_, target, status) => {
    expect(get(target, { retiredVersions: ['2026-07'] }).status).toBe(status);
  });
});
