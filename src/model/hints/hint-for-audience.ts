/** Hints for the name of an audience where a segment has to stand. */
import { algebraLeaves, readAlgebra, writeAlgebra } from '../algebra.ts';
import type { Declaration } from '../declaration.ts';
import { isExcluded, yamlFlow } from './hint-for-name.ts';

interface NamedAudience {
  readonly message: string;
  readonly hint: string;
}

/** @returns null for a name that no audience of the project has. */
export type ExplainAudience = (
  name: string,
  path: readonly (string | number)[],
) => NamedAudience | null;

export function explainAudiences(declarations: readonly Declaration[]): ExplainAudience {
  const audiences = new Map(
    declarations.flatMap((each) =>
      each.kind === 'audience' && each.state === 'present' ? [[each.name, each] as const] : [],
    ),
  );
  return (name, path) => {
    const audience = audiences.get(name);
    if (audience === undefined) return null;
    const message = `"${name}" is the name of an audience of this project, not of a segment`;
    if (path[0] !== 'algebra') {
      const hint = 'Name a contact list, or an event segment that exists remotely, as the seed.';
      return { message, hint };
    }
    return { message, hint: hintForTree(audience, path, audiences) };
  };
}

/** A tree that names audiences, as that of the audience itself does, would only lead here again. */
function hintForTree(
  { attributes }: Declaration,
  path: readonly (string | number)[],
  audiences: ReadonlyMap<string, unknown>,
): string {
  const tree = readAlgebra(attributes['algebra']);
  const names = tree === null ? [] : algebraLeaves(tree);
  if (tree === null || names.some((each) => 'name' in each && audiences.has(each.name))) {
    return 'Name segments only. An audience cannot be a part of an audience.';
  }
  const flow = yamlFlow(writeAlgebra(tree));
  const isSpelledOut = path.at(-1) === 'segment' && flow.startsWith('{');
  const written = isSpelledOut ? `${flow.slice(2, -2)} instead of segment` : flow;
  const lead = isExcluded(path) && !isSpelledOut ? 'not: ' : '';
  return `Write its tree: ${lead}${written}.`;
}
