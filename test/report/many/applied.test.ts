/** What a report of many says of plans that were applied. */
import { describe, expect, test } from '@jest/globals';
import type { ChangeResult } from '../../../src/apply/apply-report.ts';
import { summarizeResults } from '../../../src/apply/apply-report.ts';
import { condenseFindings } from '../../../src/report/many/condense/condense-findings.ts';
import { condenseRun } from '../../../src/report/many/condense/condense-run.ts';
import type { ProjectResult } from '../../../src/report/many/project-result.ts';
import { renderMany } from '../../../src/report/many/render-many.ts';
import type { PlanDocument } from '../../../src/schema/generated/plan.ts';
import { aFailure, aResult, condenseAll, lookbackPlan } from './a-run.ts';

type Became = 'done' | 'before' | 'failed';

/** A plan that differs from that of any other project in a text. */
function ownPlan(project: string, account: number): PlanDocument {
  const plan = lookbackPlan(project, account);
  for (const { before, after } of plan.changes) {
    for (const side of [before, after]) if (side) side['description'] = `Brand ${project}`;
    if (after) after['description'] = `Brands of ${project}`;
  }
  return plan;
}

function becameOf(plan: PlanDocument, became: Became, account: number): readonly ChangeResult[] {
  return plan.changes.map(({ address, action, id, source }): ChangeResult => {
    const change = { address, action, id, source };
    if (became === 'done') return { ...change, outcome: 'done' };
    if (became === 'before') return { ...change, outcome: 'done', alreadyDone: true };
    const error = {
      code: 'name-invalid',
      detail: `POST /2026-07/retail-media/accounts/${account}/audiences said: name of ${id} is bad`,
      traceId: `trace-${account}`,
    };
    return { ...change, outcome: 'failed', error };
  });
}

function applied(
  project: string,
  account: number,
  became: Became,
  planOf = ownPlan,
): ProjectResult {
  const plan = planOf(project, account);
  const result = aResult(project, plan);
  const run = condenseRun(summarizeResults(becameOf(plan, became, account)), result.file, { plan });
  const isDone = became !== 'failed';
  return { ...result, run, state: isDone ? 'done' : 'incomplete', exitCode: isDone ? 0 : 4 };
}

const each = (count: number, became: Became, planOf = ownPlan) =>
  Array.from({ length: count }, (_, index) =>
    applied(`${became}-${index}`, 70 + index, became, planOf),
  );

const render = (results: readonly ProjectResult[], format: 'text' | 'markdown' | 'html') =>
  renderMany(results, { format, command: 'apply' });

