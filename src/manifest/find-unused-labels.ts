import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { labelLists, type Project } from '../model/project.ts';
import { listSome } from '../model/text/list-some.ts';
import { namedIdsIn } from '../platforms/platform-named.ts';

/** More than this are counted. */
const maxShown = 5;

/**
 * The IDs under `labels` that no manifest has, mistyped more likely than not: one finding for each list. All
 * retailers of an account may be listed, as `init` does.
 *
 * @param declarations those of every environment.
 */
export function findUnusedLabels(
  { labels, labelSources = {} }: Project,
  declarations: readonly Declaration[],
): readonly Diagnostic[] {
  const lists = labelLists.filter((list) => list !== 'retailerIds' && labels[list] !== undefined);
  if (lists.length === 0) return [];
  const named = declarations.flatMap(({ attributes }) => namedIdsIn(attributes));
  const used = new Set(named.map(({ list, id }) => `${list} ${id}`));
  return lists.flatMap((list): readonly Diagnostic[] => {
    const ids = Object.keys(labels[list] ?? {}).filter((id) => !used.has(`${list} ${id}`));
    const source = labelSources[list];
    if (ids.length === 0) return [];
    return [
      {
        severity: 'warning',
        code: 'unused-label',
        message: `no manifest has ${listSome(ids, maxShown)}, named under ${list}`,
        ...(source ? { source } : {}),
        hint: 'Correct the ID, or remove its name.',
      },
    ];
  });
}
