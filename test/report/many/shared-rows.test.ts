/** What projects share of a report: one row, one failure, and advice for all of them. */
import { describe, expect, test } from '@jest/globals';
import { summarizeResults } from '../../../src/apply/apply-report.ts';
import { condenseFindings } from '../../../src/report/many/condense/condense-findings.ts';
import type { ProjectResult } from '../../../src/report/many/project-result.ts';
import { renderMany } from '../../../src/report/many/render-many.ts';
import { aFailure, aResult, condenseAll, condenseRun, lookbackPlan } from './a-run.ts';
import { becameOf, each, ownPlan, render } from './applied-runs.ts';

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

  test('the account in a sentence of the API keeps no two apart, and all are named', () => {
    const demand = [11, 12].map((account) =>
      aFailure(`p${account}`, {
        message: `Account ${account} may not use the data of account ${account * 7}`,
      }),
    );
    for (const format of ['text', 'markdown', 'html'] as const) {
      const text = render(demand, format).replace(/\s+/gu, ' ');
      expect(text).toContain('2 projects, the same failure');
      expect(text).toContain('Accounts 11 and 12 may not use the data of accounts 77 and 84');
    }
    const named = [11, 12].map((name) => aFailure(`p${name}`, { message: `no "account ${name}"` }));
    expect(render(named, 'text')).not.toContain('the same failure');
  });

  test('warnings of projects that were applied name the accounts of all', () => {
    const results = [1, 2].map((account): ProjectResult => {
      const warning = {
        severity: 'warning' as const,
        code: 'base-other-account',
        message: `the base is of account ${account}, but this project is of account ${3 - account}`,
        hint: `Check what stays in account ${account}.`,
      };
      const [done] = each(1, 'done', lookbackPlan);
      if (done === undefined) throw new Error('no result');
      return {
        ...done,
        project: `p${account}`,
        file: `clients/p${account}/audiencectl.yaml`,
        diagnostics: condenseFindings([warning]),
      };
    });
    for (const format of ['text', 'markdown', 'html'] as const) {
      const text = render(results, format).replace(/\s+/gu, ' ');
      expect(text).toContain(
        'base is of accounts 1 and 2, but this project is of accounts 2 and 1',
      );
      expect(text).toContain('Check what stays in accounts 1 and 2.');
    }
  });

  test('the other places of a finding stand in every format', () => {
    const related = [
      { label: 'used by "Buyers"', source: { file: 'b.yaml', line: 18, column: 16 } },
    ];
    for (const format of ['text', 'markdown', 'html'] as const)
      expect(render([aFailure('a', { related })], format)).toContain('clients/a/b.yaml:18:16');
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
