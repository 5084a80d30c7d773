import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../../src/model/remote/remote.ts';
import { watchDeprecations } from '../../../src/remote/answers/watch-deprecations.ts';

const secret = 'a-secret-of-this-run';
const redactor = { redact: (text: string) => text.replaceAll(secret, '[redacted]') };

interface Saying {
  readonly path?: string;
  readonly deprecation?: string;
  readonly sunset?: string;
  readonly problems?: readonly Problem[];
  readonly people?: readonly string[];
}

function answered({ path = '/2026-07/x', deprecation, sunset, problems = [], people }: Saying) {
  const header = (name: string) => (name === 'sunset' ? sunset : deprecation) ?? null;
  const call = { method: 'POST', path, ...(people ? { people: () => people } : {}) } as const;
  return { request: 1, call, header, problems };
}

const problem = (code: string, deprecation = true): Problem => ({
  ...{ code, detail: `words of ${code}`, traceId: null, index: null, deprecation },
});

describe('what an answer says of its end', () => {
  test('is told with version and endpoint, without IDs', () => {
    const [event] = watchDeprecations(redactor)(
      answered({ path: '/preview/retail-media/accounts/12/audiences', deprecation: 'true' }),
    );
    expect(event).toEqual({
      ...{ event: 'deprecation', request: 1, since: null, sunset: null, code: null, text: null },
      ...{ version: 'preview', endpoint: 'POST retail-media/accounts/{id}/audiences' },
    });
  });

  test('is told once for an endpoint, whatever its ID', () => {
    const watch = watchDeprecations(redactor);
    const tell = (path: string, more: Saying = {}) =>
      watch(answered({ path, deprecation: 'true', ...more })).length;
    expect(tell('/2026-07/segments/1')).toBe(1);
    expect(tell('/2026-07/segments/2')).toBe(0);
    expect(tell('/2026-01/segments/2')).toBe(1);
    expect(tell('/2026-07/segments')).toBe(1);
    // Something new of the same.
    expect(tell('/2026-07/segments/1', { sunset: 'Sun, 31 Jan 2027 00:00:00 GMT' })).toBe(1);
    expect(tell('/2026-07/segments/1', { problems: [problem('deprecated-field')] })).toBe(1);
    expect(tell('/2026-07/segments/1', { problems: [problem('deprecated-field')] })).toBe(0);
  });

  test('is each of several entries, and no other problem', () => {
    const problems = [problem('one'), problem('two'), problem('three', false)];
    const told = watchDeprecations(redactor)(answered({ problems }));
    expect(told.map(({ code, text }) => [code, text])).toEqual([
      ['one', 'words of one'],
      ['two', 'words of two'],
    ]);
    expect(watchDeprecations(redactor)(answered({ problems: [problem('x', false)] }))).toEqual([]);
  });

  test('keeps secrets out, also where it is cut', () => {
    const [event] = watchDeprecations(redactor)(
      answered({ sunset: `${'x'.repeat(90)}${secret}`, deprecation: secret }),
    );
    expect(event?.since).toBe('[redacted]');
    expect(event?.sunset).toHaveLength(100);
    expect(event?.sunset).not.toContain(secret.slice(0, 4));
  });

  test('quotes nobody who is on a list', () => {
    const people = ['a@example.com'];
    const watch = watchDeprecations(redactor);
    expect(watch(answered({ people, sunset: 'a@example.com' }))).toMatchObject([{ sunset: null }]);
    const date = 'Sun, 31 Jan 2027 00:00:00 GMT';
    expect(watch(answered({ people, sunset: date }))).toMatchObject([{ sunset: '2027-01-31' }]);
  });

  test('has an end, where the API says something else in each answer', () => {
    const watch = watchDeprecations(redactor);
    const told = Array.from({ length: 500 }, (_, index) =>
      watch(answered({ sunset: `x${index}` })),
    );
    expect(told.flat()).toHaveLength(50);
  });

  test('and whatever one endpoint says, the others are heard', () => {
    const watch = watchDeprecations(redactor);
    const problems = Array.from({ length: 3000 }, (_, index) => problem(`code-${index}`));
    expect(watch(answered({ path: '/2026-07/x', problems }))).toHaveLength(50);
    expect(watch(answered({ path: '/2026-07/y', problems }))).toHaveLength(50);
    expect(watch(answered({ path: '/2027-01/x', problems: [problem('one')] }))).toHaveLength(1);
    expect(watch(answered({ path: '/2026-07/x', problems: [problem('new')] }))).toEqual([]);
  });
});
