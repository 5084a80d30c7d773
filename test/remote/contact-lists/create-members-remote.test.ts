import { afterEach, describe, expect, test } from '@jest/globals';
import type { ContactListTarget } from '../../../src/model/remote/members-remote.ts';
import { marketingSolutions } from '../../../src/platforms/marketing-solutions/marketing-solutions.ts';
import type { Reply } from '../serve.ts';
import {
  accepted,
  closeServer,
  connect,
  legacy,
  person,
  request,
  segment,
} from './connect-members.ts';

afterEach(closeServer);

describe('what goes on the wire', () => {
  test.each<[string, typeof marketingSolutions | null, ContactListTarget, string, string]>([
    [
      'retail media',
      null,
      segment,
      'POST /2026-07/retail-media/audience-segments/738406688413290497/contact-list/add-remove',
      'AddRemoveContactlist',
    ],
    [
      'marketing solutions',
      marketingSolutions,
      segment,
      'PATCH /2026-07/marketing-solutions/audience-segments/738406688413290497/contact-list',
      'ContactlistAmendment',
    ],
    [
      'the older endpoints',
      marketingSolutions,
      legacy,
      'PATCH /2026-07/audiences/12/contactlist',
      'ContactlistAmendment',
    ],
  ])('%s', async (_, platform, target, line, type) => {
    const { members, calls } = await connect(() => accepted, platform ? { platform } : {});
    const asked = request({ target, operation: 'remove', identifierType: 'gum', gumCallerId: 7 });
    expect(await members.amend(asked)).toEqual({ outcome: 'accepted', invalid: 0 });
    const [call] = calls();
    expect([`${call?.method} ${call?.path}`, call?.json]).toEqual([
      line,
      {
        data: {
          type,
          attributes: {
            operation: 'remove',
            identifierType: 'gum',
            gumCallerId: 7,
            identifiers: [person],
          },
        },
      },
    ]);
  });

  test.each<[string, typeof marketingSolutions | null, ContactListTarget, string, Reply]>([
    [
      'retail media',
      null,
      segment,
      'POST /2026-07/retail-media/audience-segments/738406688413290497/contact-list/clear',
      { status: 204 },
    ],
    [
      'retail media as its page has it',
      null,
      segment,
      'POST /2026-07/retail-media/audience-segments/738406688413290497/contact-list/clear',
      { status: 201 },
    ],
    [
      'marketing solutions',
      marketingSolutions,
      segment,
      'DELETE /2026-07/marketing-solutions/audience-segments/738406688413290497/contact-list',
      { json: { data: { id: '1' }, errors: [] } },
    ],
    [
      'the older endpoints',
      marketingSolutions,
      legacy,
      'DELETE /2026-07/audiences/12/contactlist',
      { json: { data: { id: '12' } } },
    ],
  ])('clear: %s', async (_, platform, target, line, reply) => {
    const { members, calls } = await connect(() => reply, platform ? { platform } : {});
    expect(await members.clear(target)).toEqual({ outcome: 'accepted', invalid: null });
    expect(calls().map(({ method, path, text }) => `${method} ${path}${text}`)).toEqual([line]);
  });
});
test('nobody is named in events, problems or messages', async () => {
  const quote = { errors: [{ code: 'invalid', detail: `"${person}" is no identifier` }] };
  const every = {
    errors: [{ code: person, title: person, traceId: person, type: person, instance: person }],
    warnings: [{ code: `no-${person}`, traceIdentifier: `trace-${person}` }],
    data: { id: person, type: person, attributes: { sampleInvalidIdentifiers: [person] } },
  };
  const replies: Reply[] = [
    accepted,
    { status: 400, json: quote },
    { status: 400, json: every, headers: { sunset: person } },
    { status: 429, json: every, headers: { 'retry-after': person } },
    { status: 500, text: person },
    'reset',
  ];
  let turn = 0;
  const { members, events } = await connect(() => replies[turn] ?? 'reset');
  const answers = [];
  for (turn = 0; turn < replies.length; turn += 1) answers.push(await members.amend(request()));
  expect(answers.map(({ outcome }) => outcome)).toEqual([
    'accepted',
    'refused',
    'refused',
    'refused',
    'unknown',
    'unknown',
  ]);
  expect(events.length).toBeGreaterThan(8);
  expect(JSON.stringify([answers, events])).not.toContain('ann.lee');
});
