import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { PlanDocument, Refusal } from '../../schema/generated/plan.ts';
import type { Change } from '../change/change.ts';
import { changeKey } from '../change/change-key.ts';
import { findRefusals } from '../check/find-refusals.ts';
import type { Comparison } from '../compare-with-remote.ts';
import { planHouseRules } from '../rules/plan-house-rules.ts';

interface Question {
  readonly plan: PlanDocument;
  readonly comparison: Comparison;
  /** The consents of the plan that do not rest on its file alone. */
  readonly consents: readonly string[];
  readonly takesChecksum: boolean;
}

/** The refusals of the plan, judged once more: its own list of them is no proof. */
export function refuseAgain(
  { plan, comparison, consents, takesChecksum }: Question,
  changes: readonly Change[],
): readonly Refusal[] {
  const { renames } = comparison;
  const ofRules = planHouseRules(comparison, changes);
  const refusalsWith = (given: readonly string[]) =>
    findRefusals({ ...comparison, changes, ...readConsents(given) });
  const judged = refusalsWith(consents);
  const looksRenamed = renames.flatMap(({ refusal, create, losing }) => {
    // Deleting the old entity is enough, even if the plan does not create the new one.
    const isOfIt = changes.some(
      (each) => changeKey(each) === create || (each.action === 'delete' && each.remote === losing),
    );
    return isOfIt ? [refusal] : [];
  });
  const broken = [...ofRules.refusals, ...ofRules.errors.map(refuseUnknown)];
  if (judged.length + looksRenamed.length + broken.length === 0) return [];
  const unproven = plan.consents.filter((consent) => !consents.includes(consent));
  const options = unproven.map((consent) => `--${consent.replace('=', ' ')}`);
  const last: Refusal =
    unproven.length === 0
      ? {
          code: 'plan-not-declared',
          text: 'a new plan from these manifests would be refused, but the plan file is not',
          fix: 'Plan again, and review that plan.',
        }
      : {
          code: 'plan-not-declared',
          text: `the consent ${unproven.join(', ')} is only in the plan file, which is not enough`,
          fix: takesChecksum
            ? `Give the reviewed checksum with --checksum, or give ${options.join(' ')} again.`
            : `Give ${options.join(' ')} again.`,
        };
  const remaining = new Set(refusalsWith(plan.consents).map(refusalKey));
  // What the consents of the file would accept has the same way out.
  const refused = judged.map((each) =>
    remaining.has(refusalKey(each)) ? each : { ...each, fix: last.fix ?? '' },
  );
  return [...refused, ...looksRenamed, ...broken, last];
}

/** A rule of which nothing can be said is not kept. */
function refuseUnknown({ code, message, hint }: Diagnostic): Refusal {
  return { code, text: message, ...(hint === undefined ? {} : { fix: hint }) };
}

function refusalKey({ code, address = '' }: Refusal): string {
  return `${code} ${address}`;
}

/** Consents as plans spell them, as the planner takes them. */
function readConsents(consents: readonly string[]): {
  readonly allowReplace: boolean;
  readonly maxDeletes: number | null;
} {
  const limit = consents.find((consent) => consent.startsWith('max-deletes='));
  return {
    allowReplace: consents.includes('allow-replace'),
    maxDeletes: limit === undefined ? null : Number(limit.slice('max-deletes='.length)),
  };
}
