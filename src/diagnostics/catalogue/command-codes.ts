/** Command lines, what they write, exports and look-ups. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl' } as const;

export const commandCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...own, group: 'Command lines', foundBy: 'every command' },
    {
      'missing-command': ['The command line names no command.', 'audiencectl --help lists them.'],
      'unknown-command': ['There is no such command.', 'Use the one that the hint names.'],
      'unknown-option': ['The command has no such option.', 'Use the one that the hint names.'],
      'invalid-option': [
        'An option has a value that it cannot have.',
        'Give what the message names.',
      ],
      'missing-option': ['An option that is needed here is missing.', 'Give it.'],
      'conflicting-options': [
        'Two options exclude each other, or one needs another.',
        'Keep the one you mean.',
      ],
      'missing-argument': ['An argument that is needed is missing.', 'Give it.'],
      'invalid-argument': [
        'An argument is not one of those that there are.',
        'Use the one that the hint names.',
      ],
      'unexpected-argument': ['There is an argument too many.', 'Put names with blanks in quotes.'],
      'invalid-variable': [
        'An unknown AUDIENCECTL_ variable, or one with an invalid value.',
        'Correct or unset it.',
      ],
      'folder-not-found': ['--chdir names no folder that can be entered.', 'Correct it.'],
      'file-exists': [
        'A file is in the way of what would be written.',
        'Move it, choose another folder, or overwrite it with --force where there is one.',
      ],
      'file-not-readable': [
        'A file that is named cannot be read.',
        'Correct the path, or the rights.',
      ],
      'file-is-special': [
        'A pipe, a socket or a device stands where a file is expected. Reading it might never end.',
        'Write what it holds to a file, and name that file.',
      ],
      'file-not-allowed': [
        'A path leads into .git or, for what a project reads, into .audiencectl, by its name or through a link. No file in there is read or written for you: a checkout keeps its token in .git.',
        'Use a file outside of these folders.',
      ],
      'tool-folder-is-a-link': [
        'The folder .audiencectl, or something in it, is a link. The tool would read or overwrite what it leads to.',
        'Remove the link; where it came with a commit, ask who made it.',
      ],
      'file-not-writable': ['A file cannot be written.', 'Correct the path, or the rights.'],
      'output-not-allowed': [
        'An output is a file that the run is made of or reads, would be read as a manifest or a source by the next run, or is another output of the same call.',
        'Write to another file.',
      ],
      'secret-in-output': [
        'A plan, a snapshot or a manifest would hold a credential of the run, and is not written.',
        'Take it out of the manifest or the entity whose text it stands in, and replace the credential.',
      ],
      'events-not-written': [
        'The file of --events could not be written any more in the middle of a run.',
        'Make room on the disk. The run itself went on, and its report is complete.',
      ],
      'address-unknown': [
        'No entity has the address that is asked for.',
        'Use the one that the hint names.',
      ],
      unexpected: [
        'audiencectl failed in a way it should not.',
        'Report it, with the output of the same command and --verbose.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Exports', foundBy: 'export' },
    {
      'target-matches-nothing': [
        'No remote entity matches --target or --exclude.',
        'Correct the glob.',
      ],
      'already-declared': [
        'What would be exported is declared in another file already, or what a project declares is declared by another project of the repository for the same account, so that each undoes what the other does.',
        'Keep one of the two.',
      ],
      'name-not-enough': [
        'A name does not lead back to one segment, so that its ID is written.',
        'Nothing: the ID does.',
      ],
      'undeclared-may-be-pruned': [
        'Not everything is exported, and prune: owned deletes what the project owns and does not declare.',
        'Look at the plan before you apply it, or set prune: off.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Look-ups', foundBy: 'catalog' },
    {
      'catalog-platform': [
        'Retail media has no catalogues.',
        'Run it in a marketing-solutions project.',
      ],
    },
  ),
];
