/** `ENOENT` and the like, by which the system says what went wrong; null for what is no such error. */
export function systemErrorCode(error: unknown): string | null {
  const isCoded = typeof error === 'object' && error !== null && 'code' in error;
  return isCoded && typeof error.code === 'string' ? error.code : null;
}
