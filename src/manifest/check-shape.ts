import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { addressOf } from '../model/entity.ts';
import type { Project } from '../model/project.ts';
import { isJsonObject } from '../model/text/json.ts';
import { manifestValidatorOf } from '../platforms/manifest-validator-of.ts';
import {
  explainViolations,
  type LocatedValue,
} from '../yaml-source/findings/explain-violations.ts';
import type { Path } from '../yaml-source/findings/schema-finding.ts';
import { apiCodeFor } from './api-code-for.ts';
import { hintFor } from './hint-for.ts';

/** The lists of a manifest, and the kind of what is in them. */
const entityLists = { segments: 'segment', audiences: 'audience' } as const;

/** What the schema finds in a manifest, at its places. */
export function checkShape(
  document: LocatedValue,
  { platform, variables }: Pick<Project, 'platform'> & Partial<Pick<Project, 'variables'>>,
): readonly Diagnostic[] {
  const validate = manifestValidatorOf(platform);
  if (validate(document.value)) return [];
  return explainViolations(document, validate.errors ?? [], {
    validate,
    codeFor: (finding) => apiCodeFor(finding, platform),
    hintFor: (finding) => hintFor(finding, document, platform),
    ...(variables === undefined ? {} : { variables }),
    addressOf: (path) => addressAt(document, path),
  });
}

function addressAt(document: LocatedValue, [list, index]: Path): string | null {
  if ((list !== 'segments' && list !== 'audiences') || typeof index !== 'number') return null;
  const entities = isJsonObject(document.value) ? document.value[list] : undefined;
  const entity = Array.isArray(entities) ? entities[index] : undefined;
  const name = isJsonObject(entity) ? entity['name'] : undefined;
  return typeof name === 'string' ? addressOf(entityLists[list], name) : null;
}