describe('after apply', () => {
  test('projects of which the same is to say are one line, without counts of nothing', () => {
    const results = each(7, 'done');
    for (const format of ['text', 'markdown'] as const) {
      const text = render(results, format);
      expect(text).toMatch(/7 projects, the same result.*1 done each/u);
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
    expect(text).not.toContain('own.yaml:4');
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

  test('never have the account of one below the name of another without a word', () => {
    const blocks = render(results, 'text').split(/^── /mu).slice(1);
    expect(blocks.map((block) => block.split('\n')[0])).toEqual([
      'beta',
      'alpha, and the same changes in 1 other project',
    ]);
    expect(blocks[0]).toContain('The changes are those of "alpha", with its account');
    const markdown = render(results, 'markdown').split('<details>').slice(1);
    for (const block of markdown.filter((each) => each.includes('events.lookbackDays'))) {
      expect(block).toContain('IDs and places are those of `alpha`.');
    }
    const html = render(results, 'html').split('<details class="change project"').slice(1);
    expect(html).toHaveLength(3);
    const shown = html.filter((card) => card.includes('look-back'));
    expect(shown).toHaveLength(2);
    for (const card of shown) expect(card).toMatch(/IDs and places are those of .*alpha/u);
  });

  test('show no plan of what was applied before, and say it last', () => {
    const text = render(results, 'text');
    expect(text).not.toContain('── gamma');
    expect(text.indexOf('gamma')).toBeGreaterThan(text.indexOf('alpha'));
    const alone = results.filter(({ project }) => project === 'gamma');
    expect(render(alone, 'markdown')).not.toContain('look-back');
    expect(render(alone, 'html')).not.toContain('look-back');
  });

  test('what was applied before is one block, however the plans differ', () => {
    const settled = [...each(5, 'before'), applied('alone', 90, 'done')];
    const markdown = render(settled, 'markdown');
    expect(markdown.match(/^<details><summary><b>=/gmu)).toHaveLength(1);
    expect(markdown).not.toContain('Brands of before');
    expect(markdown).toContain('Brands of alone');
    const html = render(settled, 'html');
    expect(html).not.toContain('Brands of before');
    expect(html).toContain('Brands of alone');
  });

  test('what was applied before with other warnings is another block', () => {
    const settled = each(2, 'before').map((result, index): ProjectResult => {
      const findings = condenseFindings([
        { severity: 'warning', code: 'list-empty', message: `List ${index} is empty` },
      ]);
      return result.plan === undefined ? result : { ...result, plan: { ...result.plan, findings } };
    });
    const markdown = render(settled, 'markdown');
    for (const index of [0, 1]) expect(markdown).toContain(`List ${index} is empty`);
  });
});

describe('rows of which all that they say is equal', () => {
  const plans = [1, 2, 3].map((account) => aResult(`p${account}`, ownPlan(`p${account}`, account)));

  test('are one, and the details are kept apart', () => {
    const text = renderMany(plans, { format: 'markdown', command: 'plan' });
    expect(text.match(/^\| ~ \|.*$/gmu)).toEqual([
      expect.stringContaining('**3 projects, details differ**: `p1`, `p2` and `p3`'),
    ]);
    expect(text.match(/^<details><summary><b>~/gmu)).toHaveLength(6);
    expect(text).toContain('Brands of p3');
  });

  test('stay apart where one of them says more', () => {
    const other = aResult('p4', lookbackPlan('p4', 4));
    const text = renderMany([...plans, other], { format: 'markdown', command: 'plan' });
    expect(text).toContain('Brands of p3');
    expect(text.match(/^<details><summary><b>~/gmu)).toHaveLength(8);
  });
});

describe('failures before any change', () => {
  const interrupted = (account: number) => ({
    code: 'interrupted',
    message: `POST /2026-07/retail-media/accounts/${account}/audience-segments/search was interrupted`,
    hint: 'Run the same command again. Nothing was changed.',
  });
  const refused = (account: number) => ({
    code: 'api-refused',
    message: `POST /2026-07/retail-media/accounts/${account}/x answered 400 (odd: no; trace t${account})`,
    source: { file: 'own.yaml', line: account, column: 1 },
  });
  const results = [interrupted, refused].flatMap((findingOf) =>
    [11, 12, 13].map((account): ProjectResult => {
      const failure = aFailure(`p${account}`, { hint: 'Look.', ...findingOf(account) });
      return findingOf === interrupted ? { ...failure, state: 'incomplete', exitCode: 4 } : failure;
    }),
  );

  test.each(['text', 'markdown', 'html'] as const)('equal ones are one group: %s', (format) => {
    const text = render(results, format);
    expect(text.match(/>?3 projects, the same failure/gu)).not.toHaveLength(0);
    expect(text).toContain('accounts/{id}/audience-segments/search was interrupted');
    expect(text).toContain('Run the same command again. Nothing was changed.');
    expect(text).toContain('answered 400 (odd: no)');
    for (const account of [11, 12, 13])
      expect(text).toContain(`clients/p${account}/own.yaml:${account}, trace ID t${account}`);
    expect(text).not.toContain(`accounts/11`);
  });

  test('one alone names its account, place and trace ID', () => {
    const text = render([results[3] ?? aFailure('x')], 'text');
    expect(text).toContain('accounts/11/x answered 400 (odd: no; trace t11)');
    expect(text).toContain('clients/p11/own.yaml:11:1');
  });
});

describe('failures whose advice names the account', () => {
  const forbidden = (account: number) => ({
    code: 'api-forbidden',
    message: `POST /2026-07/retail-media/accounts/${account}/y answered 403 (odd: no; trace t${account})`,
    hint: `Give the application the permission "Audiences Read", and consent for account ${account}.`,
  });
  const before = (count: number) =>
    Array.from({ length: count }, (_, index) => aFailure(`p${11 + index}`, forbidden(11 + index)));
  const during = (count: number) =>
    each(count, 'failed', lookbackPlan).map((result, index): ProjectResult => {
      const failed = becameOf(ownPlan('a', 1), 'failed', 1).flatMap((change) =>
        change.error
          ? [{ ...change, error: { ...change.error, ...forbidden(11 + index), detail: null } }]
          : [],
      );
      return { ...result, run: condenseRun(summarizeResults(failed), result.file, {}) };
    });

  test.each([
    ['before any change', before],
    ['while it applied', during],
  ] as const)('are one group %s, and name all accounts or count them', (_, made) => {
    for (const format of ['text', 'markdown', 'html'] as const) {
      const said = (count: number) => render(made(count), format).replace(/\s+/gu, ' ');
      expect(said(1)).toContain('consent for account 11.');
      expect(said(2)).toContain('2 projects, the same failure');
      expect(said(2)).toContain('consent for accounts 11 and 12.');
      expect(said(200)).toContain('200 projects, the same failure');
      expect(said(200)).toContain('consent for accounts 11, 12, 13, 14, 15 and 195 more.');
    }
  });

  test('wait for the latest time, and what is quoted is a name', () => {
    const late = (second: number) => ({
      hint: `Wait until 2026-11-28 10:00:0${second} UTC, and see "account ${second}" of account 1.`,
    });
    const texts = [1, 3, 2].map((second) => aFailure(`p${second}`, late(second)));
    expect(render(texts, 'text')).not.toContain('the same failure');
    const same = [1, 3, 2].map((second) =>
      aFailure(`p${second}`, { hint: `Wait until 2026-11-28 10:00:0${second} UTC.` }),
    );
    expect(render(same, 'text')).toContain('Wait until 2026-11-28 10:00:03 UTC.');
  });

  test('refusals of equal plans, too', () => {
    const condense = condenseAll();
    const results = [11, 12].map((account): ProjectResult => {
      const fix = forbidden(account).hint;
      const refusals = [{ code: 'write-not-allowed', text: 'the API answers 403', fix }];
      const plan = condense({ ...lookbackPlan('p', account), refusals }, `${account}/a.yaml`);
      return { ...aFailure(`p${account}`), state: 'refused', exitCode: 3, plan };
    });
    for (const format of ['text', 'markdown', 'html'] as const)
      expect(render(results, format).replace(/\s+/gu, ' ')).toContain(
        'consent for accounts 11 and 12.',
      );
  });

  test('warnings of several projects, too', () => {
    const results = [11, 12].map((account): ProjectResult => {
      const warning = { ...forbidden(account), severity: 'warning' as const };
      const done = { state: 'done', exitCode: 0 } as const;
      return { ...aFailure(`p${account}`), ...done, diagnostics: condenseFindings([warning]) };
    });
    const text = renderMany(results, { format: 'text', command: 'validate' });
    expect(text).toContain('consent for accounts 11 and 12.');
  });
});

test('a row says each sentence once', () => {
  const findings = [3, 4].map((line) => ({
    ...({ severity: 'error', code: 'unknown-variable' } as const),
    message: 'there is no variable "brand"',
    source: { file: 'own.yaml', line, column: 1 },
  }));
  const failure = { ...aFailure('a'), diagnostics: condenseFindings(findings) };
  const row =
    render([failure], 'markdown')
      .match(/^\| ✗ \|.*$/gmu)
      ?.join('') ?? '';
  expect(row.match(/here is no variable/gu)).toHaveLength(1);
  expect(render([failure], 'text').match(/here is no variable/gu)).toHaveLength(2);
});

test('a hint names the project file as the working directory sees it, unless it is about several', () => {
  const finding = { hint: 'Write "!x.yaml" under manifests in audiencectl.yaml to leave it out.' };
  expect(render([aFailure('a', finding)], 'text')).toContain(
    'in clients/a/audiencectl.yaml to leave',
  );
  const both = render([aFailure('a', finding), aFailure('b', finding)], 'text');
  expect(both).toContain('manifests in audiencectl.yaml to leave');
});
