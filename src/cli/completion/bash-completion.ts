import {
  type CompletedCommand,
  type CompletedOption,
  completionTable,
  leadingOptions,
  type Value,
} from './completion-table.ts';

/** For bash 3.2 and later, which is what macOS has. */
export function bashCompletion(): string {
  const table = completionTable();
  const names = table.map(({ name }) => name).join(' ');
  const takesValue = [...leadingOptions(), ...table.flatMap(({ options }) => options)]
    .filter(({ value }) => value !== null)
    .flatMap(spellings);
  return `# bash completion for audiencectl
_audiencectl() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous='' command='' position=0 index
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    case \${COMP_WORDS[index]} in
      ${[...new Set(takesValue)].join(' | ')}) ((++index)) ;;
      -*) ;;
      *) if [[ -z $command ]]; then command=\${COMP_WORDS[index]}; else ((++position)); fi ;;
    esac
  done
  ((COMP_CWORD > 0)) && previous=\${COMP_WORDS[COMP_CWORD - 1]}
  case "$command $previous" in
${table.flatMap(valueCases).join('\n')}
${globalValueCases().join('\n')}
  esac
  if [[ $current == -* ]]; then
    case $command in
${table.map(optionCase).join('\n')}
      *) COMPREPLY=($(compgen -W '${leadingOptions().map(dashed).join(' ')}' -- "$current")) ;;
    esac
    return
  fi
  case "$command $position" in
    ' 0') COMPREPLY=($(compgen -W '${names}' -- "$current")) ;;
${table.flatMap(operandCase).join('\n')}
  esac
}
complete -F _audiencectl audiencectl
`;
}

function dashed({ name }: CompletedOption): string {
  return `--${name}`;
}

function spellings(option: CompletedOption): readonly string[] {
  return [dashed(option), ...(option.short === null ? [] : [`-${option.short}`])];
}

/** Values of options that only this command has, or has in its own way. */
function valueCases({ name, options }: CompletedCommand): readonly string[] {
  const own = new Set(leadingOptions().map((option) => option.name));
  return options
    .filter((option) => !own.has(option.name))
    .flatMap((option) =>
      valueCase(
        spellings(option).map((spelling) => `'${name} ${spelling}'`),
        option,
      ),
    );
}

function globalValueCases(): readonly string[] {
  return leadingOptions().flatMap((option) =>
    valueCase(
      spellings(option).map((spelling) => `*' ${spelling}'`),
      option,
    ),
  );
}

function valueCase(patterns: readonly string[], { value }: CompletedOption): readonly string[] {
  return value === null ? [] : [`    ${patterns.join(' | ')}) ${complete(value)}; return ;;`];
}

function optionCase({ name, options }: CompletedCommand): string {
  return `      ${name}) COMPREPLY=($(compgen -W '${options.map(dashed).join(' ')}' -- "$current")) ;;`;
}

function operandCase({ name, operand }: CompletedCommand): readonly string[] {
  return operand === null ? [] : [`    '${name} 0') ${complete(operand)} ;;`];
}

function complete(value: Value): string {
  if (value.kind === 'free') return ':';
  const flags = { choice: '', file: '-f', folder: '-d' }[value.kind];
  const words = value.kind === 'choice' ? `-W '${value.choices.join(' ')}'` : flags;
  return `COMPREPLY=($(compgen ${words} -- "$current"))`;
}
