import { lookUp } from '../../model/text/look-up.ts';

export interface NetworkFailure {
  readonly reason: 'timeout' | 'interrupted' | 'network' | 'certificate' | 'proxy';
  /** In words, without a full stop: `connection refused (ECONNREFUSED)`. */
  readonly text: string;
  /** True when no byte of the request can have reached the API. */
  readonly early: boolean;
  /** The address is likely a wrong one: nothing passes by waiting. */
  readonly isLasting?: boolean;
}

/** What Node's network errors mean; others are shown by their code. */
const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection reset',
  UND_ERR_SOCKET: 'connection closed',
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'host name could not be looked up',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the host',
  ETIMEDOUT: 'no connection in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
};

const certificateCode = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/u;
const connectCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT']);

/**
 * @param ended why the request was broken off on our side, `null` when it was not.
 */
export function explainNetworkError(
  error: unknown,
  ended: 'timeout' | 'interrupted' | null,
): NetworkFailure {
  if (ended === 'timeout') return { reason: 'timeout', text: 'no answer in time', early: false };
  if (ended === 'interrupted') return { reason: 'interrupted', text: 'interrupted', early: false };
  const chain = causesOf(error);
  const codes = chain.map((cause) => textOf(cause, 'code')).filter((code) => code !== null);
  const certificate = codes.find((code) => certificateCode.test(code));
  if (certificate !== undefined) {
    const text = `the certificate of the host is not trusted (${certificate})`;
    return { reason: 'certificate', text, early: true };
  }
  const proxy = chain.map((cause) => textOf(cause, 'message')).find(isProxyMessage);
  if (proxy !== undefined) return { reason: 'proxy', text: 'the proxy refused', early: true };
  if (chain.some((cause) => textOf(cause, 'message') === 'bad port')) {
    // The Fetch standard bars ports of other protocols; undici says so in words alone.
    return {
      reason: 'network',
      text: 'HTTP does not allow its port',
      early: true,
      isLasting: true,
    };
  }
  const code = codes.find((each) => lookUp(words, each) !== undefined) ?? codes[0];
  const early = chain.some(isConnectError);
  if (code === undefined) return { reason: 'network', text: 'connection failed', early };
  return {
    reason: 'network',
    text: `${lookUp(words, code) ?? 'connection failed'} (${code})`,
    early,
    isLasting: code === 'ENOTFOUND' || (code === 'ECONNREFUSED' && chain.some(isOnThisMachine)),
  };
}

/** No sandbox is started there, as a rule. */
function isOnThisMachine(cause: unknown): boolean {
  const address = textOf(cause, 'address');
  return address !== null && (address === '::1' || address.startsWith('127.'));
}

/** undici reports a tunnel that was not opened in words alone. */
function isProxyMessage(message: string | null): boolean {
  return message !== null && (/HTTP Tunneling/u.test(message) || /\(407\)/u.test(message));
}

function isConnectError(cause: unknown): boolean {
  const syscall = textOf(cause, 'syscall');
  return (
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    connectCodes.has(textOf(cause, 'code') ?? '')
  );
}

/** The error and what it was caused by; the tries of several addresses of one host count too. */
function causesOf(error: unknown, depth = 0): readonly unknown[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const inner = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  const cause = 'cause' in error ? [error.cause] : [];
  return [error, ...[...cause, ...inner].flatMap((each) => causesOf(each, depth + 1))];
}

function textOf(value: unknown, key: 'address' | 'code' | 'syscall' | 'message'): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const member: unknown = Reflect.get(value, key);
  return typeof member === 'string' ? member : null;
}
