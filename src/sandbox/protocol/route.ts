import type { Answer, Call } from './call.ts';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Parts in braces are taken as parameters; `{version}` must be a version. */
  readonly pattern: string;
  /** Which permission the application needs; `none` takes any valid token, `public` no token at all. */
  readonly permission: 'read' | 'manage' | 'none' | 'public';
  /** Whether it changes what is stored. */
  readonly isWrite: boolean;
  /** Exists on `preview` and `experimental` only. */
  readonly isUnstable: boolean;
  readonly run: (call: Call) => Answer;
}

export type RouteMatch =
  | { readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly failure: 'no-such-path' | 'no-such-method' };

const version = /^(?:\d{4}-\d{2}|preview|experimental)$/;

export function findRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  const parts = path.split('/');
  let isKnownPath = false;
  for (const route of routes) {
    const params = matchPattern(route.pattern, parts);
    if (params === null || (route.isUnstable && !isUnstableVersion(params['version']))) continue;
    if (route.method === method) return { route, params };
    isKnownPath = true;
  }
  return { failure: isKnownPath ? 'no-such-method' : 'no-such-path' };
}

function isUnstableVersion(name: string | undefined): boolean {
  return name === 'preview' || name === 'experimental';
}

function matchPattern(
  pattern: string,
  parts: readonly string[],
): Readonly<Record<string, string>> | null {
  const wanted = pattern.split('/');
  if (wanted.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const given = parts[index] ?? '';
    if (!part.startsWith('{')) {
      if (part !== given) return null;
    } else if (part === '{version}' ? version.test(given) : given !== '') {
      params[part.slice(1, -1)] = given;
    } else {
      return null;
    }
  }
  return params;
}
