/** The smallest things that a pull takes or leaves, each by itself. */
import type { Address } from '../model/entity.ts';
import type { RemoteEntity } from '../model/remote/snapshot.ts';
import type { JsonValue } from '../model/text/json.ts';
import type { DesiredEntity } from '../plan/change/desired-entity.ts';
import type { Match } from '../plan/match/match-declarations.ts';
import type { TakeKind } from './pull-result.ts';

interface UnitBase {
  readonly address: Address;
  readonly take: TakeKind;
}

/** One attribute gets its remote value. */
export interface AttributeUnit extends UnitBase {
  readonly action: 'edit';
  readonly match: Match;
  readonly desired: DesiredEntity;
  readonly remote: RemoteEntity;
  /** Dotted, as in a plan; `name` for a rename, and the declared type where the remote has another one. */
  readonly path: string;
  /** The remote value in the manifest's words. */
  readonly value: JsonValue;
}

/** What nobody declares gets an entry. */
export interface AddUnit extends UnitBase {
  readonly action: 'add';
  readonly remote: RemoteEntity;
}

/** The entry of what is not remote any more goes. */
export interface RemoveUnit extends UnitBase {
  readonly action: 'remove';
  readonly match: Match;
  /** Names under which it may be there all the same. */
  readonly mayBe: readonly string[];
}

/** What did its work goes. */
export interface TidyUnit extends UnitBase {
  readonly action: 'tidy';
  readonly match: Match;
  /** The names of `renamedFrom` that stay; null where the whole entry goes. */
  readonly names: readonly string[] | null;
}

export type PullUnit = AttributeUnit | AddUnit | RemoveUnit | TidyUnit;

/** The attribute that a unit is about; null for the whole entity. */
export function pathOf(unit: PullUnit): string | null {
  if (unit.action === 'edit') return unit.path;
  return unit.action === 'tidy' && unit.names !== null ? 'renamedFrom' : null;
}

/** A list of another type, or of other identifiers, is another list. */
export function unitLosesMembers(unit: PullUnit): boolean {
  if (unit.action === 'edit') {
    return (
      unit.desired.type === 'contactList' &&
      ['contactList', 'contactList.identifierType'].includes(unit.path)
    );
  }
  return (
    unit.action === 'remove' && Object.hasOwn(unit.match.declaration.attributes, 'contactList')
  );
}
