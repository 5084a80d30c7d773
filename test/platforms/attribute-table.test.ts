import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../src/model/declaration.ts';
import { type JsonObject, withoutValueAt, withValueAt } from '../../src/model/text/json.ts';
import type { AttributeRule } from '../../src/platforms/attribute-rule.ts';
import { endpointsOf, platformNamed } from '../../src/platforms/platform-named.ts';
import { aDeclaration } from '../support/a-world.ts';
import { type Account, anEmptyAccount, withAccount } from './an-account.ts';
import { attributeSamples } from './attribute-samples.ts';
import {
  declare,
  fullAttributes,
  labelOf,
  name,
  rows,
  rulesOf,
  type Subject,
  sampleOf,
  sent,
  subjects,
  world,
} from './subjects.ts';

const path = ({ kind }: Subject) => (kind === 'segment' ? 'audience-segments' : 'audiences');

/** A sandbox that refuses whatever the OpenAPI does not have. */
const strictly = ({ platform }: Subject) => ({
  settings: { strict: true },
  document: anEmptyAccount(platform),
});

/** The account once the subject is there, with nothing seen. */
function withSubject(
  subject: Subject,
  attributes: JsonObject,
  use: (account: Account) => Promise<void>,
): Promise<void> {
  return withAccount(subject.platform, strictly(subject), async (account) => {
    await account.apply(world(subject, attributes));
    await account.takeWrites();
    await use(account);
  });
}

/** Exactly one item in exactly one request, and nothing left to do. */
async function expectUpdate(
  account: Account,
  subject: Subject,
  declarations: readonly Declaration[],
  attributes: JsonObject,
): Promise<void> {
  const { changes } = await account.apply(declarations);
  expect(changes.map(({ action, address }) => [action, address])).toEqual([
    ['update', `${subject.kind}/${name}`],
  ]);
  const { update: type } = endpointsOf(platformNamed(subject.platform), subject.kind).itemType;
  const { id } = await account.find(name);
  expect(await account.takeWrites()).toEqual([
    { call: `PATCH ${path(subject)}`, items: [{ id, ...(type ? { type } : {}), attributes }] },
  ]);
  expect((await account.plan(declarations)).changes).toEqual([]);
}

const labelled = subjects.map((subject) => [labelOf(subject), subject] as const);

describe('create', () => {
  test.each(labelled)('%s with everything set, all of it plain', async (_, subject) => {
    await withAccount(subject.platform, strictly(subject), async (account) => {
      const declarations = world(subject, fullAttributes(subject));
      const { changes } = await account.apply(declarations);
      expect(changes.map(({ action }) => action)).toEqual(['create', 'create', 'create']);
      const rules = rulesOf(subject);
      const block: JsonObject = subject.type === null ? {} : { [subject.type]: {} };
      const expected = rules.reduce<JsonObject>(
        (body, rule) =>
          withValueAt(body, rule.path, sampleOf(rule).firstSent ?? sampleOf(rule).first),
        { name, ...block },
      );
      const { create: type } = endpointsOf(platformNamed(subject.platform), subject.kind).itemType;
      const items = (await account.takeWrites())
        .filter(({ call }) => call === `POST ${path(subject)}/create`)
        .flatMap((write) => write.items);
      expect(items).toContainEqual({
        ...(type ? { type } : {}),
        attributes: await sent(account, expected),
      });
      expect((await account.plan(declarations)).changes).toEqual([]);
    });
  });

  test.each(labelled)('%s with no more than it needs', async (_, subject) => {
    await withAccount(subject.platform, strictly(subject), async (account) => {
      const declarations = world(
        subject,
        fullAttributes(subject, (rule) => rule.required === true),
      );
      await account.apply(declarations);
      expect((await account.plan(declarations)).changes).toEqual([]);
    });
  });
});

describe('change', () => {
  test.each(rows((rule) => !rule.immutable))(
    '%s: %s is sent alone',
    async (_, __, subject, rule) => {
      const attributes = fullAttributes(subject);
      await withSubject(subject, attributes, async (account) => {
        const { second, secondSent = second } = sampleOf(rule);
        const value = await sent(account, secondSent);
        await expectUpdate(
          account,
          subject,
          world(subject, declare(attributes, rule, second)),
          withValueAt({}, rule.path, rule.wrapped ? { value } : value),
        );
      });
    },
  );

  test.each(labelled)('%s: a name is sent alone', async (_, subject) => {
    const attributes = fullAttributes(subject);
    await withSubject(subject, attributes, async (account) => {
      const renamed = world(subject, attributes).map((declaration) =>
        declaration.name === name
          ? aDeclaration(subject.kind, 'Renamed', attributes, { renamedFrom: [name] })
          : declaration,
      );
      const { changes } = await account.apply(renamed);
      expect(changes.map(({ action }) => action)).toEqual(['update']);
      expect(await account.takeWrites()).toMatchObject([
        { call: `PATCH ${path(subject)}`, items: [{ attributes: { name: 'Renamed' } }] },
      ]);
      expect((await account.plan(renamed)).changes).toEqual([]);
    });
  });
});

