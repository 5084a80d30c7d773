/** What a report of many says of plans that were applied. */
import { describe, expect, test } from '@jest/globals';
import type { ChangeResult } from '../../../src/apply/apply-report.ts';
import { summarizeResults } from '../../../src/apply/apply-report.ts';
import { condenseFindings } from '../../../src/report/many/condense/condense-findings.ts';
import { createRunCondenser } from '../../../src/report/many/condense/create-run-condenser.ts';
import type { ProjectResult } from '../../../src/report/many/project-result.ts';
import { renderMany } from '../../../src/report/many/render-many.ts';
import type { PlanDocument } from '../../../src/schema/generated/plan.ts';
import { aResult, condenseAll, condenseRun, lookbackPlan } from './a-run.ts';
import { applied, type Became, becameOf, each, ownPlan, render } from './applied-runs.ts';

describe('after apply', () => {
  test('projects of which the same is to say are one line, without counts of nothing', () => {
    const results = each(7, 'done');
    for (const format of ['text', 'markdown'] as const) {
      const text = render(results, format);
      expect(text).toMatch(/7 projects, the same result.*1 update done each/u);
      expect(text).not.toMatch(/\b0 (?:failed|skipped|unknown)/u);
    }
  });

  test('each count has its own number of projects', () => {
    const results = [...each(9, 'done'), ...each(3, 'failed'), ...each(2, 'before')];
    const lines = render(results, 'text').trimEnd().split('\n');
    expect(lines.at(-1)).toBe(
      '14 projects: 9 done in 9 projects, 2 already applied in 2 projects, 3 failed in 3 projects; 3 incomplete.',
    );
    expect(render(results, 'markdown')).toContain('**9 done in 9 projects, 2 already');
  });

  test('what is deleted is told before what is not, and is called deleted', () => {
    const deleting = (project: string, account: number): PlanDocument => {
      const plan = ownPlan(project, account);
      return {
        ...plan,
        changes: plan.changes.map((change) => ({ ...change, action: 'delete', after: null })),
        summary: { ...plan.summary, update: 0, delete: plan.changes.length },
      };
    };
    const results = [applied('a', 1, 'done'), applied('b', 2, 'done', deleting)];
    expect(render(results, 'text')).toMatch(
      /^- b {3}1 delete done .*\n[\s\S]*\n~ a {3}1 update done /u,
    );
    expect(render(results, 'markdown')).toMatch(
      /\| - \| `b` \| \*\*1 delete\*\* done [\s\S]*\| ~ \| `a`/u,
    );
    expect(render(results, 'html')).toContain('<h2 id="deleting">');
  });

  test('what was deleted is told also where something else failed, or was done before', () => {
    const plan = lookbackPlan('a', 1);
    const [change] = becameOf(plan, 'done', 1);
    const [failed] = becameOf(plan, 'failed', 1);
    const [before] = becameOf(plan, 'before', 1);
    if (change === undefined || failed === undefined || before === undefined) throw new Error();
    const deleted: ChangeResult = { ...change, action: 'delete', address: 'segment/Old' };
    for (const other of [failed, before]) {
      const result = aResult('a', plan);
      const run = condenseRun(summarizeResults([deleted, other]), result.file, { plan });
      const isDone = other === before;
      const shown: ProjectResult = {
        ...result,
        run,
        state: isDone ? 'done' : 'incomplete',
        exitCode: isDone ? 0 : 4,
      };
      for (const format of ['text', 'markdown', 'html'] as const)
        expect(render([shown], format)).toContain('1 of them is a deletion');
      if (isDone) expect(render([shown], 'text')).toMatch(/^- a /u);
    }
  });

  test('a deletion is shown before hundreds of creations', () => {
    const plan = lookbackPlan('a', 1);
    const [change] = becameOf(plan, 'done', 1);
    if (change === undefined) throw new Error('no change');
    const made = Array.from(
      { length: 900 },
      (_, index): ChangeResult => ({
        ...change,
        action: 'create',
        address: `segment/${'A long name '.repeat(5)}${index}`,
      }),
    );
    const deleted: ChangeResult = { ...change, action: 'delete', address: 'segment/Zold' };
    const result = aResult('a', plan);
    const run = condenseRun(summarizeResults([...made, deleted]), result.file, { plan });
    for (const format of ['text', 'markdown', 'html'] as const)
      expect(render([{ ...result, run }], format)).toContain('Zold');
  });

  test('a change that was carried out in part is no idle run', () => {
    const [result] = each(1, 'failed');
    if (result?.run === undefined) throw new Error('no run');
    const partly = { ...result, run: { ...result.run, partly: 1 } };
    expect(render([partly], 'markdown')).toContain('changes applied · 1 project');
    expect(render(each(2, 'before'), 'markdown')).toContain(
      'changes, already applied · 2 projects',
    );
  });

  test('what an earlier run did is told apart in every format', () => {
    const plan = lookbackPlan('a', 1);
    const both = [...becameOf(plan, 'before', 1), ...becameOf(plan, 'done', 1)].map(
      (change, index) => ({ ...change, address: `segment/${index}` }),
    );
    const result = aResult('a', plan);
    const run = condenseRun(summarizeResults(both), result.file, { plan });
    for (const format of ['text', 'markdown', 'html'] as const)
      expect(render([{ ...result, run }], format).match(/(?<!\d )done before/gu)).toHaveLength(1);
  });

  test('a project whose warnings differ is shown with its own IDs and places', () => {
    const condense = createRunCondenser({ formats: ['text', 'markdown', 'html'] });
    const condensePlan = condenseAll();
    const results = ['a', 'b'].map((project, index): ProjectResult => {
      const plan = lookbackPlan(project, 41 + index);
      const result = aResult(project, plan, {}, condensePlan);
      const findings = condenseFindings(
        index === 0 ? [] : [{ severity: 'warning', code: 'already-declared', message: 'twice' }],
      );
      const report = summarizeResults(becameOf(plan, 'done', 41 + index));
      const beside = { findings, ...(result.plan === undefined ? {} : { plan: result.plan }) };
      const run = condense(report, result.file, { plan }, beside);
      return { ...result, run, diagnostics: findings };
    });
    const text = render(results, 'text');
    expect(text).not.toContain('with its account');
    for (const format of ['text', 'html'] as const)
      for (const id of ['700041', '700042']) expect(render(results, format)).toContain(id);
  });

  test('what is to be known of what is done is said of its project', () => {
    const plan = lookbackPlan('a', 1);
    const noted = becameOf(plan, 'done', 1).map((change) => ({
      ...change,
      warning: { code: 'ignored', text: 'Brand 1 is ignored' },
    }));
    const run = (results: readonly ChangeResult[], trusted = false) =>
      condenseRun({ ...summarizeResults(results), ...(trusted ? { trusted } : {}) }, 'a', { plan });
    const results = ['a', 'b', 'c'].map((project, index) => ({
      ...aResult(project, lookbackPlan(project, index)),
      run: run(index === 0 ? noted : becameOf(plan, 'done', 1), index === 1),
    }));
    for (const format of ['text', 'markdown', 'html'] as const) {
      const text = render(results, format).replace(/\s+/gu, ' ');
      expect(text).toContain('Brand 1 is ignored');
      expect(text).toContain('the plan file was trusted');
      expect(text).not.toContain('the same result');
    }
  });

  test('projects that did different things are not said to have the same result', () => {
    const results = Array.from({ length: 7 }, (_, index): ProjectResult => {
      const plan = lookbackPlan(`p${index}`, index);
      const all = becameOf(plan, 'done', index).map((change) => ({
        ...change,
        address: `segment/${index}`,
      }));
      const result = aResult(`p${index}`, plan);
      return { ...result, run: condenseRun(summarizeResults(all), result.file, { plan }) };
    });
    const text = render(results, 'text');
    expect(text).toContain('7 projects, details differ   1 update done each');
    expect(text).toContain('To see what became of each change, add --verbose.');
  });

  test('nothing is said to be applied where nothing was', () => {
    for (const format of ['markdown', 'html'] as const) {
      const text = render(each(2, 'failed'), format);
      expect(text).toContain('Audience changes, none applied · 2 projects');
      expect(text).not.toMatch(/changes applied|Takes effect/u);
      expect(render(each(2, 'done'), format)).toContain('Audience changes applied · 2 projects');
    }
  });

  test('it says when that takes effect, unless an earlier run did it', () => {
    const now = Date.UTC(2026, 11, 1, 10);
    for (const format of ['text', 'markdown', 'html'] as const) {
      const said = (became: Became) =>
        renderMany(each(2, became), { format, command: 'apply', now });
      expect(said('done')).toContain('recomputed at 12:00 UTC, in campaigns about 17:00 UTC');
      expect(said('before')).not.toContain('recomputed');
    }
  });

  test('what was applied before is not called done', () => {
    const text = render(each(8, 'before'), 'text');
    expect(text).toContain('= 8 projects, the same result   already applied, nothing was sent\n');
    expect(text).toContain('8 projects: 8 already applied in 8 projects.');
  });

  test('equal failures are one group, with the place and the trace ID of each project', () => {
    const results = each(3, 'failed', lookbackPlan);
    for (const format of ['text', 'markdown', 'html'] as const) {
      const text = render(results, format);
      expect(text.match(/is bad/gu)?.length).toBe(format === 'markdown' ? 2 : 1);
      expect(text).toContain('3 projects, the same failure');
      expect(text).toContain('accounts/{id}/audiences');
      for (const index of [0, 1, 2]) expect(text).toContain(`trace ID trace-${70 + index}`);
      expect(text).toContain('shared/segments.yaml:3');
      expect(text).not.toContain('../shared');
    }
  });

  test('the account in a sentence of the API keeps no two failures apart', () => {
    const results = each(3, 'failed', lookbackPlan).map((result, index): ProjectResult => {
      const all = becameOf(ownPlan('a', 1), 'failed', 1).map((change) =>
        change.error === undefined
          ? change
          : { ...change, error: { ...change.error, detail: `Account ${70 + index} is demand` } },
      );
      return { ...result, run: condenseRun(summarizeResults(all), result.file, {}) };
    });
    const text = render(results, 'text');
    expect(text).toContain('3 projects, the same failure');
    expect(text).toContain('The API says: Accounts 70, 71 and 72 is demand.');
    expect(render(results.slice(0, 1), 'text')).toContain('Account 70 is demand');
  });

  test('equal failures of different plans are one row', () => {
    const text = render(each(3, 'failed'), 'text');
    expect(text).toContain('3 projects, the same failure');
    expect(text.match(/is bad/gu)).toHaveLength(1);
    const rows = render(each(3, 'failed'), 'markdown').match(/^\| ✗ \|.*$/gmu);
    expect(rows).toEqual([expect.stringContaining('3 projects, the same failure')]);
  });

  test('places and trace IDs that have no room are counted, and the way to all of them is named', () => {
    const results = each(300, 'failed', lookbackPlan);
    const tracesIn = (text: string) => new Set(text.match(/trace ID trace-\d+/gu)).size;
    const text = render(results, 'text');
    expect(tracesIn(text)).toBe(6);
    expect(text).toContain('… 294 more. To see all, add --verbose.');
    const whole = renderMany(results, { format: 'text', command: 'apply', verbose: true });
    expect(tracesIn(whole)).toBe(300);
    expect(tracesIn(render(results, 'html'))).toBe(300);
    const comment = render(results, 'markdown');
    expect(tracesIn(comment)).toBeGreaterThan(6);
    expect(comment).toMatch(/^- … \d+ more: see the HTML report$/mu);
  });

  test('of many failures of one project the first are placed, and the others are counted', () => {
    const results = each(2, 'failed', lookbackPlan).map((result, project): ProjectResult => {
      const all = Array.from({ length: 5 }, (_, line) => line).flatMap((line) =>
        becameOf(ownPlan('a', 1), 'failed', 10 * project + line).map((change) => ({
          ...change,
          source: { file: 'own.yaml', line: line + 1, column: 1 },
        })),
      );
      return { ...result, run: condenseRun(summarizeResults(all), result.file, {}) };
    });
    const text = render(results, 'text');
    expect(text).toContain('"failed-0": clients/failed-0/own.yaml:3, trace ID trace-2');
    expect(text).toContain('"failed-0": … and 2 more');
    expect(text).not.toContain('own.yaml:4, trace');
  });

  test('counts of a group that failed in part are those of each project', () => {
    const results = each(2, 'failed', lookbackPlan).map((result): ProjectResult => {
      const [failed] = becameOf(ownPlan('a', 1), 'failed', 1);
      if (failed?.outcome !== 'failed') throw new Error('nothing failed');
      const { id, error, ...other } = failed;
      const all: readonly ChangeResult[] = [
        ...['segment/Made 1', 'segment/Made 2'].map((name) => ({
          ...other,
          id,
          address: name,
          outcome: 'done' as const,
        })),
        ...['segment/Bad 1', 'segment/Bad 2'].map((name) => ({
          ...failed,
          address: name,
          outcome: 'failed' as const,
        })),
        { ...other, id, error, address: 'segment/Lost', outcome: 'unknown' },
        { ...other, id, address: 'segment/Late', outcome: 'skipped', because: 'interrupted' },
      ];
      return { ...result, run: condenseRun(summarizeResults(all), result.file, {}) };
    });
    for (const format of ['text', 'markdown', 'html'] as const) {
      const text = render(results, format);
      expect(text).toContain('2 done, 2 failed, 1 skipped, 1 unknown each');
      expect(text).toContain('Right now in each: 2 changes were made and stay in place.');
      expect(text).toContain('1 change may have been made.');
      expect(text).toContain('Failed in each: 2 changes failed for the same reason');
      expect(text).toMatch(/Unknown in each: /u);
      expect(text).toContain('Skipped in each: 1 change not started');
      expect(render(results.slice(0, 1), format)).not.toMatch(/\bin each\b|unknown each/u);
    }
  });

  test('what explains a count of each stands behind it', () => {
    const results = each(2, 'failed').map((result): ProjectResult => {
      const run = result.run && { ...result.run, title: '1 failed; 1 of them must still move' };
      return run === undefined ? result : { ...result, run };
    });
    expect(render(results, 'text')).toContain('1 failed each; 1 of them must still move');
  });

  test('a failure of one project names its place and its account', () => {
    const text = render(each(1, 'failed'), 'text');
    expect(text).toContain('(shared/segments.yaml:3)');
    expect(text).toContain('accounts/70/audiences');
    expect(text).toContain('trace ID trace-70');
  });
});

