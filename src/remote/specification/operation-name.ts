import type { DescribedOperation } from './specification-document.ts';

/** Without its version; numbers stand for IDs. */
export function operationName({
  method,
  path,
}: Pick<DescribedOperation, 'method' | 'path'>): string {
  const parts = path.split('/').slice(2);
  return `${method} /${parts.map((part) => (/^(?:\d+|\{.*\})$/u.test(part) ? '{id}' : part)).join('/')}`;
}
