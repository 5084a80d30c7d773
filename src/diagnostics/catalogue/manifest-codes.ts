/** What a project and its declarations say. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl', foundBy: 'validate' } as const;

export const manifestCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...own, group: 'Projects and variables' },
    {
      'environment-required': [
        'The project has environments, and --env chooses none of them.',
        'Give --env NAME.',
      ],
      'unknown-environment': [
        'The project has no environment of that name.',
        'Correct --env, or add the environment to the project file.',
      ],
      'unknown-variable': [
        'A variable is used that neither the project file nor --var gives, or --var gives one that nothing has.',
        'Give it under vars or with --var; a literal ${ is written $${.',
      ],
      'nested-variable': ['A variable is made of other variables.', 'Write its value out.'],
      'unused-variable': ['A variable is given and used nowhere.', 'Remove it.'],
      'not-an-address': [
        'A glob of addresses can match none: they begin with segment/ or audience/.',
        'Write it as segment/NAME or audience/NAME.',
      ],
      'unknown-code': [
        'ignore names what is no code, so it hides nothing.',
        'Correct it to one that audiencectl explain lists, or remove it.',
      ],
      'advertiser-must-match-project': [
        'An advertiserId is not the one that the project is bound to.',
        'Leave it out, or declare the entity in a project of that advertiser.',
      ],
      'outside-ownership': [
        'An entity is declared that is outside what the project owns.',
        'Declare it in the project that owns it, or widen owns in the project file.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Declarations' },
    {
      'id-with-renamed-from': [
        'renamedFrom stands beside id, which makes it meaningless.',
        'Remove renamedFrom: another remote name of this ID is a rename by itself.',
      ],
      'rename-cycle': [
        'Entities are renamed from each other, or one from itself.',
        'Bind the entities with id, which says which is which.',
      ],
      'rename-ambiguous': ['Two entities are renamed from the same name.', 'Remove one of them.'],
      'unknown-attribute': [
        'lifecycle.ignoreChanges names what is no attribute of the entity.',
        'Correct it to one that the hint names.',
      ],
      'name-must-be-trimmed': ['A name begins or ends with a blank.', 'Remove the blank.'],
      'text-not-unicode': [
        'A text holds half of a character, which cannot be sent.',
        'Write the whole character, or take the half out.',
      ],
      'names-look-alike': [
        'Two names differ only in what cannot be seen, in blanks or in compatibility forms; to the API they are two.',
        'Copy the name that is meant, or give one of them another name; put names-look-alike under ignore where both are meant.',
      ],
      'description-must-not-be-too-long': [
        'A description has more than 500 characters. An error in audiences of Retail Media, whose guide states the limit; a warning in the rest, where no document does.',
        'Shorten it.',
      ],
      'in-market-without-interests': [
        'An in-market segment has neither interests nor brands, which the guide of the API calls required.',
        'Give interestIds or brandIds: audiencectl catalog interests --country CC.',
      ],
      'segment-needs-one-type': [
        'A segment has none or several of the blocks that make its type.',
        'Give it exactly one of them.',
      ],
      'lookalike-needs-one-seed': [
        'A lookalike has none or both of seedSegment and seedSegmentId.',
        'Give it exactly one of them.',
      ],
      'seed-segment-type': [
        'The seed of a lookalike is neither a contact list nor a remote event segment.',
        'Seed the lookalike with another segment.',
      ],
      'segment-must-not-be-used-as-seed': [
        'A segment is to be deleted and is the seed of a declared lookalike.',
        'Keep it, or delete the lookalike too.',
      ],
      'reference-renamed': [
        'A segment is named by the name that it had before renamedFrom or its id renamed it, which leads nowhere once that is done.',
        'Write the new name.',
      ],
      'reference-not-declared': [
        'A segment is named that the project does not declare. Only plan can tell whether it exists remotely.',
        'Correct the name, or put reference-not-declared under ignore where that is meant.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Meaning' },
    {
      'audience-holds-nobody': [
        'Logic proves that nobody can be in the audience: what it asks for excludes itself.',
        'Take out one of the parts that exclude each other; the hint shows what may have been meant.',
      ],
      'operand-holds-nobody': [
        'Nobody can be in an operand, which therefore changes nothing.',
        'Correct it, or write what the hint shows.',
      ],
      'operand-holds-everyone': [
        'Everybody is in an operand, which therefore changes nothing.',
        'Correct it, or write what the hint shows.',
      ],
      'operand-without-effect': [
        'Logic proves that the audience holds the same people without an operand.',
        'Correct it, or write what the hint shows.',
      ],
      'duplicate-operand': [
        'An operand says again what another one beside it says.',
        'Name another segment, or write what the hint shows.',
      ],
      'audiences-equal': [
        'Logic proves that two audiences hold the same people.',
        'Keep one of them, or put audiences-equal under ignore where campaigns need both.',
      ],
      'segment-unused': [
        'No declared audience and no declared lookalike uses a segment, and in a plan nothing undeclared either.',
        'Use it in an audience, delete it with state: absent, or put segment-unused under ignore.',
      ],
      'impossible-window': [
        'The lower end of a range is above its upper end, so that nobody is in the segment.',
        'Exchange or correct the two ends.',
      ],
    },
  ),
];
