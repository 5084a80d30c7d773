/** Which addresses a part of a plan is asked for. */
import { compileGlob } from '../../model/name.ts';

export interface Selection {
  readonly target: readonly string[];
  readonly exclude: readonly string[];
}

/** Whether an address is asked for itself. */
export function createSelector({ target, exclude }: Selection): (address: string) => boolean {
  const [targets, excluded] = [target.map(compileGlob), exclude.map(compileGlob)];
  return (address) =>
    (targets.length === 0 || targets.some((matches) => matches(address))) &&
    !excluded.some((matches) => matches(address));
}
