import { code, fence, link, origin, page, prose, table } from './markdown.mjs';

/** docs/reference/commands.md, from the rows that --help prints. */
export function writeCommands(tables) {
  const { commandFamilies, commands, globalOptions } = tables;
  const heading = ({ name }) => `audiencectl ${name}`;
  return page(
    '# Commands',
    origin('src/cli/arguments/'),
    'Everything that `audiencectl --help` and `audiencectl COMMAND --help` print, on one page. Results go to stdout, everything else to stderr. [Exit codes](exit-codes.md) says how commands end; [Project file](project.md) and [Manifests](manifest.md) say what they read.',
    commandFamilies.map(({ title, commands: family }) => [
      `**${title}**`,
      table(
        ['command', 'what it does'],
        family.map((command) => [link(code(command.name), heading(command)), command.summary]),
      ),
    ]),
    '## Where options come from',
    'A flag overrides a variable, a variable overrides the project file, and the project file overrides the default. Unknown commands, options and `AUDIENCECTL_…` variables are errors, with the nearest known one as a hint. An option that may be repeated takes one value a line in its variable; a flag without a value takes `true` or `false` there.',
    'Consent has no variable: give it on each command line. `--sandbox` and its `--set` have none either.',
    '## Options of every command',
    'They may stand before or after the command.',
    optionTable(globalOptions, tables),
    commands.map((command) => writeCommand(command, heading(command), tables)),
    '## Variables',
    'Credentials come only from the environment, so they are in no file and no process list.',
    table(
      ['variable', 'holds'],
      [
        ...credentials,
        ...tables.secretVariables.map(({ name, help }) => [code(name), prose(help)]),
        ...conventions,
      ],
    ),
    '[Members](../members.md) explains the ledgers.',
    'Each of the others stands for the option of its name, `AUDIENCECTL_API_URL` for `--api-url`, in the commands that take it:',
    table(['variable', 'taken by'], variables(tables)),
  );
}

function writeCommand(command, heading, tables) {
  const {
    description,
    operand,
    secondOperand,
    options,
    examples,
    excludedByOperand = [],
  } = command;
  const operands = [operand, secondOperand].filter((each) => each !== undefined);
  const usage = [
    heading,
    ...operands.map(({ name, required }) => (required ? name : `[${name}]`)),
    '[options]',
  ].join(' ');
  return [
    `## ${heading}`,
    `${command.summary}.`,
    fence('text', usage),
    description.map((paragraph) => prose(paragraph)),
    operands.length > 0 ? table(['argument', 'what it is'], operands.map(operandRow)) : null,
    options.length > 0 ? optionTable(options, tables) : null,
    excludedByOperand.length > 0
      ? `Not beside ${code(operand.name)}: ${excludedByOperand.map((name) => code(`--${name}`)).join(', ')}.`
      : null,
    '<!-- parsed only: examples, each for a project of its own -->\n' +
      fence('sh', examples.map(({ run, does }) => `${run}   # ${does}`).join('\n')),
  ];
}

function optionTable(uses, { optionNamed, spellOption }) {
  return table(
    ['option', 'what it does'],
    uses.map((use) => {
      const { short, kind } = optionNamed(use.name);
      const spelled = code(spellOption(use));
      // What may stand in a list is explained by its help, word by word.
      const { choices, ...explained } = use;
      const help = withChoices(kind === 'list' ? explained : use);
      return [short ? `${code(`-${short}`)}, ${spelled}` : spelled, help];
    }),
  );
}

function operandRow(operand) {
  return [`${code(operand.name)}${operand.required ? '' : ', optional'}`, withChoices(operand)];
}

function withChoices({ help, choices, actions }) {
  return [
    prose(help),
    ...(choices ? [`One of ${choices.map(code).join(', ')}.`] : []),
    ...(actions ? [`For ${actions.map(code).join(', ')}.`] : []),
  ].join(' ');
}

const credentials = [
  [
    '`CRITEO_CLIENT_ID`, `CRITEO_CLIENT_SECRET`',
    "The credentials of an application on Criteo's developer portal.",
  ],
  [
    '`CRITEO_ACCESS_TOKEN`',
    'In their place, a token that was fetched elsewhere; it is never renewed.',
  ],
];

const conventions = [
  [
    '`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`',
    'The proxy that leads to the API, and the hosts that need none.',
  ],
  ['`NO_COLOR`', 'Any value: no colours. It wins over `FORCE_COLOR`.'],
  [
    '`FORCE_COLOR`',
    'Any value but `0` and `false`: colours where there is no terminal, too, such as in the log of a job. `0` and `false` turn colours off.',
  ],
];

function variables({ commands, globalOptions, optionNamed, variableOf }) {
  const isVariable = ({ name }) => optionNamed(name).environment !== false;
  const everywhere = globalOptions.map(({ name }) => name);
  const takers = new Map(everywhere.map((name) => [name, ['every command']]));
  for (const { name: command, options } of commands) {
    for (const { name } of options.filter((use) => !everywhere.includes(use.name))) {
      takers.set(name, [...(takers.get(name) ?? []), code(command)]);
    }
  }
  return [...takers]
    .filter(([name]) => isVariable({ name }))
    .map(([name, taking]) => [code(variableOf(name)), taking.join(', ')]);
}
