/** One comment for many projects: what it must say however many they are. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ProjectResult } from '../../../src/report/many/project-result.ts';
import { renderMany } from '../../../src/report/many/render-many.ts';
import { renderManyMarkdown } from '../../../src/report/many/render-many-markdown.ts';
import { arrangeResults } from '../../../src/report/many/words/arrange-results.ts';
import { levelOfProject, namedLevels } from '../../../src/report/many/words/level.ts';
import { codeSpan } from '../../../src/report/markup/markdown-text.ts';
import { readReviewNote, writeReviewNote } from '../../../src/review/plans/review-note.ts';
import type { PlanDocument, PlannedChange } from '../../../src/schema/generated/plan.ts';
import { aChange, anAffected, aPlan } from '../a-plan.ts';
import { expectGolden } from '../golden.ts';
import { mixedPlan, refusedPlan, settledPlan } from '../sample-plans.ts';
import { aFailure, aLargeRun, aResult, condenseAll, dangerousPlan, lookbackPlan } from './a-run.ts';

const comment = (results: readonly ProjectResult[]) =>
  renderManyMarkdown(results, { command: 'plan' });

const few: readonly ProjectResult[] = [
  aFailure('acme-de'),
  aResult('acme-fr', refusedPlan),
  ...['at', 'be', 'ch', 'cz'].map((name, index) =>
    aResult(`acme-${name}`, lookbackPlan(name, index)),
  ),
  aResult('acme-it', mixedPlan),
  aResult('acme-nl', settledPlan),
  { ...aResult('acme-pl', null), exitCode: 1, state: 'not-started' },
];

test('a few projects', () => expectGolden('many.md', comment(few)));

test('400 projects, of which ten are dangerous: each of the ten is in the table', () => {
  const text = comment(aLargeRun());
  const table = text.slice(0, text.indexOf('<details>'));
  const dangerous = Array.from(
    { length: 10 },
    (_, index) => `acme-${String(7 + 40 * index).padStart(3, '0')}`,
  );
  for (const name of dangerous) expect(table).toContain(codeSpan(name));
  expect(table).toContain('**390 projects, the same change**');
  expect(table).toContain('**390 to update, 20 to delete** in 400 projects.');
});

test('of 400 projects, five edit who is in an audience: they stand above the equal ones, with their names', () => {
  const condense = condenseAll();
  const rare = new Set([37, 77, 165, 202, 298]);
  const results = Array.from({ length: 400 }, (_, index) => {
    const name = `acme-${index}`;
    const equal = lookbackPlan(name, index);
    const plan = rare.has(index)
      ? { ...equal, changes: [anEditedAudience(), ...equal.changes] }
      : { ...equal, affected: [anAffected('All viewers', 'Shoe viewers')] };
    return aResult(name, plan, {}, condense);
  });
  const rows = comment(results)
    .split('\n')
    .filter((line) => line.startsWith('| ~ |'));
  expect(rows).toHaveLength(2);
  for (const index of rare) expect(rows[0]).toContain(codeSpan(`acme-${index}`));
  expect(rows[1]).toContain('**395 projects, the same change**');
});

/** Nobody knows in which line items it is live. */
function anEditedAudience(): PlannedChange {
  return aChange('audience/All viewers', 'update', {
    liveUse: { known: false },
    reach: { verdict: 'different', enter: 'in "A"', leave: 'in "B"' },
    before: { name: 'All viewers', algebra: { or: ['B'] } },
    after: { name: 'All viewers', algebra: { and: ['A'] } },
    paths: ['algebra'],
  });
}

