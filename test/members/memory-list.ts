import type {
  AmendAnswer,
  AmendRequest,
  ClearAnswer,
  MembersRemote,
} from '../../src/model/remote/members-remote.ts';
import type { Problem } from '../../src/model/remote/remote.ts';

/** What happens to one request in place of being carried out and answered. */
export type Mishap =
  /** Carried out or not, and the answer is lost. */
  | 'lost-after'
  | 'lost-before'
  | 'too-large'
  | 'refused'
  /** The process dies, before or after the API has carried it out. */
  | 'dies-before'
  | 'dies-after';

export interface MemoryList extends MembersRemote {
  readonly members: Set<string>;
  /** Requests with members, as they arrived. */
  readonly received: { readonly operation: string; readonly identifiers: readonly string[] }[];
  readonly clears: () => number;
  /** Strikes the request of that number, counted from 0, clears left out. */
  plan(mishaps: Readonly<Record<number, Mishap>>): void;
  /** What becomes of the next clear in place of being carried out. */
  planClear(mishap: 'refused' | 'lost-before' | 'lost-after' | 'dies-before'): void;
  /** What statistics tell; null for the true count. */
  tell(count: number | 'nothing' | null): void;
  /** How many per cent of each chunk it calls invalid, all the same taking them. */
  callInvalid(percent: number): void;
}

const broken: Problem = {
  code: 'broken-by-test',
  detail: null,
  traceId: 'trace-1',
  index: null,
  deprecation: false,
};

/** A contact list in memory that keeps whatever it is sent. */
export function createMemoryList(): MemoryList {
  const members = new Set<string>();
  const received: MemoryList['received'] = [];
  let mishaps: Readonly<Record<number, Mishap>> = {};
  let clears = 0;
  let invalidPercent = 0;
  let told: number | 'nothing' | null = null;
  let clearMishap: Parameters<MemoryList['planClear']>[0] | null = null;

  function carryOut({ operation, identifiers }: AmendRequest): void {
    for (const identifier of identifiers.texts()) {
      if (operation === 'add') members.add(identifier);
      else members.delete(identifier);
    }
  }

  async function amend(request: AmendRequest): Promise<AmendAnswer> {
    const mishap = mishaps[received.length];
    received.push({ ...request, identifiers: request.identifiers.texts() });
    if (mishap === 'too-large') return { outcome: 'too-large' };
    if (mishap === 'refused') return { outcome: 'refused', status: 400, problems: [broken] };
    if (mishap === 'dies-before') throw new Error('killed');
    if (mishap === 'lost-before') return { outcome: 'unknown', problems: [broken] };
    carryOut(request);
    if (mishap === 'dies-after') throw new Error('killed');
    if (mishap === 'lost-after') return { outcome: 'unknown', problems: [broken] };
    return {
      outcome: 'accepted',
      invalid: Math.round((request.identifiers.count * invalidPercent) / 100),
    };
  }

  return {
    members,
    received,
    clears: () => clears,
    plan: (given) => {
      mishaps = given;
    },
    tell: (count) => {
      told = count;
    },
    callInvalid: (percent) => {
      invalidPercent = percent;
    },
    amend,
    planClear: (mishap) => {
      clearMishap = mishap;
    },
    clear: async (): Promise<ClearAnswer> => {
      clears += 1;
      const mishap = clearMishap;
      clearMishap = null;
      if (mishap === 'dies-before') throw new Error('killed');
      if (mishap === 'refused') return { outcome: 'refused', status: 403, problems: [broken] };
      if (mishap !== 'lost-before') members.clear();
      if (mishap !== null) return { outcome: 'unknown', problems: [broken] };
      return { outcome: 'accepted', invalid: null };
    },
    readStatistics: async () => ({
      numberOfIdentifiers: told === 'nothing' ? null : (told ?? members.size),
      numberOfMatches: null,
      matchRate: null,
    }),
  };
}
