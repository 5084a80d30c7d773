/** Audiences that change only through a segment, in plans of one and of many. */
import { describe, expect, test } from '@jest/globals';
import { renderPlan } from '../../../../src/report/plan/render-plan.ts';
import type { AffectedAudience, PlanDocument } from '../../../../src/schema/generated/plan.ts';
import { aChange, anAffected, aPlan } from '../../a-plan.ts';
import { aWiderWindow, many } from '../groups/alike-plans.ts';

const enter = 'newly in "Viewers" (last viewed 31 to 60 days ago), not in "Customers"';

function entering(name: string, differs: Partial<AffectedAudience> = {}): AffectedAudience {
  return { ...anAffected(name, 'Viewers'), verdict: 'wider', enter, leave: null, ...differs };
}

function planWith(affected: readonly AffectedAudience[]): PlanDocument {
  return aPlan({ changes: [aWiderWindow('Viewers')], affected: [...affected] });
}

function render(format: 'text' | 'markdown' | 'html', affected: readonly AffectedAudience[]) {
  return renderPlan(planWith(affected), { format, width: 200 });
}

const rowsOf = (text: string) => text.split('\n').filter((line) => line.startsWith('| '));

describe('one of them in a comment', () => {
  const text = render('markdown', [entering('Shoe shoppers')]);

  test('is a row of the table that says who enters', () => {
    expect(rowsOf(text).at(-1)).toBe(
      '| → affected | `Shoe shoppers`, through `Viewers` | enter: newly in `Viewers` (last viewed 31 to 60 days ago), not in `Customers`; nobody leaves |',
    );
  });

  test('is told once', () => {
    expect(text.split('not in `Customers`')).toHaveLength(2);
  });

  test('stands beside what enters the segment that is edited, which is open', () => {
    expect(rowsOf(text)[1]).toMatch(
      '| ~ update | segment `Viewers` | enter: last viewed 31 to 60 days ago; nobody leaves |',
    );
    expect(text).toMatch('<details open><summary><b>~ update</b> segment <code>Viewers</code>');
  });
});

describe('40 of which the same is to say', () => {
  const audiences = many(40, entering);

  test('are one row of a comment, with all names below', () => {
    const text = render('markdown', audiences);
    expect(rowsOf(text).at(-1)).toMatch(
      '| → affected | 40 audiences through `Viewers`: `Item 0000`, `Item 0001`, `Item 0002` and 37 more |',
    );
    for (const { address } of audiences)
      expect(text).toMatch(`\n- \`${address.slice('audience/'.length)}\`\n`);
    expect(text.split('not in `Customers`')).toHaveLength(2);
  });

  test('are one entry of the text plan', () => {
    const text = render('text', audiences);
    expect(text).toMatch('\nAffected without being edited (40)\n    40 audiences  via "Viewers"');
    expect(text).toMatch('which: "Item 0000", "Item 0001",');
    expect(text.split('not in "Customers"')).toHaveLength(2);
    const all = renderPlan(planWith(audiences), { format: 'text', width: 200, verbose: true });
    expect(all.split('not in "Customers"')).toHaveLength(41);
  });

  test('are cards of one group in the page, which the filters find', () => {
    const page = render('html', audiences);
    expect(page).toMatch('<h3>40 audiences through <bdi class="name">Viewers</bdi></h3>');
    expect(page.split('data-action="affected"')).toHaveLength(41);
    expect(page).toMatch('value="affected"');
  });
});

describe('many of which each says something else', () => {
  const audiences = many(20, (name) => entering(name, { enter: `${enter}, in "${name}"` }));

  test('are told by their verdict, each with its own sentence below', () => {
    const text = render('markdown', audiences);
    expect(rowsOf(text).at(-1)).toMatch('some enter; different people in each');
    expect(text).toMatch(/- `Item 0007` · enter: newly in .* in `Item 0007`; nobody leaves\n/u);
  });

  test('each through a segment of its own are one entry, too', () => {
    const own = many(20, (name) => entering(name, { via: [`segment/Viewers of ${name}`] }));
    expect(render('text', own)).toMatch(
      /20 audiences +via segments of their own {3}people: some enter/u,
    );
    expect(rowsOf(render('markdown', own)).at(-1)).toMatch(
      '| 20 audiences through segments of their own: `Item 0000`, `Item 0001`,',
    );
  });

  test('up to ten are told one by one', () => {
    const text = render('markdown', audiences.slice(0, 9));
    expect(rowsOf(text).slice(2)).toHaveLength(9);
  });
});

test.each([
  ['1 audience changes without being edited.', 1, 0],
  ['3 audiences change without being edited.', 3, 0],
  ['1 audience may change without being edited.', 0, 1],
  ['2 audiences change without being edited, and 1 more may.', 2, 1],
])('the top says no more than is known: %s', (sentence, certain, unknown) => {
  const affected = [
    ...many(certain, entering),
    ...many(unknown, (name) => anAffected(`${name}, unknown`, 'Viewers')),
  ];
  expect(render('markdown', affected)).toContain(`\n${sentence}\n`);
});

test('a comment that is cut keeps the rows that speak for many', () => {
  const created = many(1500, (name) => aChange(`audience/${name}`, 'delete'));
  const plan = aPlan({
    changes: [...created, ...many(30, aWiderWindow)],
    affected: [...many(40, entering)],
  });
  const rows = rowsOf(renderPlan(plan, { format: 'markdown' }));
  expect(rows[1]).toMatch('| ~ update | 30 segments: look-back');
  expect(rows[2]).toMatch('| → affected | 40 audiences through `Viewers`');
  expect(rows.at(-1)).toMatch(/… [\d,]+ more/u);
});

test('live audiences come first, and their ad sets are counted once', () => {
  const live = { adSetIds: ['7', '8'] };
  const text = render('text', [entering('A'), entering('B', live), entering('C', live)]);
  expect(text).toMatch('people: some enter   live in 2 ad sets, in 2 of the 3 audiences');
  const rows = rowsOf(render('markdown', [entering('A'), entering('B', live)]));
  expect(rows.slice(-2).map((row) => row.includes('**2 ad sets**'))).toEqual([true, false]);
});

test('"Show" leads from a line at the top to the card of an affected audience', () => {
  const page = render('html', [...many(5, entering), entering('Live', { adSetIds: ['7'] })]);
  const number = /data-number="(\d+)" data-action="affected"[^>]*data-search="Live /u.exec(page);
  expect(page).toMatch(`Live</bdi> is <strong>live in 1 ad set</strong>`);
  expect(page).toMatch(`data-show="${number?.[1]}"`);
});
