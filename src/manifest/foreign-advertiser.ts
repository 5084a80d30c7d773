import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import type { JsonValue } from '../model/text/json.ts';

/** A marketing-solutions project is bound to one advertiser; whatever it declares belongs to that one. */
export function foreignAdvertiser(
  advertiserId: JsonValue | undefined,
  project: Project,
  locate: () => Source,
): readonly Diagnostic[] {
  if (project.platform !== 'marketing-solutions' || typeof advertiserId !== 'string') return [];
  if (advertiserId === project.scopeId) return [];
  return [
    {
      severity: 'error',
      code: 'advertiser-must-match-project',
      message: `advertiser ${advertiserId} is not the project's, which is ${project.scopeId}`,
      source: locate(),
      hint: 'Leave advertiserId out, or declare this in the project of that advertiser.',
    },
  ];
}