/** Equal plans of one run share their details; then one of them failed, and one had been applied before. */
describe('equal plans with different ends', () => {
  const condense = condenseAll();
  const ends = { alpha: 'done', beta: 'failed', gamma: 'before', delta: 'done' } as const;
  const results = Object.entries(ends).map(([project, became], index) => {
    const account = 31 + index;
    const plan = lookbackPlan(project, account);
    const shared = condense(plan, `clients/${project}/audiencectl.yaml`);
    return { ...applied(project, account, became, lookbackPlan), plan: shared };
  });

  test('show what became of each, with its own IDs', () => {
    const blocks = render(results, 'text').split(/^── /mu).slice(1);
    expect(blocks.map((block) => block.split('\n')[0])).toEqual([
      'beta',
      'alpha, and the same result in 1 other project',
    ]);
    expect(blocks[0]).toMatch(/"Shoe viewers" {3}failed .*id 700032/u);
    expect(blocks[1]).toMatch(/"Shoe viewers" {3}done .*id 700031/u);
    expect(blocks.join('')).not.toMatch(/look-back|Plan:/u);
    const markdown = render(results, 'markdown');
    expect(markdown).toContain(
      '| ~ update | segment `Shoe viewers` | **failed**: `name-invalid` |',
    );
    expect(markdown).toContain('| ~ update | segment `Shoe viewers` | done |');
    expect(markdown).toContain('IDs and places are those of `alpha`.');
    const html = render(results, 'html').split('<details class="change project"').slice(1);
    expect(html).toHaveLength(3);
    expect(html.filter((card) => card.includes('700032'))).toHaveLength(1);
  });

  test('never have the account of one below the name of another without a word', () => {
    const some = results.map((result): ProjectResult => {
      if (result.project !== 'beta') return result;
      const { run: _, ...refused } = result;
      return { ...refused, state: 'refused', exitCode: 3 };
    });
    const blocks = render(some, 'text').split(/^── /mu).slice(1);
    expect(blocks[0]).toMatch(/^beta\n/u);
    expect(blocks[0]).toContain('The changes are those of "alpha", with its account');
    expect(render(some, 'markdown')).toContain('IDs and places are those of `alpha`.');
    const html = render(some, 'html').split('<details class="change project"').slice(1);
    const shown = html.filter((card) => card.includes('look-back'));
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatch(/IDs and places are those of .*alpha/u);
  });

  test('show no plan of what was applied before, and say it last', () => {
    const text = render(results, 'text');
    expect(text).not.toContain('── gamma');
    expect(text.indexOf('gamma')).toBeGreaterThan(text.indexOf('alpha'));
    const alone = results.filter(({ project }) => project === 'gamma');
    for (const format of ['markdown', 'html'] as const)
      expect(render(alone, format)).not.toContain('Shoe viewers');
  });

  test('what was applied before is one block, however the plans differ', () => {
    const settled = [...each(5, 'before'), applied('alone', 90, 'done')];
    const markdown = render(settled, 'markdown');
    expect(markdown.match(/^<details><summary><b>=/gmu)).toHaveLength(1);
    expect(markdown).not.toContain('Brands of before');
    expect(markdown).toContain('| ~ update | segment `Shoe viewers` | done |');
    const html = render(settled, 'html');
    expect(html).not.toContain('Brands of before');
    expect(html).toContain('shared/segments.yaml:3');
  });

  test('what was applied before with other warnings is another block', () => {
    const settled = each(2, 'before').map((result, index): ProjectResult => {
      const findings = condenseFindings([
        { severity: 'warning', code: 'list-empty', message: `List ${index} is empty` },
      ]);
      return { ...result, diagnostics: findings };
    });
    const markdown = render(settled, 'markdown');
    for (const index of [0, 1]) expect(markdown).toContain(`List ${index} is empty`);
  });
});
