/** Everything that a network and an API do to a run, each as a fault of the sandbox with a name. */
import type { Fault, FaultEffect } from '../../src/sandbox/faults/fault.ts';

export interface NamedFault {
  readonly name: string;
  readonly fault: Fault;
}

type On = 'read' | 'write' | 'token' | 'any';

/** Faults whose answer is missing, late, broken or a refusal to answer now. */
const troubles: readonly (readonly [string, On, FaultEffect])[] = [
  ['429 with a reset', 'any', { kind: 'status', status: 429, resetSeconds: 3 }],
  ['429 without headers', 'any', { kind: 'status', status: 429 }],
  ['500 before', 'any', { kind: 'status', status: 500, moment: 'before' }],
  ['500 after', 'any', { kind: 'status', status: 500, moment: 'after' }],
  ['502 in HTML before', 'any', { kind: 'status', status: 502, moment: 'before', body: 'html' }],
  ['502 in HTML after', 'any', { kind: 'status', status: 502, moment: 'after', body: 'html' }],
  ['503 empty before', 'any', { kind: 'status', status: 503, moment: 'before', body: 'empty' }],
  ['503 after', 'any', { kind: 'status', status: 503, moment: 'after' }],
  ['504 before', 'any', { kind: 'status', status: 504, moment: 'before' }],
  ['504 after', 'any', { kind: 'status', status: 504, moment: 'after' }],
  ['reset before', 'any', { kind: 'reset', moment: 'before' }],
  ['reset after', 'any', { kind: 'reset', moment: 'after' }],
  ['body cut off', 'any', { kind: 'body', form: 'cut-off' }],
  ['JSON truncated', 'any', { kind: 'body', form: 'truncated' }],
  ['JSON malformed', 'any', { kind: 'body', form: 'malformed' }],
  ['HTML in place of JSON', 'any', { kind: 'body', form: 'html' }],
  ['empty body', 'any', { kind: 'body', form: 'empty' }],
];

/** Far further off than any rate limit, and what is no date. */
const absurd: readonly (readonly [string, On, FaultEffect])[] = [
  ['429 with a reset in 2100', 'any', { kind: 'status', status: 429, resetSeconds: 2_300_000_000 }],
  [
    '429 with Retry-After of a day',
    'any',
    { kind: 'status', status: 429, headers: { 'retry-after': '86400' } },
  ],
  [
    '503 with a date in 2100',
    'any',
    {
      ...{ kind: 'status', status: 503, moment: 'after' },
      headers: { 'retry-after': 'Fri, 01 Jan 2100 00:00:00 GMT' },
    },
  ],
  [
    '503 with Retry-After of 3 s',
    'any',
    { kind: 'status', status: 503, headers: { 'retry-after': '3' } },
  ],
  [
    '429 with nonsense',
    'any',
    { kind: 'status', status: 429, headers: { 'x-ratelimit-reset': 'soon', 'retry-after': '-7' } },
  ],
];

/** Refusals that pass: of the door, and of items. */
const refusals: readonly (readonly [string, On, FaultEffect])[] = [
  ['403', 'write', { kind: 'status', status: 403 }],
  ['401 for no reason', 'write', { kind: 'status', status: 401 }],
  ...(['availability', 'quota', 'access-control', 'authentication'] as const).map(
    (type): readonly [string, On, FaultEffect] => [
      `first item refused: ${type}`,
      'write',
      { kind: 'refuse-items', items: [0], type, code: `${type}-fault` },
    ],
  ),
  ['the token is refused', 'token', { kind: 'status', status: 503 }],
];

/** Faults that let the answer through and make it wrong, old or useless. */
const deceptions: readonly (readonly [string, On, FaultEffect])[] = [
  ['slow answer', 'any', { kind: 'slow', milliseconds: 2000 }],
  ['answer after the time-out', 'any', { kind: 'slow', milliseconds: 60_000 }],
  ['stale for two reads', 'write', { kind: 'stale-reads', reads: 2, milliseconds: 8000 }],
  ['stale for four seconds', 'write', { kind: 'stale-reads', milliseconds: 4000 }],
  ['stale for a minute', 'write', { kind: 'stale-reads', milliseconds: 60_000 }],
  [
    'first item missing, carried out',
    'write',
    { kind: 'lose-items', items: [0], carriedOut: true },
  ],
  ['first item missing, ignored', 'write', { kind: 'lose-items', items: [0], carriedOut: false }],
  [
    'all items missing, carried out',
    'write',
    { kind: 'lose-items', items: 'all', carriedOut: true },
  ],
  ['all items missing, ignored', 'write', { kind: 'lose-items', items: 'all', carriedOut: false }],
  ['first row missing', 'read', { kind: 'lose-items', items: [0], carriedOut: true }],
  ['all rows missing', 'read', { kind: 'lose-items', items: 'all', carriedOut: true }],
  ['total too high', 'read', { kind: 'move-total', by: 1 }],
  ['total too low', 'read', { kind: 'move-total', by: -1 }],
  ['tokens expired', 'any', { kind: 'end-tokens', as: 'expired' }],
  ['tokens revoked', 'any', { kind: 'end-tokens', as: 'revoked' }],
];

/** @param share of all requests that something happens to, from 0 to 1. */
export function chaosFaults(share: number): readonly NamedFault[] {
  return withShare([...troubles, ...absurd, ...refusals, ...deceptions], share);
}

/** The same without those that only deceive: requests that plainly fail. */
export function failuresOnly(share: number): readonly NamedFault[] {
  return withShare(troubles, share);
}

function withShare(
  rows: readonly (readonly [string, On, FaultEffect])[],
  share: number,
): readonly NamedFault[] {
  // One in each group would do; the first that is due strikes, so the last is as likely as the first.
  return rows.map(([name, on, effect], index) => {
    const probability = share / rows.length / (1 - (share * index) / rows.length);
    const when = on === 'any' ? { probability } : { on, probability };
    return { name, fault: { when, effect } };
  });
}

/** Every write is lost at its first sending and troubled at its second one; deletes are refused item by item. */
export function secondSendFaults(): readonly NamedFault[] {
  const seconds: readonly (readonly [string, FaultEffect])[] = [
    ['second: 403', { kind: 'status', status: 403 }],
    ['second: 429', { kind: 'status', status: 429 }],
    ['second: 503', { kind: 'status', status: 503 }],
    ['second: 401', { kind: 'status', status: 401 }],
    ['second: reset after', { kind: 'reset', moment: 'after' }],
    ['second: item refused', { kind: 'refuse-items', items: [0], type: 'quota', code: 'quota' }],
  ];
  const writes = { on: 'write' } as const;
  return [
    {
      name: 'delete refused: availability',
      fault: {
        when: { ...writes, path: '/delete', probability: 0.3 },
        effect: { kind: 'refuse-items', items: [0], type: 'availability', code: 'later' },
      },
    },
    {
      name: 'first: reset after',
      fault: { when: { ...writes, probability: 0.5 }, effect: { kind: 'reset', moment: 'after' } },
    },
    ...seconds.map(([name, effect], index) => ({
      name,
      fault: { when: { ...writes, probability: 0.5 / (seconds.length - index) }, effect },
    })),
  ];
}
