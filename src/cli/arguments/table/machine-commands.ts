/** Commands about this machine: can it work, and what helps on it. */
import type { Command } from '../command.ts';

export const machineCommands: readonly Command[] = [
  {
    name: 'doctor',
    summary: 'Check credentials, permissions, clock and rate limit',
    description: [
      'Tells whether a plan could be made from here, and what stands in the way: credentials, the account and whether it is one of a retailer, the retailers that manifests name, permission to read, the API versions of the project, proxies, the clock, and the requests that are left. It sends look-ups and searches alone.',
      '--spec also reads the specification that Criteo publishes of each API version in use, and holds it against every request that audiencectl can send and every field that it reads.',
    ],
    options: [
      {
        name: 'spec',
        help: "Also compare with Criteo's specification: what is gone, has changed, or is new.",
      },
      { name: 'format', help: 'How the checks are written to stdout.', choices: ['text', 'json'] },
    ],
    examples: [
      { run: 'audiencectl doctor', does: 'before the first plan' },
      { run: 'audiencectl doctor --env production', does: 'of one environment' },
      { run: 'audiencectl doctor --spec', does: 'whether the API is still the one we know' },
    ],
  },
  {
    name: 'sandbox',
    summary: 'Serve a sandbox of the API on this machine',
    description: [
      'An emulator of the API for trials, tests and rehearsals. It accepts any credentials, account and retailer, and ends with Ctrl-C. Its first line of output names the address.',
    ],
    options: [
      { name: 'port', help: 'The port to listen on; 0, the default, picks a free one.' },
      { name: 'data', help: 'The file that holds its data. Without it nothing is kept.' },
      {
        name: 'set',
        help: 'A setting, its value as JSON or a plain word; may be repeated. An unknown NAME is answered with the nearest.',
      },
    ],
    examples: [
      {
        run: 'audiencectl sandbox --port 8080 --data real.json',
        does: 'rehearse on a saved snapshot',
      },
      {
        run: 'audiencectl sandbox --set retiredVersions=preview --set searchLagMs=5000',
        does: 'rehearse trouble',
      },
    ],
  },
  {
    name: 'completion',
    summary: 'Print a script that completes commands in your shell',
    description: ['Completes commands, options and their values, as this version has them.'],
    operand: {
      name: 'SHELL',
      help: 'The shell to write it for.',
      required: true,
      choices: ['bash', 'zsh', 'fish'],
    },
    options: [],
    examples: [
      {
        run: 'audiencectl completion bash > ~/.local/share/bash-completion/completions/audiencectl',
        does: 'bash, with the package bash-completion',
      },
      {
        run: 'audiencectl completion zsh > ~/.zfunc/_audiencectl',
        does: 'zsh, where ~/.zfunc is in fpath',
      },
      {
        run: 'audiencectl completion fish > ~/.config/fish/completions/audiencectl.fish',
        does: 'fish',
      },
    ],
  },
];
