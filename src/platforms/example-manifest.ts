/** Manifests with one entity, whose last line is given. */
export function aSegment(words: string): string {
  return withEntity('segments', words);
}

export function anAudience(words: string): string {
  return withEntity('audiences', words);
}

function withEntity(list: 'segments' | 'audiences', words: string): string {
  return `${list}:\n  - name: Example\n    ${words}\n`;
}
