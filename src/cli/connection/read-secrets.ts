import { createRedactor, type Redactor } from '../../remote/secrets/create-redactor.ts';
import { secretVariables } from '../arguments/secret-variables.ts';
import type { Environment } from '../process/command-context.ts';

/** Secrets of the API, also with a suffix; the ID of a client is none. */
const credential = /^CRITEO_(?:CLIENT_SECRET|ACCESS_TOKEN)/u;
const proxy = /^https?_proxy$/iu;

/** Knows the secrets that the environment gives; tokens are added as they come. */
export function readSecrets(environment: Environment): Redactor {
  const redactor = createRedactor();
  const keys = secretVariables.map(({ name }) => name);
  for (const [name, value = ''] of Object.entries(environment)) {
    if (keys.includes(name) || credential.test(name)) redactor.add(value);
    if (proxy.test(name)) redactor.add(passwordIn(value));
  }
  return redactor;
}

function passwordIn(proxyUrl: string): string {
  const password = URL.canParse(proxyUrl) ? new URL(proxyUrl).password : '';
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
