/** Commands that explain a project, a format or a code, with no network. */
import { platformScopes } from '../../../platforms/platform-scopes.ts';
import type { Command } from '../command.ts';

export const explainingCommands: readonly Command[] = [
  {
    name: 'graph',
    summary: 'Draw which audiences use which segments',
    description: [
      'Prints a Mermaid flowchart of the manifests: segments, the lookalikes made from them, and the audiences that include or exclude them. Unused segments are marked. It needs no credentials and no network; --snapshot adds remote entities that are not in git.',
    ],
    options: [
      {
        name: 'focus',
        help: 'Show only this entity, what it uses, and what uses it: segment/NAME or audience/NAME.',
      },
      { name: 'snapshot', help: 'Also show the entities of a saved snapshot.' },
    ],
    examples: [
      { run: 'audiencectl graph > graph.mmd', does: 'everything' },
      {
        run: 'audiencectl graph --focus "segment/CRM Users 2025"',
        does: 'what a change to this list would affect',
      },
    ],
  },
  {
    name: 'who',
    summary: 'Show which audiences reach a person',
    description: [
      'Shows which audiences reach a person who is in some segments or audiences, and not in others: always, whatever else is true of the person; perhaps, with the segments that it depends on; or never. It decides this from the algebra of the audiences and from what the definitions of segments prove. It reads no lists of people, and needs no credentials and no network.',
      'A NAME is the name of a segment or of an audience, or the address segment/NAME or audience/NAME. A name that both have is that of the segment. In a project with several retailers, it means the one of the same retailer as the audience, if there is one.',
    ],
    options: [
      { name: 'in', help: 'A segment or an audience that the person is in; may be repeated.' },
      {
        name: 'not-in',
        help: 'A segment or an audience that the person is not in; may be repeated.',
      },
      {
        name: 'snapshot',
        help: 'Show the audiences of a saved snapshot, and not those of the manifests.',
      },
      { name: 'format', help: 'The format on stdout.', choices: ['text', 'json'] },
    ],
    examples: [
      {
        run: 'audiencectl who --in "CRM Users 2025" --not-in "Opted out"',
        does: 'what reaches a customer who did not opt out',
      },
      {
        run: 'audiencectl who --in "Opted out" --snapshot real.json',
        does: 'what reaches people who opted out, as of a saved snapshot',
      },
    ],
  },
  {
    name: 'explain',
    summary: 'Explain a code of a finding or a word of a plan',
    description: [
      'Every finding, refusal and reason has a code. explain says what a code means, which commands report it, and what to do. It also explains every word by which a plan or a report names a row, an attribute, a verdict, an origin or an outcome, in the spelling of the text or of the JSON. Without CODE it lists all of them.',
    ],
    operand: {
      name: 'CODE',
      help: 'A code, such as audience-algebra-too-deep, or a word of a plan, such as narrower, conflict or "live in".',
      required: false,
    },
    options: [{ name: 'format', help: 'The format on stdout.', choices: ['text', 'json'] }],
    examples: [
      { run: 'audiencectl explain new-list-empty', does: 'one code' },
      { run: 'audiencectl explain conflict', does: 'an origin in a plan' },
      { run: 'audiencectl explain', does: 'all of them' },
    ],
  },
  {
    name: 'schema',
    summary: 'Print the JSON Schema of a file format',
    description: [
      'For editors that complete and check files, and for programs that read the output.',
    ],
    operand: {
      name: 'FORMAT',
      help: 'The format to describe.',
      required: true,
      choices: ['project', 'manifest', 'plan', 'snapshot', 'events'],
    },
    options: [
      {
        name: 'platform',
        help: 'Only what manifests of this platform may hold, for editors: a variable may stand for every value.',
        choices: Object.keys(platformScopes),
        actions: ['manifest'],
      },
    ],
    examples: [
      {
        run: 'audiencectl schema manifest --platform retail-media > schemas/manifest.schema.json',
        does: 'renew the schema that your editor reads',
      },
    ],
  },
];
