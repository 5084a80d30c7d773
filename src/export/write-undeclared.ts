import type { Kind } from '../model/entity.ts';
import type { Objection } from './create-check.ts';
import { writeComment } from './write-comment.ts';

const introduction: Readonly<Record<Kind, string>> = {
  segment: `# Segments that are remote and that no manifest can declare as they are. Audiences may refer to
# them all the same.`,
  audience: '# Audiences that are remote and that no manifest can declare as they are.',
};

/** A manifest that declares nothing and says, one a line, what is left out of the others and why. */
export function writeUndeclared(kind: Kind, leftOut: readonly Objection[]): string {
  const lines = leftOut.map(({ remote: { id, name }, reason }) =>
    `# - ${id} ${writeComment(JSON.stringify(name))}: ${writeComment(reason)}`.trimEnd(),
  );
  return `${[introduction[kind], '#', ...lines].join('\n')}\n${kind}s: []\n`;
}
