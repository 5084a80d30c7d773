/** Commands that explain a project, a format or a code, with no network. */
import type { Command } from '../command.ts';

export const explainingCommands: readonly Command[] = [
  {
    name: 'graph',
    summary: 'Draw which audiences use which segments',
    description: [
      'A Mermaid flowchart of the manifests: segments, the lookalikes that grow from them, and the audiences that include or exclude them, with unused segments marked. Needs no credentials and no network; --snapshot adds what is remote and not in git.',
    ],
    options: [
      {
        name: 'focus',
        help: 'Only what this entity is made of, and what depends on it: segment/NAME or audience/NAME.',
      },
      { name: 'snapshot', help: 'Also what a saved snapshot holds.' },
    ],
    examples: [
      { run: 'audiencectl graph > graph.mmd', does: 'everything' },
      {
        run: 'audiencectl graph --focus "segment/CRM Users 2025"',
        does: 'what a change of this list would reach',
      },
    ],
  },
  {
    name: 'explain',
    summary: 'Say what a code of a finding, or a word of a plan, means',
    description: [
      'Every finding, refusal and reason has a code. This says what it means, which command finds it, and what to do; so it does for verdicts and origins, by which a plan judges changes. Without CODE it lists them all.',
    ],
    operand: {
      name: 'CODE',
      help: 'A code, such as audience-algebra-too-deep; a verdict or an origin, such as narrower or conflict.',
      required: false,
    },
    options: [{ name: 'format', help: 'How it is written to stdout.', choices: ['text', 'json'] }],
    examples: [
      { run: 'audiencectl explain new-list-empty', does: 'one code' },
      { run: 'audiencectl explain conflict', does: 'an origin in a plan' },
      { run: 'audiencectl explain', does: 'all of them' },
    ],
  },
  {
    name: 'schema',
    summary: 'Print the JSON Schema of a file format',
    description: ['For editors that complete and check, and for programs that read the output.'],
    operand: {
      name: 'FORMAT',
      help: 'The format to describe.',
      required: true,
      choices: ['project', 'manifest', 'plan', 'snapshot', 'events'],
    },
    options: [],
    examples: [
      { run: 'audiencectl schema manifest > manifest.schema.json', does: 'for your editor' },
    ],
  },
];
