import {
  type CompletedCommand,
  type CompletedOption,
  completionTable,
  leadingOptions,
  projectOptions,
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
# Bash inserts what is offered as it is: no name of a list or file may end a quote, or run a command.
_audiencectl_offer() {
  local typed=\${current#[\\"\\']} line
  local quote=\${current%"$typed"}
  if [[ -z $quote ]]; then
    [[ \${current//\\\\?/} == *[\\"\\'\\\`]* ]] && return
    typed=\${typed//\\\\/}
  fi
  while IFS= read -r line; do
    [[ $line == "$typed"* ]] || continue
    if [[ -z $quote ]]; then
      printf -v line %q "$line"
      [[ $current == \\~* ]] && line=\${line#\\\\}
    elif [[ $line == *[\\"\\$\\\`\\\\!]* || $quote$line == \\'*\\'* ]]; then continue
    fi
    COMPREPLY+=("$line")
  done < <("$@" "$typed" 2>/dev/null)
}
_audiencectl_declared() { "\${COMP_WORDS[0]}" completion "$1" \${project[@]+"\${project[@]}"}; }
_audiencectl() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous='' command='' position=0 index
  local project=()
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    case \${COMP_WORDS[index]} in
      ${projectOptions.join(' | ')}) project+=("\${COMP_WORDS[index]}" "\${COMP_WORDS[index + 1]}") ;;
    esac
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

function operandCase({ name, operand, secondOperand }: CompletedCommand): readonly string[] {
  return [operand, secondOperand].flatMap((each, position) =>
    each === null ? [] : [`    '${name} ${position}') ${complete(each)} ;;`],
  );
}

function complete(value: Value): string {
  switch (value.kind) {
    case 'free':
      return ':';
    case 'declared':
      return `_audiencectl_offer _audiencectl_declared ${value.word}`;
    case 'choice':
      return `COMPREPLY=($(compgen -W '${value.choices.join(' ')}' -- "$current"))`;
    case 'file':
      return '_audiencectl_offer compgen -f --';
    case 'folder':
      return '_audiencectl_offer compgen -d --';
  }
}