/** Every sort of result, under a name. */
const condense = condenseAll();
const kinds: readonly ((name: string, index: number) => ProjectResult)[] = [
  (name) => aFailure(name),
  (name, index) => aFailure(name, { message: `file ${index} is broken` }),
  (name) => aResult(name, refusedPlan, {}, condense),
  (name, index) => aResult(name, dangerousPlan(name, index), {}, condense),
  (name, index) => aResult(name, lookbackPlan(name, index), {}, condense),
  (name) => aResult(name, mixedPlan, {}, condense),
  (name) => aResult(name, settledPlan, {}, condense),
  (name) => ({ ...aResult(name, mixedPlan, {}, condense), exitCode: 1, state: 'not-started' }),
];

const runs = fc
  .array(fc.nat(kinds.length - 1), { maxLength: 300 })
  .map((sorts) =>
    sorts.flatMap((sort, index) => kinds[sort]?.(`p-${index}-of-some-length`, index) ?? []),
  );

test('what failed, is refused or is dangerous is named, within what a comment holds', () => {
  fc.assert(
    fc.property(runs, (results) => {
      const text = comment(results);
      expect(text.length).toBeLessThanOrEqual(65_536 - 1024);
      for (const result of results.filter((each) => namedLevels.has(levelOfProject(each)))) {
        expect(text).toContain(codeSpan(result.project));
      }
    }),
    { numRuns: 25 },
  );
});

test('where there is no room for their names, those that are left are counted', () => {
  const name = (index: number) => `${'x'.repeat(200)}${index}`;
  const results = Array.from({ length: 1500 }, (_, index) =>
    aFailure(name(index), { message: `file ${index} is broken` }),
  );
  const text = comment(results);
  expect(text.length).toBeLessThanOrEqual(65_536 - 1024);
  const shown = results.filter(({ project }) => text.includes(codeSpan(project))).length;
  const [, rest = '0'] = /and ([\d,]+) more: see the HTML report/u.exec(text) ?? [];
  expect(shown).toBeGreaterThan(100);
  expect(shown + Number(rest.replaceAll(',', ''))).toBe(results.length);
});

test('400 projects that all differ fit, the dangerous ones first', () => {
  const results = Array.from({ length: 400 }, (_, index) => {
    const plan = structuredClone(
      index % 40 === 7 ? dangerousPlan('a', index) : lookbackPlan('a', index),
    );
    for (const change of plan.changes) change.address += ` of ${index}`;
    return aResult(`acme-${index}`, plan, {}, condense);
  });
  const text = comment(results);
  expect(text.length).toBeLessThanOrEqual(65_536 - 1024);
  const rows = text.split('\n').filter((line) => line.startsWith('| !'));
  expect(rows).toHaveLength(10);
  expect(text).toMatch(/… [\d,]+ more projects/u);
});

test('many different failures leave room for what is dangerous', () => {
  const failures = Array.from({ length: 299 }, (_, index) =>
    aFailure(`failed-${index}-${'x'.repeat(40)}`, { message: `${'y'.repeat(300)} ${index}` }),
  );
  const danger = aResult('dangerous', dangerousPlan('dangerous', 0));
  const text = comment([...failures, danger]);
  const table = text.slice(0, text.indexOf('<details>'));
  const row = table.split('\n').find((line) => line.includes(codeSpan('dangerous')));
  const alone = comment([danger]).split('\n');
  expect(alone).toContain(row);
  expect(text).toContain('dangerous</code>');
});

test('groups come by level, the worst first, and hold every project once', () => {
  fc.assert(
    fc.property(runs, (results) => {
      const groups = arrangeResults(results);
      expect(new Set(groups.flatMap((group) => group.results))).toEqual(new Set(results));
      const order = groups.map(({ level }) => level);
      const levels = ['failed', 'refused', 'dangerous', 'deleting', 'changing', 'unchanged'];
      expect(order).toEqual([...order].sort((a, b) => levels.indexOf(a) - levels.indexOf(b)));
      for (const group of groups) {
        const keys = group.results.map(({ plan, state, diagnostics }) =>
          plan === undefined || state === 'failed' ? JSON.stringify(diagnostics) : plan.alike,
        );
        expect(new Set(keys).size).toBe(1);
      }
    }),
    { numRuns: 25 },
  );
});

