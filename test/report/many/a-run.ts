/** Results of runs over many projects; a test names only what differs. */
import type { ApplyReport } from '../../../src/apply/apply-report.ts';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import type { ApplyOutcomeOptions } from '../../../src/report/apply/apply-outcome.ts';
import { condenseFindings } from '../../../src/report/many/condense/condense-findings.ts';
import { createCondenser } from '../../../src/report/many/condense/create-condenser.ts';
import { createRunCondenser } from '../../../src/report/many/condense/create-run-condenser.ts';
import type {
  CondensedPlan,
  CondensedRun,
  ProjectResult,
} from '../../../src/report/many/project-result.ts';
import type { PlanDocument } from '../../../src/schema/generated/plan.ts';
import { aChange, aPlan } from '../a-plan.ts';

/** What a plan is in a report, in every format. */
export function condenseAll(): (plan: PlanDocument, file: string) => CondensedPlan {
  return createCondenser({ formats: ['text', 'markdown', 'html'] });
}

/** What became of a plan, in every format. */
export function condenseRun(
  report: ApplyReport,
  file: string,
  options: ApplyOutcomeOptions = {},
): CondensedRun {
  const condense = createRunCondenser({ formats: ['text', 'markdown', 'html'] });
  return condense(report, file, options, { findings: condenseFindings([]) });
}

export function aResult(
  project: string,
  plan: PlanDocument | null,
  differs: Partial<ProjectResult> = {},
  condense: (plan: PlanDocument, file: string) => CondensedPlan = condenseAll(),
): ProjectResult {
  const file = `clients/${project}/audiencectl.yaml`;
  const isRefused = (plan?.refusals.length ?? 0) > 0;
  return {
    file,
    project,
    exitCode: isRefused ? 3 : 0,
    state: isRefused ? 'refused' : 'done',
    ...(plan === null ? {} : { plan: condense(plan, file) }),
    diagnostics: condenseFindings(plan?.diagnostics ?? []),
    ...differs,
  };
}

export function aFailure(project: string, finding: Partial<Diagnostic> = {}): ProjectResult {
  return {
    ...aResult(project, null),
    exitCode: 1,
    state: 'failed',
    diagnostics: condenseFindings([
      {
        severity: 'error',
        code: 'authentication-failed',
        message: 'credentials refused (401)',
        hint: 'Check CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET.',
        ...finding,
      },
    ]),
  };
}

/** A longer look-back, in one of many accounts: its IDs and its account are its own. */
export function lookbackPlan(project: string, account: number): PlanDocument {
  const plan = aPlan();
  const before = { name: 'Shoe viewers', events: { lookbackDays: 'Last30Days' } };
  return {
    ...aPlan({
      changes: [
        aChange('segment/Shoe viewers', 'update', {
          id: String(700_000 + account),
          reasons: [{ code: 'attribute-changed', text: 'events.lookbackDays' }],
          reach: { verdict: 'wider', enter: 'last viewed 31 to 60 days ago', leave: null },
          before: { ...before, advertiserId: String(account) },
          after: {
            ...before,
            advertiserId: String(account),
            events: { lookbackDays: 'Last60Days' },
          },
          paths: ['events.lookbackDays'],
          source: { file: '../../shared/segments.yaml', line: 3, column: 5 },
        }),
      ],
    }),
    project: { ...plan.project, name: project, advertiserId: String(account) },
  };
}

/** Deletes a list with its members, and an audience that is live in as many ad sets as the account's number says. */
export function dangerousPlan(project: string, account: number): PlanDocument {
  const plan = aPlan();
  return {
    ...aPlan({
      changes: [
        aChange('audience/Win back', 'delete', {
          id: String(800_000 + account),
          liveUse: {
            known: true,
            adSetIds: Array.from({ length: 1 + (account % 3) }, (_, index) =>
              String(51_000 + index),
            ),
          },
        }),
        aChange('segment/CRM', 'delete', {
          id: String(900_000 + account),
          undo: 'irreversible',
          undoBecause: 'members-lost',
          before: { name: 'CRM', contactList: { identifierType: 'Email' } },
        }),
      ],
    }),
    project: { ...plan.project, name: project, advertiserId: String(account) },
  };
}

/** So many projects with the same change, and among them ten that need a look. */
export function aLargeRun(count = 400): readonly ProjectResult[] {
  const condense = condenseAll();
  return Array.from({ length: count }, (_, index) => {
    const name = `acme-${String(index).padStart(3, '0')}`;
    const isDangerous = index % Math.floor(count / 10) === 7;
    const plan = isDangerous ? dangerousPlan(name, index) : lookbackPlan(name, index);
    return aResult(name, plan, {}, condense);
  });
}
