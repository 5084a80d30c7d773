/** Everything that a network and an API do to a run, each as a fault of the sandbox with a name. */
import type { Fault, FaultEffect } from '../../src/sandbox/faults/fault.ts';

export interface NamedFault {
  readonly name: string;
  readonly fault: Fault;
}

type On = 'read' | 'write' | 'any';

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

/** Faults that let the answer through and make it wrong, old or useless. */
const deceptions: readonly (readonly [string, On, FaultEffect])[] = [
  ['slow answer', 'any', { kind: 'slow', milliseconds: 2000 }],
  ['answer after the time-out', 'any', { kind: 'slow', milliseconds: 60_000 }],
  ['stale for two reads', 'write', { kind: 'stale-reads', reads: 2, milliseconds: 8000 }],
  ['stale for four seconds', 'write', { kind: 'stale-reads', milliseconds: 4000 }],
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
  return withShare([...troubles, ...deceptions], share);
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
