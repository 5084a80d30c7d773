import { describe, expect, test } from '@jest/globals';
import type { RemoteRow } from '../../src/model/remote/snapshot.ts';
import { isJsonObject } from '../../src/model/text/json.ts';
import { aDeclaration, advertiserId } from '../support/a-world.ts';
import { type Account, withAccount } from './an-account.ts';

/** More than one page of marketing solutions holds. */
const count = 130;

async function behavioralRows({ remote }: Account): Promise<readonly RemoteRow[]> {
  const { segments } = await remote.readSnapshot();
  return segments.filter(({ attributes }) => attributes['type'] === 'Behavioral');
}

const nameOf = ({ attributes }: RemoteRow) => String(attributes['name']);

describe("Criteo's own segments", () => {
  test.each(['shown', 'hidden'] as const)(
    'are found on all pages and referred to by name, and a search by advertiser has them %s',
    async (behavioralByAdvertiser) => {
      const options = { settings: { variants: { behavioralByAdvertiser } } };
      await withAccount('marketing-solutions', options, async (account) => {
        const rows = await behavioralRows(account);
        expect(new Set(rows.map(({ id }) => id)).size).toBe(count);
        expect(new Set(rows.map(nameOf)).size).toBe(count);

        const audiences = rows.map((row, index) =>
          aDeclaration('audience', `Audience ${index}`, { advertiserId, algebra: nameOf(row) }),
        );
        await account.apply(audiences);
        const items = (await account.takeWrites()).flatMap((write) => write.items);
        const sent = items.filter(isJsonObject).map((item) => item['attributes']);
        for (const [index, { id }] of rows.entries()) {
          expect(sent).toContainEqual({
            name: `Audience ${index}`,
            advertiserId,
            algebra: { audienceSegmentId: id },
          });
        }
        expect((await account.plan(audiences)).changes).toEqual([]);
      });
    },
  );

  test("are nobody's to declare, to adopt, to prune or to count", async () => {
    await withAccount(
      'marketing-solutions',
      {},
      async (account) => {
        const [row] = await behavioralRows(account);
        if (!row) throw new Error('no behavioral segment');
        // Manifests that declare nothing never prune, so that one thing is declared: absent, and gone already.
        const gone = aDeclaration('audience', 'Gone', {}, { state: 'absent' });
        const { changes, summary, leftAlone } = await account.plan([gone]);
        expect([changes, summary.unmanaged]).toEqual([[], 0]);
        expect(leftAlone).toHaveLength(count);
        expect(new Set(leftAlone.map(({ reason }) => reason))).toEqual(new Set(['behavioral']));
        for (const differs of [{}, { id: row.id }]) {
          const block = { advertiserId, contactList: {} };
          const declared = aDeclaration('segment', nameOf(row), block, differs);
          await expect(account.plan([declared])).rejects.toThrow(row.id);
        }
      },
      { prune: 'owned', owns: { segments: { names: ['*'] }, audiences: { names: ['*'] } } },
    );
  });
});
