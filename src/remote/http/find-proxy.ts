/** The variables of the environment, as the process was given them. */
type Variables = Readonly<Record<string, string | undefined>>;

interface Variable {
  readonly name: string;
  readonly value: string;
}

export interface Proxy {
  /** The variable that names it. */
  readonly variable: string;
  /** Null where it holds something that is no address. */
  readonly address: string | null;
}

/** The proxy that the environment has for a URL; null where it has none. It may hold a password. */
export function findProxy(apiUrl: string, environment: Variables): Proxy | null {
  const isSecure = new URL(apiUrl).protocol === 'https:';
  const found = findVariable(environment, isSecure ? 'https_proxy' : 'http_proxy');
  if (found === null) return null;
  const { name, value } = found;
  const address = value.includes('://') ? value : `http://${value}`;
  return { variable: name, address: isAddress(address) ? address : null };
}

/** Lower-case names win, as in curl. Null where it is not set, or empty. */
export function findVariable(
  environment: Variables,
  lower: 'http_proxy' | 'https_proxy' | 'no_proxy',
): Variable | null {
  for (const name of [lower, lower.toUpperCase()]) {
    const value = environment[name];
    if (value) return { name, value };
  }
  return null;
}

function isAddress(text: string): boolean {
  if (/\s/u.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (!['http:', 'https:'].includes(protocol) || hostname === '') return false;
  return [username, password].every(isDecodable);
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
