import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import type { JsonObject } from '../model/text/json.ts';
import { platformNamed } from '../platforms/platform-named.ts';

/** If a project is bound to the owner of its entities, everything that it declares belongs to that owner. */
export function foreignOwner(
  attributes: JsonObject,
  project: Project,
  locate: (key: string) => Source,
): readonly Diagnostic[] {
  const { attribute, label, otherOwnerCode: code } = platformNamed(project.platform).scope;
  const owner = attributes[attribute];
  if (code === null || typeof owner !== 'string' || owner === project.scopeId) return [];
  return [
    {
      severity: 'error',
      code,
      message: `${label} ${owner} is not the project's, which is ${project.scopeId}`,
      source: locate(attribute),
      hint: `Leave ${attribute} out, or declare this in the project of that ${label}.`,
    },
  ];
}