describe('what the program that posts it relies on', () => {
  test('the marker is not that of a project, and the note below is read', () => {
    const note = writeReviewNote({ key: 'clients', head: 'abc', checksum: null, run: '1' });
    const text = `${comment(few).trimEnd()}\n\n${note}`;
    expect(text.startsWith('<!-- audiencectl:each -->\n### ')).toBe(true);
    expect(readReviewNote(text)?.key).toBe('clients');
  });

  test('two projects of one name are told by their files', () => {
    const results = ['a', 'b'].map((folder) => ({
      ...aFailure('acme'),
      file: `${folder}/audiencectl.yaml`,
    }));
    const text = comment(results);
    expect(text).toContain('`acme (a/audiencectl.yaml)`');
    expect(text).toContain('`acme (b/audiencectl.yaml)`');
  });
});

test('of many moved projects a sentence names the first, and counts the others', () => {
  const moved = Array.from({ length: 300 }, (_, at) => ({
    file: `new/${at}.yaml`,
    from: `old/${at}.yaml`,
  }));
  const told = (format: 'text' | 'markdown', verbose = false) =>
    renderMany([aFailure('a')], { format, command: 'plan', moved, verbose }).replace(/\s+/gu, ' ');
  expect(told('markdown')).toContain(
    '300 projects were moved: `old/0.yaml` to `new/0.yaml`, `old/1.yaml` to `new/1.yaml`',
  );
  for (const format of ['text', 'markdown'] as const) {
    expect(told(format)).toContain(
      ' and 295 more. A moved project is compared with its old place.',
    );
    expect(told(format)).not.toContain('new/5.yaml');
  }
  expect(told('text', true)).toContain('"old/299.yaml" to "new/299.yaml".');
});

describe('what is released', () => {
  const released = {
    address: 'segment/CRM',
    id: '1',
    reason: 'released',
    text: 'released',
  } as const;
  const told = (plan: PlanDocument) =>
    (['text', 'markdown', 'html'] as const).map((format) =>
      renderMany([aResult('a', { ...plan, leftAlone: [released] })], { format, command: 'plan' }),
    );

  test('is told of a project in which nothing changes', () => {
    for (const text of told(aPlan())) expect(text).toContain('1 with entities that are released');
  });

  test('is named beside the changes', () => {
    const [text = '', markdown = '', html = ''] = told(lookbackPlan('a', 1));
    expect(text).toContain('segment "CRM"');
    expect(markdown).toMatch(/^- segment `CRM`: released/mu);
    expect(html).toMatch(/<p>segment .*CRM.*: released/u);
  });
});

test('a command is shown whole, however long it is', () => {
  const set = `accounts={${'"625702934721171501":"demand",'.repeat(12)}}`;
  const command = `audiencectl apply --each plans --sandbox --set '${set}'`;
  const shown = renderManyMarkdown([aResult('a', lookbackPlan('a', 1))], {
    command: 'plan',
    applyCommand: command,
  });
  const [, escaped = ''] = /<code>(audiencectl.*?)<\/code>/u.exec(shown) ?? [];
  const read = escaped.replace(/&#(\d+);/gu, (_, code: string) =>
    String.fromCodePoint(Number(code)),
  );
  expect(read).toBe(command);
});

test('no command is given to apply plans of which none can be applied', () => {
  const applyCommand = 'audiencectl apply --each plans';
  const foot = (results: readonly ProjectResult[], format: 'markdown' | 'html') =>
    renderMany(results, { format, command: 'plan', applyCommand });
  for (const format of ['markdown', 'html'] as const) {
    expect(foot([aFailure('a'), aResult('b', refusedPlan)], format)).not.toContain('To apply');
    expect(foot([aFailure('a'), aResult('b', mixedPlan)], format)).toContain('To apply');
  }
});
