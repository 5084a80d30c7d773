/** Reading a planned change back from its document, which its schema has already checked. */
import { invariant } from '../diagnostics/diagnostic.ts';
import { type Address, addressOf, type Kind } from '../model/entity.ts';
import { isJsonObject, type JsonObject } from '../model/text/json.ts';
import type { PlannedChange } from '../schema/generated/plan.ts';

export function changeAddress({ address }: PlannedChange): {
  readonly kind: Kind;
  readonly address: Address;
} {
  const slash = address.indexOf('/');
  const kind = address.slice(0, slash);
  invariant(kind === 'segment' || kind === 'audience', `not an address: ${address}`);
  return { kind, address: addressOf(kind, address.slice(slash + 1)) };
}

/** `before` or `after` as JSON; an object that came from JSON is JSON all through. */
export function attributesOf(entity: PlannedChange['before']): JsonObject | null {
  return isJsonObject(entity) ? entity : null;
}

export function nameIn(attributes: JsonObject | null): string | null {
  const name = attributes?.['name'];
  return typeof name === 'string' ? name : null;
}
