import { isJsonObject } from '../../model/text/json.ts';
import type { ApiCall } from '../calls/api-call.ts';
import type { Api } from '../calls/create-api.ts';
import type { TargetSettings } from '../remote-options.ts';
import { servicePath } from '../search/collection-path.ts';

/** The application behind the credentials. */
export interface Application {
  readonly id: string | null;
  readonly name: string | null;
}

/**
 * Asks who we are: the cheapest proof that the credentials are good, for it takes no permission.
 * @throws DiagnosticError when they are not.
 */
export async function readApplication(api: Api): Promise<Application> {
  const { json, envelope } = await api.read(applicationCall(api.settings));
  const data = json?.['data'];
  const attributes = isJsonObject(data) ? data['attributes'] : undefined;
  const name = isJsonObject(attributes) ? attributes['name'] : undefined;
  return {
    id: envelope.rows[0]?.id ?? null,
    name: typeof name === 'string' ? name : null,
  };
}

export function applicationCall(settings: TargetSettings): Omit<ApiCall, 'effect'> {
  return { method: 'GET', path: `${servicePath(settings, settings.apiVersion)}/me` };
}
