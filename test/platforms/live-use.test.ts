import { describe, expect, test } from '@jest/globals';
import { absent, aDeclaration, advertiserId, anAudience, aSegment } from '../support/a-world.ts';
import { anEmptyAccount, withAccount } from './an-account.ts';

const list = { id: '1', attributes: { name: 'CRM', advertiserId, contactList: {} } };
const audience = {
  id: '2',
  attributes: {
    name: 'Live',
    advertiserId,
    algebra: { audienceSegmentId: '1' },
    adSetIds: ['51002', '51001'],
  },
};
const document = {
  ...anEmptyAccount('marketing-solutions'),
  segments: [list],
  audiences: [audience],
};
const declaredList = aDeclaration('segment', 'CRM', { advertiserId, contactList: {} });

describe('an audience of marketing solutions that ad sets use', () => {
  test('shows them beside its change', async () => {
    await withAccount('marketing-solutions', { document }, async ({ apply }) => {
      const attributes = { advertiserId, description: 'Words', algebra: 'CRM' };
      const { changes } = await apply([declaredList, aDeclaration('audience', 'Live', attributes)]);
      expect(changes).toMatchObject([
        { action: 'update', liveUse: { known: true, adSetIds: ['51001', '51002'] } },
      ]);
    });
  });

  test('is not deleted, nor replaced, and the refusal names them', async () => {
    await withAccount('marketing-solutions', { document }, async ({ plan }) => {
      const replaced = { advertiserId: '4949', algebra: 'CRM' };
      for (const declared of [
        absent('audience', 'Live'),
        aDeclaration('audience', 'Live', replaced),
      ]) {
        const { refusals } = await plan([declaredList, declared], { allowReplace: true });
        expect(refusals).toContainEqual(
          expect.objectContaining({
            code: 'audience-in-use',
            address: 'audience/Live',
            text: expect.stringContaining('51001, 51002'),
          }),
        );
      }
    });
  });

  test('shows them beside a change of its segment, too', async () => {
    await withAccount('marketing-solutions', { document }, async ({ plan }) => {
      const { changes } = await plan([
        aDeclaration('segment', 'CRM', { advertiserId, description: 'Words', contactList: {} }),
      ]);
      expect(changes[0]?.liveUse.adSetIds).toEqual(['51001', '51002']);
    });
  });
});

test('retail media does not tell who uses an audience, and the plan says that', async () => {
  await withAccount('retail-media', {}, async ({ apply, plan }) => {
    const declared = [aSegment('CRM'), anAudience('Live', 'CRM')];
    await apply(declared);
    const { changes } = await plan([
      aSegment('CRM'),
      anAudience('Live', 'CRM', { description: 'W' }),
    ]);
    expect(changes).toMatchObject([{ action: 'update', liveUse: { known: false } }]);
  });
});
