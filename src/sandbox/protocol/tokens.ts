import { sha256 } from '../hash.ts';
import { objectOf, parseJson, textOf } from '../json.ts';
import { type Problem, problem } from './problem.ts';

/** What a bearer token says; it needs no storage, so that it outlives a restart of the sandbox. */
interface Token {
  readonly clientId: string;
  readonly number: number;
  readonly issuedAt: number;
}

export interface TokenOffice {
  issue(clientId: string, now: number): string;
  /** @returns the token, or why it is not accepted. */
  read(authorization: string | undefined, now: number): Token | Problem;
  /** No token given out so far is accepted any more. */
  end(as: 'expired' | 'revoked'): void;
}

export function createTokenOffice(seed: number, lifetimeSeconds: () => number): TokenOffice {
  let issued = 0;
  const ended = { expired: 0, revoked: 0 };

  function refusalOf(token: Token, now: number): string | null {
    if (token.number <= ended.revoked) return 'authorization-token-invalid';
    const isOver = now >= token.issuedAt + lifetimeSeconds() * 1000;
    return isOver || token.number <= ended.expired ? 'authorization-token-expired' : null;
  }

  return {
    issue: (clientId, now) => {
      issued += 1;
      const payload = JSON.stringify({ clientId, number: issued, issuedAt: now });
      return sign(seed, Buffer.from(payload).toString('base64url'));
    },
    read: (authorization, now) => {
      const [scheme = '', text = ''] = (authorization ?? '').trim().split(/\s+/);
      if (scheme.toLowerCase() !== 'bearer' || text === '') {
        return refused('authorization-token-missing');
      }
      const token = readToken(seed, text);
      if (token === null) return refused('authorization-token-invalid');
      const refusal = refusalOf(token, now);
      return refusal === null ? token : refused(refusal);
    },
    end: (as) => {
      ended[as] = issued;
    },
  };
}

function refused(code: string): Problem {
  return problem(code, 'The request carries no bearer token that is accepted.', 'authorization');
}

function sign(seed: number, payload: string): string {
  return `${payload}.${sha256(`${seed}/${payload}`).slice(0, 32)}`;
}

function readToken(seed: number, text: string): Token | null {
  const [payload = ''] = text.split('.');
  if (sign(seed, payload) !== text) return null;
  const value = objectOf(parseJson(Buffer.from(payload, 'base64url').toString('utf8')));
  const clientId = textOf(value['clientId']);
  const number = Number(value['number']);
  const issuedAt = Number(value['issuedAt']);
  return clientId === null ? null : { clientId, number, issuedAt };
}
