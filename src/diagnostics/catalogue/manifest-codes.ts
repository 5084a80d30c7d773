/** What a project and its declarations say. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl', foundBy: 'validate' } as const;

export const manifestCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...own, group: 'House rules' },
    {
      'rule-broken': [
        'An audience may reach people whom a rule keeps out of it, or an entity is not as the schema of a rule demands.',
        'Change the entity as the hint says, or add its name to except of the rule.',
      ],
      'rule-undecided': [
        'A rule cannot be decided: together with the audience it has more than twenty segments, it compares too many audiences, its schema takes too long to check, or the API does not return the algebra of an audience.',
        'Make several smaller rules of it, or add the name of the audience to except of the rule.',
      ],
      'rule-matches-nothing': [
        'A rule, or one of its globs, matches no entity, or its schema speaks of a key that no entity can have.',
        'Correct the glob or the key, or remove the rule.',
      ],
      'name-near-rule': [
        'An entity has a name that looks as if a glob of a rule or a person matched it: it differs in case, accents, blanks, what cannot be seen, or letters of another alphabet. So the rule is not over it.',
        'Correct the name, or add it to the rule.',
      ],
      'rule-name-twice': [
        'Two rules, two people, or a rule and a person have the same name. Reports know them by it.',
        'Give each a name of its own.',
      ],
      'rule-needs-one-demand': [
        'A rule demands nothing, or several things at once; or nothing is expected of a person.',
        'Give a rule one of excludes, within, disjoint and schema, and a person reachedBy or notReachedBy.',
      ],
      'variable-in-rule': [
        'A rule or a person uses a variable where that could weaken it: in name, level or except, or one whose value comes from --var, or replaces that of the project in one environment.',
        'Write the value itself, or set the variable in each environment and not in vars of the project.',
      ],
      'rule-schema-invalid': [
        'The schema of a rule is wrong, or uses something that rules cannot.',
        'Correct it as the hint says.',
      ],
      'people-not-as-expected': [
        'A person under people may not be in an audience of reachedBy, or may be in one of notReachedBy.',
        'Change the audience, or correct what is expected.',
      ],
      'people-impossible': [
        'The segments of a person in people rule each other out, so that there is no such person.',
        'Correct in and notIn of the person.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Projects and variables' },
    {
      'environment-required': [
        'The project has environments, and --env is not given.',
        'Give --env NAME.',
      ],
      'unknown-environment': [
        'The project has no environment with this name.',
        'Correct --env, or add the environment to the project file.',
      ],
      'unknown-variable': [
        'Neither the project file nor --var sets a variable that is used, or --var sets a variable that does not exist. A warning: a name or a description has a variable as other tools write them.',
        'Set it under vars or with --var, and write ${var.NAME}. To write a literal ${, write $${.',
      ],
      'nested-variable': [
        'The value of a variable uses other variables.',
        'Write the value without variables.',
      ],
      'unused-variable': ['A variable is set but not used.', 'Remove it.'],
      'not-an-address': [
        'A glob of addresses cannot match anything, because addresses begin with segment/ or audience/.',
        'Write it as segment/NAME or audience/NAME.',
      ],
      'unknown-code': [
        'ignore names an unknown code, so it hides nothing.',
        'Use a code that audiencectl explain lists, or remove it.',
      ],
      'advertiser-must-match-project': [
        'An advertiserId is not that of the project.',
        'Remove it, or declare the entity in a project of that advertiser.',
      ],
      'data-provider-must-match-project': [
        'A dataProviderId is not that of the project.',
        'Remove it, or declare the segment in a project of that data provider.',
      ],
      'outside-ownership': [
        'A declared entity is outside what the project owns.',
        'Declare it in the project that owns it, or widen owns in the project file.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Declarations' },
    {
      'id-with-renamed-from': [
        'An entity has both renamedFrom and id, and id makes renamedFrom useless.',
        'Remove renamedFrom. If the entity with this ID has another name, it is renamed anyway.',
      ],
      'rename-cycle': [
        'Entities are renamed in a circle, or an entity is renamed from itself.',
        'Bind the entities to their remote entities with id.',
      ],
      'rename-ambiguous': ['Two entities are renamed from the same name.', 'Remove one of them.'],
      'unknown-attribute': [
        'lifecycle.ignoreChanges names something that is not an attribute of the entity.',
        'Use an attribute that the hint names.',
      ],
      'name-must-be-trimmed': ['A name begins or ends with a blank.', 'Remove the blank.'],
      'text-not-unicode': [
        'A text contains half of a character (a lone surrogate), which cannot be sent.',
        'Write the whole character, or remove the half.',
      ],
      'names-look-alike': [
        'Two names differ only in invisible characters, blanks or compatibility forms. For the API they are two names.',
        'Copy the correct name, or rename one of them. If you need both, put names-look-alike under ignore.',
      ],
      'description-must-not-be-too-long': [
        'A description has more than 500 characters. This is an error for audiences of Retail Media, whose guide states the limit, and a warning elsewhere, where no document states it.',
        'Shorten it.',
      ],
      'in-market-without-interests': [
        'An in-market segment has neither interests nor brands, which the guide of the API requires.',
        'Give interestIds or brandIds. To find IDs, run audiencectl catalog interests --country CC.',
      ],
      'segment-needs-one-type': [
        'A segment has no type, or several types.',
        'Give it exactly one of them.',
      ],
      'lookalike-needs-one-seed': [
        'A lookalike has none or both of seedSegment and seedSegmentId.',
        'Give it exactly one of them.',
      ],
      'seed-segment-type': [
        'The seed of a lookalike is neither a contact list nor a remote event segment.',
        'Use another segment as the seed.',
      ],
      'segment-must-not-be-used-as-seed': [
        'A segment would be deleted, but it is the seed of a declared lookalike.',
        'Keep the segment, or delete the lookalike, too.',
      ],
      'reference-renamed': [
        'A reference uses the old name of a segment that renamedFrom or id renames. After the rename, no segment has the old name.',
        'Write the new name.',
      ],
      'reference-not-declared': [
        'A reference names a segment that the project does not declare. Only plan can check whether it exists remotely.',
        'Correct the name. If the segment is not declared on purpose, put reference-not-declared under ignore.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Meaning' },
    {
      'audience-holds-nobody': [
        'The audience is always empty: its conditions exclude each other.',
        'Remove one of the parts that exclude each other. The hint shows a possible correction.',
      ],
      'operand-holds-nobody': [
        'An operand is always empty, so it changes nothing.',
        'Correct it, or use what the hint shows.',
      ],
      'operand-holds-everyone': [
        'An operand contains all people, so it changes nothing.',
        'Correct it, or use what the hint shows.',
      ],
      'operand-without-effect': [
        'The audience contains the same people without one of its operands.',
        'Correct it, or use what the hint shows.',
      ],
      'duplicate-operand': [
        'Two operands side by side are the same.',
        'Name another segment, or use what the hint shows.',
      ],
      'audiences-equal': [
        'Two audiences always contain the same people.',
        'Keep one of them. If campaigns need both, put audiences-equal under ignore.',
      ],
      'segment-unused': [
        'No declared audience or lookalike uses a segment. In a plan, nothing undeclared uses it either.',
        'Use it in an audience, delete it with state: absent, or put segment-unused under ignore.',
      ],
      'unused-label': [
        'labels names an ID that no manifest has. All retailers of an account may be named.',
        'Correct the ID, or remove its name.',
      ],
      'impossible-window': [
        'The lower end of a range is above its upper end, so the segment contains no people.',
        'Swap or correct the two ends.',
      ],
    },
  ),
];
