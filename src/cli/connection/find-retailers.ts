import type { Declaration } from '../../model/declaration.ts';
import type { Project } from '../../model/project.ts';
import type { NamedRetailer } from '../../remote/look-ups/check-retailers.ts';

/** Every retailer that the project names, in the order of the IDs, with the first place that does. */
export function findRetailers(
  project: Project,
  declarations: readonly Declaration[],
): readonly NamedRetailer[] {
  const places = new Map<string, string>();
  const note = (id: unknown, place: string) => {
    if (typeof id === 'string' && /^\d+$/u.test(id) && !places.has(id)) places.set(id, place);
  };
  for (const { attributes, locate, state } of declarations) {
    if (state !== 'present') continue;
    const { file, line } = locate(['retailerId'], 'value');
    note(attributes['retailerId'], `${file}:${line}`);
  }
  const { owns, defaults, file } = project;
  note(defaults['retailerId'], file);
  for (const rule of [owns?.segments, owns?.audiences]) {
    for (const id of rule?.retailerIds ?? []) note(id, file);
  }
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, place]) => ({ id, place }));
}
