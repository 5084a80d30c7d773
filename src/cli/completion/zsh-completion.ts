import {
  type CompletedOption,
  completionTable,
  leadingOptions,
  projectOptions,
  type Value,
} from './completion-table.ts';

/** For `fpath`, or to be sourced after `compinit`. */
export function zshCompletion(): string {
  const table = completionTable();
  return `#compdef audiencectl
_audiencectl_declared() {
  local -a found=("\${(@f)$($audiencectl completion $1 $project 2>/dev/null)}")
  compadd -a found
}
_audiencectl() {
  local context state state_descr line index audiencectl=\${(Q)words[1]}
  local -a project
  typeset -A opt_args
  for ((index = 2; index < CURRENT; index++)); do
    case $words[index] in
      ${projectOptions.join(' | ')}) project+=($words[index] "\${(Q)words[index + 1]}") ;;
    esac
  done
  _arguments -C \\
${leadingOptions()
  .map((option) => `    ${specOf(option)} \\`)
  .join('\n')}
    '1: :->command' \\
    '*:: :->rest'
  case $state in
    command)
      local -a commands=(
${table.map(({ name, summary }) => `        ${quote(`${name}:${summary}`)}`).join('\n')}
      )
      _describe command commands
      ;;
    rest)
      case $line[1] in
${table
  .map(({ name, operand, secondOperand, options }) => {
    const operands = [operand, secondOperand].flatMap((each, at) =>
      each === null ? [] : [quote(`${at + 1}:value:${actionOf(each)}`)],
    );
    return `        ${name}) _arguments ${[...options.map(specOf), ...operands].join(' ')} ;;`;
  })
  .join('\n')}
      esac
      ;;
  esac
}
if [[ $funcstack[1] == _audiencectl ]]; then _audiencectl "$@"; else compdef _audiencectl audiencectl; fi
`;
}

/** As `_arguments` wants it: `--out[Save the plan.]:value:_files`. */
function specOf({ name, short, help, value }: CompletedOption): string {
  const about = `[${help.replaceAll(/[[\]\\:]/g, '\\$&')}]`;
  const action = value === null ? '' : `:value:${actionOf(value)}`;
  if (short === null) return quote(`--${name}${about}${action}`);
  return `{-${short},--${name}}${quote(`${about}${action}`)}`;
}

function actionOf(value: Value): string {
  switch (value.kind) {
    case 'choice':
      return `(${value.choices.join(' ')})`;
    case 'file':
      return '_files';
    case 'folder':
      return '_files -/';
    case 'declared':
      return `{_audiencectl_declared ${value.word}}`;
    case 'free':
      return ' ';
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
