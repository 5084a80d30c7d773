/** Which addresses a part of a plan is asked for. */
import { compileGlob } from '../../model/name.ts';

export interface Selection {
  readonly target: readonly string[];
  readonly exclude: readonly string[];
  /** What matches nothing here may match in another project of the same run. */
  readonly mayMatchNothing?: boolean;
}

/**
 * Whether an address is asked for itself.
 *
 * @param known the addresses that there are.
 */
export function createSelector(
  { target, exclude }: Selection,
  known: ReadonlySet<string>,
): (address: string) => boolean {
  const compile = (glob: string) => compileGlob(glob, known);
  const [targets, excluded] = [target.map(compile), exclude.map(compile)];
  return (address) =>
    (targets.length === 0 || targets.some((matches) => matches(address))) &&
    !excluded.some((matches) => matches(address));
}
