import {
  type CompletedCommand,
  type CompletedOption,
  completionTable,
  leadingOptions,
  type Value,
} from './completion-table.ts';

const program = 'complete -c audiencectl';

export function fishCompletion(): string {
  const table = completionTable();
  const isLeading = new Set(leadingOptions().map(({ name }) => name));
  const none = quote(`not __fish_seen_subcommand_from ${table.map(({ name }) => name).join(' ')}`);
  return [
    '# fish completion for audiencectl',
    `${program} -f`,
    ...leadingOptions().map((option) => `${program} ${optionOf(option)}`),
    ...table.map(({ name, summary }) => `${program} -n ${none} -a ${name} -d ${quote(summary)}`),
    ...table.flatMap((command) => linesOf(command, isLeading)),
    '',
  ].join('\n');
}

function linesOf(
  { name, operand, options }: CompletedCommand,
  isLeading: ReadonlySet<string>,
): readonly string[] {
  const seen = `${program} -n ${quote(`__fish_seen_subcommand_from ${name}`)}`;
  return [
    ...(operand === null ? [] : operandOf(operand).map((words) => `${seen} ${words}`)),
    ...options
      .filter((option) => !isLeading.has(option.name))
      .map((option) => `${seen} ${optionOf(option)}`),
  ];
}

function operandOf(value: Value): readonly string[] {
  if (value.kind === 'choice') return [`-a ${quote(value.choices.join(' '))}`];
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
    case 'free':
      return `${about} -x`;
  }
}

function quote(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}
