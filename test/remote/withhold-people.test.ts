import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../src/model/remote.ts';
import { withholdPeople } from '../../src/remote/withhold-people.ts';

const digest = createHash('sha256').update('ann.lee@example.com').digest('hex');
const people = [digest, 'ann.lee@example.com', '33612345678'];
const trace = (traceId: string): Problem => ({
  ...{ code: 'some-code', detail: 'about somebody', index: null, deprecation: false },
  traceId,
});

describe('a trace ID is told where it names nobody', () => {
  test.each([
    digest,
    digest.toUpperCase(),
    digest.slice(0, 40),
    digest.slice(24),
    `trace-${digest.slice(10, 30)}-1`,
    'x-33612345678',
  ])('not %s', (traceId) => {
    expect(withholdPeople(trace(traceId), people)).toMatchObject({ traceId: null, detail: null });
  });

  test.each(['0af7651916cd43dd8448eb211c80319c', 'trace-9', digest.slice(0, 8)])(
    '%s is',
    (traceId) => {
      expect(withholdPeople(trace(traceId), people).traceId).toBe(traceId);
    },
  );
});
