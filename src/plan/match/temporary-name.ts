/**
 * Names that entities carry for the time of a replacement or a swap. They are all that a later plan
 * needs to take up what a cut-off run began, so each holds what proves whose it is.
 */
import { createHash } from 'node:crypto';
import type { Address } from '../../model/entity.ts';
import { maxNameLength } from '../../model/name.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { canonicalJson, type JsonObject } from '../../model/text/json.ts';

export interface TemporaryName {
  /** `new`: a replacement that has not got its name yet. `moving`: an entity that has stepped aside. */
  readonly role: 'new' | 'moving';
  /** The digest of what a new entity will be, or the ID of the one that has stepped aside. */
  readonly proof: string;
  /** Digest of the address that the entity will have. */
  readonly target: string;
}

const pattern = /^audiencectl (new|moving) ([0-9a-f]+) for ([0-9a-f]{16})$/u;

/** @param after the entity as it will be, in the manifest's words. */
export function newName(address: Address, after: JsonObject): string {
  return `audiencectl new ${digest(canonicalJson(after))} for ${digest(address)}`;
}

/** The name of an entity that steps aside: it makes its name free, on its way to another address. */
export function stepAsideName(address: Address, id: string): string {
  return `audiencectl moving ${id} for ${digest(address)}`;
}

export function readTemporaryName(name: string): TemporaryName | null {
  const [, role, proof, target] = pattern.exec(name) ?? [];
  if ((role !== 'new' && role !== 'moving') || proof === undefined || target === undefined)
    return null;
  return { role, proof, target };
}

/** What the names of all that is on its way to an address have in common. */
export function temporaryTarget(address: Address): string {
  return digest(address);
}

/** Whether a name is that of a replacement which will have this address. */
export function isNewFor(address: Address, name: string): boolean {
  const temporary = readTemporaryName(name);
  return temporary?.role === 'new' && temporary.target === digest(address);
}

/** Whether an entity is on its way to an address; a copy of the name on another entity is not. */
export function isOnWayTo(address: Address, { id, name }: RemoteEntity): boolean {
  return name === stepAsideName(address, id);
}

const retired = ' (retired)';

/** The name of an entity that was replaced and cannot be deleted. */
export function retiredName(name: string): string {
  return `${name.slice(0, maxNameLength - retired.length)}${retired}`;
}

/** For a retired name that is taken: with the ID it is unique. */
export function otherRetiredName(taken: string, id: string): string {
  const suffix = ` (retired ${id})`;
  return `${taken.slice(0, -retired.length).slice(0, maxNameLength - suffix.length)}${suffix}`;
}

/** Whether an entity that had this name was replaced, and is called something else for good. */
export function isRetired({ id, name }: RemoteEntity, oldName: string): boolean {
  const usual = retiredName(oldName);
  return name === usual || name === otherRetiredName(usual, id);
}

/** Sixteen hex digits: enough to distinguish the addresses of one account, short enough for a name. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
