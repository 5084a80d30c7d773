import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { countOf } from '../../../model/text/count-of.ts';
import type { Refusal } from '../../../schema/generated/plan.ts';
import { isOfTheRun } from '../condense/is-of-the-run.ts';
import type { ProjectResult } from '../project-result.ts';

interface Gathered {
  /** Without the reasons that are said beside them. */
  readonly results: readonly ProjectResult[];
  readonly beside: readonly Diagnostic[];
}

/** Why no plan of a run was carried out, once for all projects. */
export function gatherRefusals(results: readonly ProjectResult[]): Gathered {
  const found = new Map<string, { readonly refusal: Refusal; count: number }>();
  for (const refusal of results.flatMap(refusalsOf).filter(isOfTheRun)) {
    const known = found.get(keyOf(refusal)) ?? { refusal, count: 0 };
    known.count += 1;
    found.set(keyOf(refusal), known);
  }
  const shared = new Map([...found].filter(([, { count }]) => count > 1));
  if (shared.size === 0) return { results, beside: [] };
  const isSaid = (refusal: Refusal) => isOfTheRun(refusal) && shared.has(keyOf(refusal));
  return {
    results: results.map((result) => withoutRefusals(result, isSaid)),
    beside: [...shared.values()].map(asFinding),
  };
}

function refusalsOf({ plan }: ProjectResult): readonly Refusal[] {
  return plan?.refusals.first ?? [];
}

function keyOf({ code, text, fix = '' }: Refusal): string {
  return JSON.stringify([code, text, fix]);
}

function withoutRefusals(
  result: ProjectResult,
  isSaid: (refusal: Refusal) => boolean,
): ProjectResult {
  const { plan } = result;
  if (plan === undefined || !plan.refusals.first.some(isSaid)) return result;
  const first = plan.refusals.first.filter((refusal) => !isSaid(refusal));
  return { ...result, plan: { ...plan, refusals: { ...plan.refusals, first } } };
}

function asFinding({
  refusal: { code, text, fix },
  count,
}: {
  readonly refusal: Refusal;
  readonly count: number;
}): Diagnostic {
  const message = `${countOf(count, 'project')} refused: ${text}`;
  return { severity: 'error', code, message, ...(fix === undefined ? {} : { hint: fix }) };
}
