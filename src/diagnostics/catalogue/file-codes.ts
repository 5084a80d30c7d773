/** Files, YAML and the shapes of project file and manifests. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl', foundBy: 'validate' } as const;

export const fileCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...own, group: 'Files' },
    {
      'project-not-found': [
        'There is no audiencectl.yaml in the folder, or no file of the name given.',
        'Run it in the project folder, give -C or --project, or begin one with audiencectl init.',
      ],
      'no-manifests': [
        'The globs of the project match no manifest. Never taken to mean that all is to be deleted.',
        'Correct manifests in the project file; what is to go gets state: absent.',
      ],
      'manifest-not-read': [
        'A YAML file below a folder that the globs of the project name is not read: no glob matches it, or it lies behind a link that leads out of the repository. With prune on it is an error, since what it declares would look deleted. ignore does not hide it. The same is told of a file that the base reads and that is still here.',
        'Add it to manifests in the project file, or write "!FILE" there to leave out this one file.',
      ],
      'invalid-glob': [
        'A glob of manifests has a \\ in it, uses a pattern that there is not, stands for too much, or names no single file after !.',
        'Write it as the hint says; / stands between folders on every system.',
      ],
      'manifest-is-a-project': [
        'The project file of another project is found as a manifest. By default every YAML file below the folder is one.',
        'Say in manifests where those of this project are.',
      ],
      'manifests-outside-repository': [
        'A glob or a link leads out of the git repository of the project.',
        'Keep shared manifests, and not links to them, in the same repository.',
      ],
      'file-not-found': ['A file that is named does not exist.', 'Correct the path.'],
      'file-is-a-folder': ['A folder stands where a file is expected.', 'Name a file in it.'],
      'file-unreadable': [
        'A file cannot be read by this user.',
        'Give the user the right to read it.',
      ],
      'file-too-large': ['A YAML file is larger than 40 MB.', 'Part it over several files.'],
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
        'The text is not YAML, or uses a part of YAML that has no place in a manifest.',
        'Correct it where the finding points; text with : or # needs quotes.',
      ],
      'yaml-too-deep': [
        'Lists and maps are nested more than 200 levels deep, as they are written or by aliases.',
        'Nest less.',
      ],
      'yaml-too-many-aliases': [
        'Aliases of aliases multiply the document many times over.',
        'Write the values out, or use defaults.',
      ],
      'duplicate-key': [
        'A map has the same key twice; the place is the later one.',
        'Remove one of them.',
      ],
      'comment-in-name': [
        'An unquoted # after a blank begins a comment, so that a name is cut short.',
        'Put the name in quotes.',
      ],
      'empty-manifest': [
        'A manifest holds nothing, or comments only.',
        'Declare something in it, or remove it.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Shapes' },
    {
      'unknown-key': [
        'A key that the project file or a manifest does not know. Keys that begin with x- are free at the top.',
        'Correct it to the key that the hint names, or remove it.',
      ],
      'missing-key': ['A key that has to be there is missing; the place is the entity.', 'Add it.'],
      'wrong-type': [
        'A value is text, a number, a list or a map where another of these is needed.',
        'Give what the message names.',
      ],
      'unknown-value': [
        'A value is not one of those that the key can have.',
        'Use one that the hint names.',
      ],
      'wrong-format': ['Text does not have the form that it needs.', 'Write it as the hint shows.'],
      'empty-value': [
        'A list or text is empty where something is needed.',
        'Fill it, or leave the key out.',
      ],
      'too-long': ['Text is longer than it may be.', 'Shorten it.'],
      'too-many-keys': ['A map has more keys than it may have.', 'Keep the ones that are meant.'],
      'too-many-items': [
        'A list or map of the project file has more items than it may have: 200 globs of manifests, 1000 globs of names, 64 environments.',
        'Leave some out, use wider globs, or split the project.',
      ],
      'out-of-range': ['A number is too small or too large.', 'Give one within the range.'],
      'duplicate-item': [
        'A list that is a set holds an item twice; the place is the later one.',
        'Remove one of them.',
      ],
    },
  ),
];
