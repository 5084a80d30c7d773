/** The part of what is remote that an export is asked for. */
import { compareText, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { addressOf } from '../model/entity.ts';
import { compileGlob } from '../model/name.ts';
import type { RemoteEntity } from '../model/remote/snapshot.ts';
import { suggestAddresses } from '../model/suggest-addresses.ts';
import { compareIds } from './compare-ids.ts';

/** Globs of addresses. Without a target everything is meant; what is excluded is never meant. */
export interface ExportSelection {
  readonly target: readonly string[];
  readonly exclude: readonly string[];
}

/** @returns what was asked for, by name and then by ID, and a warning for each target that finds nothing. */
export function chooseEntities(
  entities: readonly RemoteEntity[],
  { target, exclude }: ExportSelection,
): { readonly entities: readonly RemoteEntity[]; readonly diagnostics: readonly Diagnostic[] } {
  const addresses = entities.map((entity) => addressOf(entity.kind, entity.name));
  const known = new Set<string>(addresses);
  const compile = (glob: string) => compileGlob(glob, known);
  const [targets, exclusions] = [target.map(compile), exclude.map(compile)];
  const chosen = entities.filter((_, at) => {
    const address = addresses[at] ?? '';
    const isTarget = targets.length === 0 || targets.some((matches) => matches(address));
    return isTarget && !exclusions.some((matches) => matches(address));
  });
  return {
    entities: chosen.sort((a, b) => compareText(a.name, b.name) || compareIds(a.id, b.id)),
    diagnostics: Object.entries({ target, exclude }).flatMap(([option, globs]) =>
      globs
        .filter((glob) => !addresses.some(compile(glob)))
        .map((glob) => ({
          severity: 'error' as const,
          code: 'target-matches-nothing',
          message: `--${option} "${glob}" matches nothing remote`,
          hint: suggestAddresses(glob, addresses),
        })),
    ),
  };
}
