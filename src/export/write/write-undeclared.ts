import type { Kind } from '../../model/entity.ts';
import type { Objection } from '../create-check.ts';
import { writeComment } from './write-comment.ts';

const undeclarable: Readonly<Record<Kind, string>> = {
  segment: `# Remote segments that no manifest can declare as they are. Audiences may still refer to
# them.`,
  audience: '# Remote audiences that no manifest can declare as they are.',
};

const foreign: Readonly<Record<Kind, string>> = {
  segment: `# Remote segments outside what this project owns ("owns" in its project file). Declare them in another
# project. Audiences may still refer to them.`,
  audience: `# Remote audiences outside what this project owns ("owns" in its project file). Declare them in
# another project.`,
};

/** A manifest that declares nothing and says, one a line, what is left out of the others and why. */
export function writeUndeclared(kind: Kind, leftOut: readonly Objection[]): string {
  const parts = [
    ...writePart(
      undeclarable[kind],
      leftOut.filter(({ isForeign }) => !isForeign),
    ),
    ...writePart(
      foreign[kind],
      leftOut.filter(({ isForeign }) => isForeign),
    ),
  ];
  return `${parts.join('\n\n')}\n${kind}s: []\n`;
}

/** None for nothing to say. */
function writePart(introduction: string, leftOut: readonly Objection[]): readonly string[] {
  if (leftOut.length === 0) return [];
  const lines = leftOut.map(({ remote: { id, name }, reason }) =>
    `# - ${id} ${writeComment(JSON.stringify(name))}: ${writeComment(reason)}`.trimEnd(),
  );
  return [[introduction, '#', ...lines].join('\n')];
}
