/** Codes of audiencectl's own, for what the API has no word for. */

export interface OwnCode {
  readonly code: string;
  /** What is wrong, in one line. */
  readonly meaning: string;
}

export const ownCodes: readonly OwnCode[] = [
  // Files
  own(
    'project-not-found',
    'There is no audiencectl.yaml in the folder, or no file of the name given.',
  ),
  own(
    'no-manifests',
    'The globs of the project match no manifest. Never taken to mean that all is to be deleted.',
  ),
  own('manifests-outside-repository', 'A glob leads out of the git repository of the project.'),
  own('file-not-found', 'A file that is named does not exist.'),
  own('file-is-a-folder', 'A folder stands where a file is expected.'),
  own('file-unreadable', 'A file cannot be read by this user.'),
  own('file-too-large', 'A YAML file is larger than 40 MB.'),
  own('invalid-utf8', 'A file is not valid UTF-8; the place is the first byte that is not.'),
  // YAML
  own(
    'yaml-syntax',
    'The text is not YAML, or uses a part of YAML that has no place in a manifest.',
  ),
  own('yaml-too-deep', 'Lists and maps are nested more than a thousand levels deep.'),
  own('yaml-too-many-aliases', 'Aliases of aliases multiply the document many times over.'),
  own('duplicate-key', 'A map has the same key twice; the place is the later one.'),
  own(
    'comment-in-name',
    'An unquoted # after a blank begins a comment, so that a name is cut short.',
  ),
  own('empty-manifest', 'A manifest holds nothing, or comments only.'),
  // Shapes
  own(
    'unknown-key',
    'A key that the project file or a manifest does not know. Keys that begin with x- are free at the top.',
  ),
  own('missing-key', 'A key that has to be there is missing; the place is the entity.'),
  own('wrong-type', 'A value is text, a number, a list or a map where another of these is needed.'),
  own('unknown-value', 'A value is not one of those that the key can have.'),
  own('wrong-format', 'Text does not have the form that it needs.'),
  own('empty-value', 'A list or text is empty where something is needed.'),
  own('too-long', 'Text is longer than it may be.'),
  own('too-many-keys', 'A map has more keys than it may have.'),
  own('out-of-range', 'A number is too small or too large.'),
  own('duplicate-item', 'A list that is a set holds an item twice; the place is the later one.'),
  own('not-supported-yet', 'A key that this version knows and does not yet act on.'),
  // Meaning
  own('environment-required', 'The project has environments, and --env chooses none of them.'),
  own('unknown-environment', 'The project has no environment of that name.'),
  own(
    'unknown-variable',
    'A variable is used that neither the project file nor --var gives, or --var gives one that nothing has.',
  ),
  own('nested-variable', 'A variable is made of other variables.'),
  own('unused-variable', 'A variable is given and used nowhere.'),
  own(
    'not-an-address',
    'A glob of addresses can match none: they begin with segment/ or audience/.',
  ),
  own('outside-ownership', 'An entity is declared that is outside what the project owns.'),
  own('id-with-renamed-from', 'renamedFrom stands beside id, which makes it meaningless.'),
  own(
    'rename-cycle',
    'Entities are renamed from each other, or one from itself. A swap binds both with id.',
  ),
  own('rename-ambiguous', 'Two entities are renamed from the same name.'),
  own('unknown-attribute', 'lifecycle.ignoreChanges names what is no attribute of the entity.'),
  own('name-must-be-trimmed', 'A name begins or ends with a blank.'),
  own('description-must-not-be-too-long', 'A description has more than 500 characters.'),
  own('segment-needs-one-type', 'A segment has none or several of the blocks that make its type.'),
  own('lookalike-needs-one-seed', 'A lookalike has none or both of seedSegment and seedSegmentId.'),
  own(
    'advertiser-must-match-project',
    'An advertiserId is not the one that the project is bound to.',
  ),
  own('impossible-window', 'The lower end of a range is above its upper end.'),
  own(
    'reference-not-declared',
    'A segment is named that the project does not declare. Only plan can tell whether it exists remotely.',
  ),
  own(
    'seed-segment-type',
    'The seed of a lookalike is neither a contact list nor a remote event segment.',
  ),
  own(
    'segment-must-not-be-used-as-seed',
    'A segment is to be deleted and is the seed of a declared lookalike.',
  ),
];

function own(code: string, meaning: string): OwnCode {
  return { code, meaning };
}
