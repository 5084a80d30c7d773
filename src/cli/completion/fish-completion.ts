import {
  type CompletedCommand,
  type CompletedOption,
  completionTable,
  type DeclaredWord,
  leadingOptions,
  projectOptions,
  type Value,
} from './completion-table.ts';

const program = 'complete -c audiencectl';

const declaredFunction = `function __audiencectl_declared
    set -l words (commandline -opc)
    set -l project
    for index in (seq 2 (count $words))
        if contains -- $words[$index] ${projectOptions.join(' ')}
            set -a project $words[$index] $words[(math $index + 1)]
        end
    end
    $words[1] completion $argv[1] $project 2>/dev/null
end`;

export function fishCompletion(): string {
  const table = completionTable();
  const isLeading = new Set(leadingOptions().map(({ name }) => name));
  const none = quote(`not __fish_seen_subcommand_from ${table.map(({ name }) => name).join(' ')}`);
  return [
    '# fish completion for audiencectl',
    declaredFunction,
    `${program} -f`,
    ...leadingOptions().map((option) => `${program} ${optionOf(option)}`),
    ...table.map(({ name, summary }) => `${program} -n ${none} -a ${name} -d ${quote(summary)}`),
    ...table.flatMap((command) => linesOf(command, isLeading)),
    '',
  ].join('\n');
}

function linesOf(
  { name, operand, secondOperand, options }: CompletedCommand,
  isLeading: ReadonlySet<string>,
): readonly string[] {
  const seen = `${program} -n ${quote(`__fish_seen_subcommand_from ${name}`)}`;
  return [
    ...[operand, secondOperand]
      .flatMap((each) => (each === null ? [] : operandOf(each)))
      .map((words) => `${seen} ${words}`),
    ...options
      .filter((option) => !isLeading.has(option.name))
      .map((option) => `${seen} ${optionOf(option)}`),
  ];
}

function operandOf(value: Value): readonly string[] {
  if (value.kind === 'choice') return [`-a ${quote(value.choices.join(' '))}`];
  if (value.kind === 'declared') return [`-a ${declared(value.word)}`];
  return value.kind === 'file' ? ['-F'] : [];
}

function optionOf({ name, short, help, value }: CompletedOption): string {
  const about = `-l ${name}${short === null ? '' : ` -s ${short}`} -d ${quote(help)}`;
  if (value === null) return about;
  switch (value.kind) {
    case 'choice':
      return `${about} -x -a ${quote(value.choices.join(' '))}`;
    case 'file':
      return `${about} -r -F`;
    case 'folder':
      return `${about} -x -a '(__fish_complete_directories)'`;
    case 'declared':
      return `${about} -x -a ${declared(value.word)}`;
    case 'free':
      return `${about} -x`;
  }
}

function declared(word: DeclaredWord): string {
  return `'(__audiencectl_declared ${word})'`;
}

function quote(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}