describe('remove', () => {
  test.each(rows((rule) => !rule.required && !rule.serverChosen))(
    '%s: %s is cleared, and the plan says so',
    async (_, __, subject, rule) => {
      const attributes = fullAttributes(subject);
      await withSubject(subject, attributes, async (account) => {
        const without = world(subject, withoutValueAt(attributes, rule.path));
        const [change] = (await account.plan(without)).changes;
        expect(change?.reasons).toMatchObject([{ code: 'attribute-cleared', text: rule.path }]);
        const cleared = rule.wrapped ? { value: null } : [];
        await expectUpdate(account, subject, without, withValueAt({}, rule.path, cleared));
      });
    },
  );

  test.each(rows((rule) => rule.serverChosen === true))(
    '%s: %s stays as the server has it',
    async (_, __, subject, rule) => {
      const attributes = fullAttributes(subject);
      await withSubject(subject, attributes, async (account) => {
        const without = world(subject, withoutValueAt(attributes, rule.path));
        expect((await account.plan(without)).changes).toEqual([]);
      });
    },
  );
});

/** What a replacement sends, in order. */
const replacement = [
  'POST audience-segments/create',
  'POST audience-segments/delete',
  'PATCH audience-segments',
];

describe('an immutable attribute', () => {
  test.each(rows((rule) => rule.immutable))(
    '%s: %s is refused without consent',
    async (_, __, subject, rule) => {
      const attributes = fullAttributes(subject);
      await withSubject(subject, attributes, async (account) => {
        const changed = declare(attributes, rule, sampleOf(rule).second);
        const { changes, refusals } = await account.plan(world(subject, changed));
        expect(changes.map(({ action, address }) => [action, address])).toEqual([
          ['replace', `${subject.kind}/${name}`],
        ]);
        expect(refusals).toMatchObject([
          { code: 'replace-not-allowed', address: `${subject.kind}/${name}` },
        ]);
      });
    },
  );

  // An audience shares its owner with its segments, and an advertiser or data provider is the project itself: there
  // is nothing to replace those by.
  const replaceable = rows(
    (rule, { kind, platform }) =>
      rule.immutable && kind === 'segment' && rule.path !== platformNamed(platform).scope.attribute,
  );
  test.each(replaceable)('%s: %s is replaced with it', async (_, __, subject, rule) => {
    const attributes = fullAttributes(subject);
    await withSubject(subject, attributes, async (account) => {
      const old = await account.find(name);
      const changed = world(subject, declare(attributes, rule, sampleOf(rule).second));
      await account.apply(changed, { allowReplace: true });
      const writes = await account.takeWrites();
      expect(writes.map(({ call }) => call)).toEqual(replacement);
      expect((await account.find(name)).id).not.toBe(old.id);
      expect((await account.plan(changed)).changes).toEqual([]);
    });
  });

  const types = subjects.filter(
    ({ platform, kind }) =>
      kind === 'segment' &&
      platformNamed(platform).segmentTypes.filter(({ declarable }) => declarable).length > 1,
  );
  test.each(types.map((subject) => [labelOf(subject), subject] as const))(
    'the type of a %s is one',
    async (_, subject) => {
      const next = types.find(
        (each) => each.platform === subject.platform && each.type !== subject.type,
      );
      if (!next) throw new Error('a platform of one type');
      await withSubject(subject, fullAttributes(subject), async (account) => {
        const changed = world(next, fullAttributes(next));
        const refused = await account.plan(changed);
        expect(refused.refusals).toMatchObject([{ code: 'replace-not-allowed' }]);
        await account.apply(changed, { allowReplace: true });
        const writes = await account.takeWrites();
        expect(writes.map(({ call }) => call)).toEqual(replacement);
        expect((await account.plan(changed)).changes).toEqual([]);
      });
    },
  );
});

test('every declarable type of the platforms is here', () => {
  expect(labelled.map(([label]) => label)).toEqual([
    'retail-media contactList',
    'retail-media events',
    'retail-media audience',
    'marketing-solutions contactList',
    'marketing-solutions inMarket',
    'marketing-solutions location',
    'marketing-solutions prospecting',
    'marketing-solutions lookalike',
    'marketing-solutions retargeting',
    'marketing-solutions audience',
    'commerce-grid contactList',
  ]);
});

describe('the table itself', () => {
  const paths = (isMeant: (rule: AttributeRule) => boolean) =>
    [...new Set(rows(isMeant).map(([, path]) => path))].sort();

  test('has every attribute of the API that a manifest can declare', () => {
    expect(paths(() => true)).toEqual(Object.keys(attributeSamples).sort());
  });

  test('has these attributes immutable, and no others', () => {
    expect(paths(({ immutable }) => immutable)).toEqual([
      'advertiserId',
      'contactList.identifierType',
      'contactList.remoteId',
      'dataProviderId',
      'lookalike.seedSegmentId',
      'retailerId',
    ]);
  });

  test('leaves these to the server when they are left out', () => {
    expect(paths(({ serverChosen }) => serverChosen === true)).toEqual([
      'contactList.remoteId',
      'lookalike.targetSize',
    ]);
  });
});
