/** Command lines, what they write, exports, pulls and look-ups. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl' } as const;

export const commandCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...own, group: 'Command lines', foundBy: 'every command' },
    {
      'missing-command': [
        'The command line names no command.',
        'Run "audiencectl --help" for a list of the commands.',
      ],
      'unknown-command': ['There is no such command.', 'Use the one that the hint names.'],
      'unknown-option': ['The command has no such option.', 'Use the one that the hint names.'],
      'invalid-option': [
        'An option has an invalid value.',
        'Give a value of the kind that the message names.',
      ],
      'missing-option': ['A required option is missing.', 'Add it.'],
      'conflicting-options': [
        'Two options exclude each other, or one needs another.',
        'Use only one of them, or add the other.',
      ],
      'missing-argument': ['A required argument is missing.', 'Add it.'],
      'invalid-argument': [
        'An argument is not one of the possible values.',
        'Use the one that the hint names.',
      ],
      'unexpected-argument': ['There are too many arguments.', 'Put names with blanks in quotes.'],
      'invalid-variable': [
        'An unknown AUDIENCECTL_ variable, or one with an invalid value.',
        'Correct the variable, or unset it.',
      ],
      'folder-not-found': [
        'The folder of --chdir does not exist or cannot be opened.',
        'Correct the path.',
      ],
      'projects-not-found': [
        'No project file matches --each, or its folder holds no plan file.',
        'Correct the glob, or the path of the folder.',
      ],
      'plan-missing': [
        'A plan of a folder of plans is missing, although the list of the folder names it, or it is a link or a device, or the list itself is missing.',
        'Run plan for the project again, or keep the whole folder with its list.',
      ],
      'project-repeated': [
        'Two plans of a folder are for the same project file, because a link leads to it.',
        'Remove one of the plans.',
      ],
      'file-exists': [
        'A file that would be written already exists.',
        'Move it, choose another folder, or overwrite it with --force if the command has this option.',
      ],
      'file-not-readable': [
        'A file on the command line cannot be read.',
        'Correct the path or the permissions.',
      ],
      'file-is-special': [
        'A path leads to a pipe, a socket or a device instead of a file. Reading it might never end.',
        'Write its content to a file, and give that file.',
      ],
      'file-not-allowed': [
        'A path leads into .git or, for files that a project reads, into .audiencectl, by its name or through a link. audiencectl reads and writes no user file there, because a checkout keeps its token in .git.',
        'Use a file outside these folders.',
      ],
      'tool-folder-is-a-link': [
        'The folder .audiencectl, or something in it, is a link. audiencectl would read or overwrite the target of the link.',
        'Remove the link. If it came with a commit, ask the author about it.',
      ],
      'file-not-writable': ['A file cannot be written.', 'Correct the path or the permissions.'],
      'file-changed': [
        'A file that would be edited was changed, created or removed after it was read. No file is written then.',
        'Run the command again.',
      ],
      'output-not-allowed': [
        'An output is a file that the run reads, a file that the next run would read as a manifest or a source, or another output of the same command.',
        'Write to another file.',
      ],
      'secret-in-output': [
        'A plan, a snapshot or a manifest would contain a credential of the run, so it is not written.',
        'Remove the credential from the manifest or entity that contains it, and get a new one from Criteo.',
      ],
      'events-not-written': [
        'Writing to the file of --events failed during a run.',
        'Free up space on the disk. The run itself continued, and its report is complete.',
      ],
      'who-platform': [
        'The platform of the project has no audiences that could reach a person.',
        'Run who in a project of another platform.',
      ],
      'name-unknown': [
        'No segment or audience has the name that who was given.',
        'Use the one that the hint names.',
      ],
      'person-impossible': [
        'The segments and audiences that who was given leave no person: one is within another, or two have no people in common.',
        'Leave out one of the names.',
      ],
      'address-unknown': ['No entity has this address.', 'Use the one that the hint names.'],
      'installation-incomplete': [
        'A file of the program is missing, as after an installation that was interrupted.',
        'Install audiencectl again.',
      ],
      unexpected: [
        'audiencectl failed because of a bug.',
        'Report it, with the output of the same command with --verbose.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Renames', foundBy: 'every command', found: 'by rename.' },
    {
      'rename-refused': [
        'The entity cannot get this name, or the project would not mean the same afterwards. No file is written.',
        'Do what the hint says, and run the command again.',
      ],
      'rename-name-taken': [
        'Another entity has the new name, or one that looks like it. It may be declared in another environment or in another project of the same account, or only be named as a remote one.',
        'Choose another name, or rename the other entity first.',
      ],
      'rename-elsewhere': [
        'The entity, or a reference to it, stands where rename does not write: in a file that another project reads as well, or may read because its project file has errors, in a variable, or behind an alias or a merge key. As a warning: another project names the entity in files of its own.',
        'Edit the place that the finding names.',
      ],
      'rename-unclear': [
        'A rule or a person uses a name that several entities have, and only some of them are renamed.',
        'Make a rule for each of them first.',
      ],
      'rename-name-literal': [
        'The new name holds a variable. rename writes the name as text, so no value takes the place of the variable.',
        'Put the variable into the manifest by hand if you want its value.',
      ],
      'rename-changes-match': [
        'A glob matches the old name and not the new one, or the other way round. Globs with wildcards are not edited.',
        'Edit the glob if it should match as before.',
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
        'An entity that would be exported is already declared in another file, or two projects of the repository declare the same entity of the same account, and each undoes the changes of the other.',
        'Keep only one of the two declarations.',
      ],
      'name-not-enough': [
        'A name does not identify one segment, so its ID is written instead.',
        'No action is needed: the ID identifies the segment.',
      ],
      'undeclared-may-be-pruned': [
        'Not everything is exported, and prune: owned would delete everything that the project owns but does not declare.',
        'Check the plan before you apply it, or set prune: off.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, foundBy: 'pull', group: 'Differences that pull leaves' },
    {
      'read-by-environment': [
        'Another environment of the project reads a manifest that pull edits, so its next plan shows the same edits.',
        'Plan that environment before you merge. If the edit is not meant for it, move the entry into a manifest of one environment.',
      ],
      'pull-not-asked': [
        'The difference is of a sort that this pull was not asked for, or the base does not say who made it.',
        'Add its sort to --take, or do what the output says.',
      ],
      'pull-elsewhere': [
        'The value is not written in the entry itself: it comes from a variable, from defaults, from an alias or a merge key, or another project reads the file, or may read it because its project file has errors. Or the edit names a segment that another environment which reads the file does not declare.',
        'Edit it at the place that the output names, or give the entry a value of its own.',
      ],
      'pull-in-use': [
        'The entity was deleted remotely, but another entry of the manifests still refers to it, or a rule names it.',
        'Take the remote version of that entry, too, or edit it by hand first.',
      ],
      'pull-undeclarable': [
        'No manifest can declare the remote entity, or its remote version.',
        'Change it in the Criteo UI, or leave it as it is.',
      ],
      'pull-breaks-rule': [
        'With the remote version, the manifests would have an error or break a house rule.',
        'Correct it in the Criteo UI, or edit the manifests by hand.',
      ],
      'pull-unsafe': [
        'The edit is not safe: it would change something else or lose a comment, or it is not known which entity is meant. The manifest is left as it was.',
        'Do what the output says, or edit it by hand.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Look-ups', foundBy: 'catalog' },
    {
      'catalog-platform': [
        'The platform of the project has no such list.',
        'Run the command in a project of a platform that has it, or look up another list.',
      ],
    },
  ),
];
