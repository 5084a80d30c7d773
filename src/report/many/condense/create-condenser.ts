/** Makes plans small as they come, so that a run over many projects holds no whole plan but the current one. */
import type { LeftAlone, PlanDocument } from '../../../schema/generated/plan.ts';
import { losesMembers } from '../../change/describe-undo.ts';
import type { HowSaved } from '../../plan/apply-command.ts';
import { findHighlights, listFindings } from '../../plan/highlights/find-highlights.ts';
import { harmRank } from '../../plan/highlights/harm.ts';
import { kindsInPlan } from '../../plan/plan-target.ts';
import type { CondensedPlan, ResultDetails } from '../project-result.ts';
import { condenseFindings } from './condense-findings.ts';
import type { CondenserOptions } from './condenser-options.ts';
import { cutPhrase, cutText } from './cut-phrase.ts';
import { digestChanges } from './digest-changes.ts';
import { isOfTheRun } from './is-of-the-run.ts';
import { peopleOfPlan } from './people-of-plan.ts';
import { planInCwd } from './plan-in-cwd.ts';
import { renderDetails } from './render-details.ts';

/** More lines of one plan are counted. */
const mostHighlights = 12;
const mostRefusals = 12;

/** Characters of a line. */
const longest = 600;

/**
 * One for a run: plans that are alike share their details, which are those of the first.
 *
 * @returns what makes the plan of one project file small
 */
export function createCondenser(
  options: CondenserOptions,
): (plan: PlanDocument, file: string, how?: HowSaved) => CondensedPlan {
  const known = new Map<string, ResultDetails>();
  return (plan, file, how = {}) => {
    const alike = digestChanges(plan);
    const details = known.get(alike) ?? {
      ...renderDetails(planInCwd(file, withoutRun(plan)), how, options),
      file,
    };
    known.set(alike, details);
    return { ...condense(plan), alike, details };
  };
}

/** The report says the other reasons beside the plans. */
function withoutRun(plan: PlanDocument): PlanDocument {
  return { ...plan, refusals: plan.refusals.filter((refusal) => !isOfTheRun(refusal)) };
}

function condense(plan: PlanDocument): Omit<CondensedPlan, 'alike' | 'details'> {
  const highlights = findHighlights(plan);
  const sorts = highlights.flatMap((each) => each.sorts);
  const [worst = null] = [...sorts].sort((a, b) => harmRank(a) - harmRank(b));
  return {
    environment: plan.project.environment,
    checksum: plan.checksum,
    summary: plan.summary,
    losesByReplacing: plan.changes.some((each) => each.action === 'replace' && losesMembers(each)),
    kinds: kindsInPlan(plan),
    drifted: countLeft(plan, 'drift'),
    released: countLeft(plan, 'released'),
    people: peopleOfPlan(plan),
    highlights: {
      phrases: highlights.slice(0, mostHighlights).map(({ phrase }) => cutPhrase(phrase, longest)),
      hidden: Math.max(0, highlights.length - mostHighlights),
    },
    worst,
    findings: condenseFindings(listFindings(plan)),
    refusals: {
      first: plan.refusals.slice(0, mostRefusals).map(({ text, fix, ...refusal }) => ({
        ...refusal,
        text: cutText(text, longest),
        ...(fix === undefined ? {} : { fix: cutText(fix, longest) }),
      })),
      hidden: Math.max(0, plan.refusals.length - mostRefusals),
    },
  };
}

function countLeft({ leftAlone }: PlanDocument, reason: LeftAlone['reason']): number {
  return leftAlone.filter((each) => each.reason === reason).length;
}
