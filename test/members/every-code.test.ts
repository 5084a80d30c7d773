/**
 * Every code that the documents print, said of a contact list by each call that writes one: in `errors` or in
 * `warnings`, beside nothing, beside a count of nobody, and beside what was done.
 */
import { describe, expect, test } from '@jest/globals';
import { identifierTypesOf } from '../../src/members/identifiers/identifier-types.ts';
import type {
  AmendAnswer,
  ClearAnswer,
  ContactListTarget,
} from '../../src/model/remote/members-remote.ts';
import { sentTexts } from '../../src/model/remote/sent-identifiers.ts';
import { platformNamed } from '../../src/platforms/platform-named.ts';
import { createRemote } from '../../src/remote/create-remote.ts';
import type { FaultEffect } from '../../src/sandbox/faults/fault.ts';
import { handleRequest } from '../../src/sandbox/handle-request.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { remoteOptions } from '../remote/connect.ts';
import { createFakeClock } from '../remote/fake-clock.ts';
import { aProject, aSegmentRow } from '../support/a-world.ts';
import { documentedCodes } from '../support/documented-codes.ts';

const platforms = ['retail-media', 'marketing-solutions', 'commerce-grid'] as const;
const carriers = ['errors', 'warnings'] as const;
const instances = ['index', 'none', 'empty', 'path', 'id', 'text'] as const;
type Item = Extract<FaultEffect, { readonly kind: 'item' }>;

/** Of lists alone, or of every endpoint. */
const more = ['contact-list-statistics-not-supported', 'segment-size-too-small', 'invalid-ranged'];
const codes = [...new Set([...documentedCodes.map(({ code }) => code), ...more])];
/** A request of too many, which is sent again in halves. */
const isTooLarge = (code: string) => code === 'payload-too-big';

const list: ContactListTarget = { kind: 'segment', id: '1' };
const identifiers = ['ann@example.com', 'bob@example.com'];

function openList(platform: (typeof platforms)[number]) {
  const { scopeId: scope } = aProject({ platform });
  const { attribute } = platformNamed(platform).scope;
  const row = aSegmentRow('1', 'CRM', { [attribute]: scope });
  const sandbox = createSandbox({ behavioralSegments: 0, now: () => 0 });
  sandbox.edit({ platform, kind: 'segment', scope, id: row.id, attributes: { ...plain(row) } });
  const { members } = createRemote(
    remoteOptions(
      { url: 'http://sandbox.test' },
      {
        ...{ platform: platformNamed(platform), scopeId: scope, clock: createFakeClock() },
        fetch: (request) => handleRequest(sandbox, request),
      },
    ),
  );
  const [identifierType = ''] = identifierTypesOf(platform);
  const amend = (operation: 'add' | 'remove') =>
    members.amend({
      ...{ target: list, operation, identifierType, gumCallerId: null },
      identifiers: sentTexts(identifiers),
    });
  return {
    amend,
    clear: () => members.clear(list),
    say: (effect: Item) =>
      sandbox.configure({ faults: [{ when: { on: 'write' }, times: 1, effect }] }),
    count: () => sandbox.members()['1']?.count ?? 0,
  };
}

function plain({ attributes }: ReturnType<typeof aSegmentRow>) {
  const { name, accountId: account, retailerId, advertiserId: advertiser } = attributes;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    ...{ name: text(name), accountId: text(account), retailerId: text(retailerId) },
    ...{ advertiserId: text(advertiser), type: 'ContactList' },
    contactList: { identifierType: 'Email', isReadOnly: false },
  };
}

const codeOf = (answer: AmendAnswer | ClearAnswer): string | undefined => {
  if (answer.outcome === 'too-large') return undefined;
  const told = answer.outcome === 'accepted' ? answer.warnings : answer.problems;
  return told?.[0]?.code;
};

describe.each(platforms)('%s', (platform) => {
  const world = openList(platform);

  test.each(codes)('%s', async (code) => {
    for (const [turn, carrier] of carriers.entries()) {
      // What it points at makes no difference, so that each code has another pair of ways.
      const instance = instances[(codes.indexOf(code) * 2 + turn) % instances.length] ?? 'index';
      const said = { kind: 'item', items: 'all', code, carrier, instance } as const;
      const untaken = carrier === 'errors' ? 'refused' : 'unknown';
      for (const operation of ['add', 'remove'] as const) {
        for (const counts of ['none', 'zero'] as const) {
          const before = world.count();
          world.say({ ...said, counts });
          const answer = await world.amend(operation);
          const isHalved = isTooLarge(code) && carrier === 'errors';
          expect(answer.outcome).toBe(isHalved ? 'too-large' : untaken);
          if (!isHalved) expect(codeOf(answer)).toBe(code);
          expect(world.count()).toBe(before);
        }
        // Beside counters of what was taken.
        world.say({ ...said, carriedOut: true });
        const answer = await world.amend(operation);
        expect(answer.outcome).toBe(carrier === 'errors' ? 'unknown' : 'accepted');
        expect(codeOf(answer)).toBe(code);
      }
      await world.amend('add');
      world.say(said);
      const cleared = await world.clear();
      expect([cleared.outcome, codeOf(cleared)]).toEqual([untaken, code]);
      expect(world.count()).toBe(2);
      await world.amend('remove');
    }
  });
});
