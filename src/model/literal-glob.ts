/** The one name that a glob of names matches; null where it has a wildcard. */
export function literalOfGlob(glob: string): string | null {
  const literal = glob.replace(/\\(.)/gsu, '$1');
  const unescaped = glob.replace(/\\./gsu, '');
  return /[*?]/u.test(unescaped) ? null : literal;
}

/** The glob that matches this name and no other. */
export function globOfName(name: string): string {
  return name.replace(/[*?\\]/gu, '\\$&');
}
