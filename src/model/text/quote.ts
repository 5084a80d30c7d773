/** A name in double quotes, as sentences of plans have it. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '\\"')}"`;
}
