/** Files, YAML and the shapes of project file and manifests. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl', foundBy: 'validate' } as const;

export const fileCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...own, group: 'Files' },
    {
      'project-not-found': [
        'The folder contains no audiencectl.yaml, or the given file does not exist. As a warning, with --each: a project of the earlier commit is gone, and what it declared stays in the account.',
        'Run the command in the project folder, give -C or --project, or start a project with audiencectl init.',
      ],
      'no-manifests': [
        'The globs of the project match no manifest. audiencectl never takes this to mean that everything should be deleted.',
        'Correct manifests in the project file. To delete an entity, write state: absent.',
      ],
      'manifest-not-read': [
        'A YAML file below a folder that the globs of the project name is not read: no glob matches it, or it is behind a link that leads out of the repository. With prune on, this is an error, because its entities would look deleted. ignore does not hide it. It is also reported for a file that the base reads and that still exists, and for a file with rules or people beside the project file.',
        'Add the file to manifests in the project file, or write "!FILE" there to leave out this one file.',
      ],
      'rules-left-out': [
        'The manifests of an environment, or those that a variable leads to, leave out a file with rules or people that the project has in every environment. An environment can only add rules.',
        'Add the file to manifests of the environment, or move its rules to the project file.',
      ],
      'invalid-glob': [
        'A glob in manifests contains a \\, uses an unknown pattern, has too many alternatives, or does not name a single file after !.',
        'Write it as the hint says. Use / between folders on every system.',
      ],
      'manifest-is-a-project': [
        'The globs match the project file of another project. By default every YAML file below the folder is a manifest.',
        'List the files of this project in manifests.',
      ],
      'manifests-outside-repository': [
        'A glob or a link leads out of the git repository of the project, or out of the project folder where there is no repository.',
        'Keep shared manifests in the same repository, and do not use links to other places. Run git init if there is no repository yet.',
      ],
      'file-not-found': ['A file does not exist.', 'Correct the path.'],
      'file-is-a-folder': ['A path leads to a folder instead of a file.', 'Give a file in it.'],
      'file-unreadable': [
        'This user has no permission to read a file.',
        'Give the user permission to read it.',
      ],
      'file-too-large': ['A YAML file is larger than 40 MB.', 'Split it into several files.'],
      'invalid-utf8': [
        'A file is not valid UTF-8; the place is the first byte that is not.',
        'Save the file as UTF-8.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'YAML' },
    {
      'yaml-syntax': [
        'The text is not valid YAML, or uses a feature of YAML that manifests do not allow.',
        'Correct it at the place of the finding. Put text with : or # in quotes.',
      ],
      'yaml-too-deep': [
        'Lists and maps are nested more than 200 levels deep, directly or through aliases.',
        'Use fewer levels.',
      ],
      'yaml-too-many-aliases': [
        'Aliases of aliases would expand the document to many times its size.',
        'Write the values out, or use defaults.',
      ],
      'duplicate-key': [
        'A map has the same key twice. The place is that of the second.',
        'Remove one of them.',
      ],
      'comment-in-name': [
        'An unquoted # after a blank starts a comment, which cuts a text short or is all that a key has.',
        'Put the text in quotes.',
      ],
      'quotes-in-name': [
        'A name has curved quotes around it, as text programs write them. YAML reads them as part of the name.',
        'Use straight quotes, or none.',
      ],
      'empty-manifest': [
        'A manifest is empty, or contains only comments.',
        'Declare an entity in it, or remove the file.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Shapes' },
    {
      'unknown-key': [
        'A project file or a manifest has an unknown key. At the top level, keys that begin with x- are allowed.',
        'Use the key that the hint names, or remove it.',
      ],
      'missing-key': ['A required key is missing. The place is that of the entity.', 'Add it.'],
      'wrong-type': [
        'A value has the wrong type: text, number, list or map.',
        'Give a value of the type that the message names.',
      ],
      'unknown-value': [
        'A value is not one of the allowed values.',
        'Use one of the values that the hint names.',
      ],
      'wrong-format': ['A text does not have the required form.', 'Write it as the hint shows.'],
      'empty-value': [
        'A list or text is empty, but must not be.',
        'Add a value, or leave out the key.',
      ],
      'too-long': ['A text is too long.', 'Shorten it.'],
      'too-many-keys': ['A map has too many keys.', 'Keep only the keys that you need.'],
      'too-many-items': [
        'A list or map of the project file has too many items. The limits are 200 globs of manifests, 1000 globs of names and 64 environments.',
        'Remove some items, use wider globs, or split the project.',
      ],
      'out-of-range': ['A number is too small or too large.', 'Give a number within the range.'],
      'duplicate-item': [
        'A list contains the same item twice. The place is that of the second.',
        'Remove one of them.',
      ],
    },
  ),
];
