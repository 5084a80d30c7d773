/** The declared contact lists with what is remote of them: whose members can be planned, and as what. */
import type { Declaration } from '../../model/declaration.ts';
import { valueAt } from '../../model/text/json.ts';
import type { DesiredEntity } from '../change/desired-entity.ts';
import type { Comparison } from '../compare-with-remote.ts';
import { targetKey } from '../match/resolve-references.ts';

export interface PlannedList {
  readonly declaration: Declaration;
  /**
   * Null for a list that is not there yet; of a list that is replaced, the new one's, where a run
   * that was cut off has made it.
   */
  readonly id: string | null;
}

/** Those that are part of the plan, in the order of their addresses. */
export function findContactLists({
  changes,
  desired,
  matches,
  isAsked,
}: Comparison): readonly PlannedList[] {
  const left = new Set(
    desired.filter((entity) => !takesSource(entity)).map(({ declaration }) => declaration),
  );
  const needed = new Set(
    desired
      .filter(({ declaration }) => isAsked(declaration.address))
      .flatMap(({ targets }) => targets.map(({ key }) => key)),
  );
  const replaced = new Set(
    changes.flatMap(({ action, match }) => (action === 'replace' && match ? [match] : [])),
  );
  return matches.flatMap((match): PlannedList[] => {
    const { declaration, remote } = match;
    const { attributes, state, kind } = declaration;
    const isList = kind === 'segment' && attributes['contactList'] !== undefined;
    if (!isList || state !== 'present' || left.has(declaration)) return [];
    const isNew = remote === null || replaced.has(match);
    const list = isNew ? match.successor : remote;
    // What is asked for needs new lists, and full ones; lists that exist serve it as they are.
    const isNeeded = isNew && needed.has(targetKey(match));
    return isAsked(declaration.address) || isNeeded ? [{ declaration, id: list?.id ?? null }] : [];
  });
}

/** A list whose identifier type is left alone, and is not the declared one, takes other identifiers. */
export function takesSource({ attributes, declaration }: DesiredEntity): boolean {
  const [will, declared] = [attributes, declaration.attributes].map((each) =>
    valueAt(each, 'contactList.identifierType'),
  );
  return will === undefined || declared === undefined || will === declared;
}
