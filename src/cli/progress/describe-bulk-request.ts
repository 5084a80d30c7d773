import { isJsonObject, type JsonValue } from '../../model/text/json.ts';
import type { RemoteEvent } from '../../remote/remote-event.ts';
import type { RequestEvent } from '../../schema/generated/events.ts';

type BulkRequest = Required<Pick<RequestEvent, 'kind' | 'verb' | 'items'>>;

/** Kind, verb and items of a bulk request, read from what is sent; null for any other request. */
export function describeBulkRequest(
  event: Extract<RemoteEvent, { readonly event: 'request' }>,
): BulkRequest | null {
  const { path, method, body } = event;
  const [, collection, ending] =
    /\/(audience-segments|audiences)(\/create|\/delete)?$/u.exec(path) ?? [];
  const data = isJsonObject(body) ? body['data'] : undefined;
  if (collection === undefined || !Array.isArray(data)) return null;
  const verb = ending === '/create' ? 'create' : ending === '/delete' ? 'delete' : 'update';
  if ((verb === 'update') !== (method === 'PATCH')) return null;
  const kind = collection === 'audiences' ? 'audience' : 'segment';
  return { kind, verb, items: data.map(describeItem) };
}

function describeItem(item: JsonValue): { id: string | null; name: string | null } {
  if (!isJsonObject(item)) return { id: null, name: null };
  const { id, attributes } = item;
  const name = isJsonObject(attributes) ? attributes['name'] : undefined;
  return {
    id: typeof id === 'string' ? id : null,
    name: typeof name === 'string' ? name : null,
  };
}
