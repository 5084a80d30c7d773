import { describe, expect, test } from '@jest/globals';
import { aSegment } from '../support/a-world.ts';
import { planOf, run, type Write, world } from './a-run.ts';

describe('a name that the API keeps in another spelling', () => {
  const nfd = (name: string) => name.normalize('NFD');
  type Spell = (name: string) => string;
  const spellings: readonly (readonly [string, string, Spell])[] = [
    ['composed', nfd('Käufer'), (name) => name.normalize('NFC')],
    ['in small letters', 'Buyers', (name) => name.toLowerCase()],
    ['cut', 'Buyers of the whole year', (name) => name.slice(0, 8)],
    ['another one', 'Buyers', () => 'x'],
  ];

  /** Creates under other names, as many times as it is asked to, and may answer the IDs alone. */
  function spelling(spell: Spell, made: string[], isBare = false): Write {
    return async ({ items }) => {
      const rows = items.map(({ attributes }) => {
        const name = spell(String(Object(attributes)['name']));
        made.push(name);
        return { id: `9${made.length}`, attributes: isBare ? {} : { name } };
      });
      return { outcome: 'answered', rows: rows.reverse(), problems: [], hasBody: true };
    };
  }

  test.each(spellings)('is that of the one item: %s', async (_, name, spell) => {
    const remote = world();
    const made: string[] = [];
    const plan = planOf([aSegment(name)], remote.snapshot());
    const { report } = await run(remote, plan, {
      writer: () => ({ write: spelling(spell, made) }),
    });
    expect(report.results).toMatchObject([{ outcome: 'done', id: '91' }]);
    expect(made).toHaveLength(1);
  });

  test('is told apart by what the spellings have in common', async () => {
    const remote = world();
    const made: string[] = [];
    const names = [nfd('Käufer'), nfd('Zürich'), 'Plain'];
    const plan = planOf(
      names.map((name) => aSegment(name)),
      remote.snapshot(),
    );
    const spell = (name: string) => name.normalize('NFC').toUpperCase();
    const { report } = await run(remote, plan, {
      writer: () => ({ write: spelling(spell, made) }),
    });
    expect(report.results.map(({ id }) => made[Number(id) - 91])).toEqual(
      report.results.map(({ address }) => spell(address.replace('segment/', ''))),
    );
    expect(made).toHaveLength(3);
  });

  test.each([
    ['are cut', false],
    ['are left out', true],
  ])('is unknown where several %s, and nothing is sent again', async (_, isBare) => {
    const remote = world();
    const made: string[] = [];
    const plan = planOf([aSegment('Buyers'), aSegment('Viewers')], remote.snapshot());
    const write = spelling((name) => name.slice(0, 3), made, isBare);
    const { report } = await run(remote, plan, { writer: () => ({ write }) });
    expect(report.summary).toEqual({ done: 0, failed: 0, skipped: 0, unknown: 2 });
    expect(made).toHaveLength(2);
  });
});
