import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { caseNote, nearest } from '../model/name.ts';
import type { Project } from '../model/project.ts';
import { attributeRules, platformNamed, typeIn } from '../platforms/platform-named.ts';
import { findingAt } from './finding-at.ts';

/** `unknown-attribute`: what `lifecycle.ignoreChanges` names must be something that could change. */
export function checkIgnoredChanges(
  declaration: Declaration,
  project: Project,
): readonly Diagnostic[] {
  const { kind, attributes, ignoreChanges = [], state } = declaration;
  if (ignoreChanges.length === 0 || state !== 'present') return [];
  const platform = platformNamed(project.platform);
  const type = kind === 'segment' ? typeIn(platform, attributes) : null;
  const paths = attributeRules(platform, kind, type).map(({ path }) => path);
  const known = ['name', ...paths, ...(type === null ? [] : [type])];
  return ignoreChanges.flatMap((path, index): readonly Diagnostic[] => {
    // Without a type it cannot be said what the segment has.
    if (known.includes(path) || (kind === 'segment' && type === null)) return [];
    const [near] = nearest(path, known);
    return [
      findingAt(declaration, ['lifecycle', 'ignoreChanges', index], {
        code: 'unknown-attribute',
        message: `"${path}" is not an attribute of this ${kind}`,
        hint:
          near === undefined
            ? `Use one of ${known.join(', ')}.`
            : `Did you mean ${near}?${caseNote(path, [near])}`,
      }),
    ];
  });
}
