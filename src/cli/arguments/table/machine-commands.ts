/** Commands about this machine: can it work, and what helps on it. */
import type { Command } from '../command.ts';
import { eachAtOnceOptions } from './each-options.ts';

export const machineCommands: readonly Command[] = [
  {
    name: 'doctor',
    summary: 'Check credentials, permissions, clock and rate limit',
    description: [
      'Checks whether a plan can be made from this machine: the credentials, the account and whether it belongs to a retailer, the retailers that manifests name, the permission to read, the API versions of the project, the schemas that editors read, proxies, the clock, and the requests left. Read-only: it sends look-ups and searches and nothing else.',
      '--spec also reads the specification that Criteo publishes for each API version in use, and compares it with every request that audiencectl can send and every field that it reads.',
    ],
    options: [
      {
        name: 'spec',
        help: "Also compare with Criteo's specification: what was removed, has changed, or is new.",
      },
      { name: 'format', help: 'The format of the checks on stdout.', choices: ['text', 'json'] },
      ...eachAtOnceOptions,
    ],
    examples: [
      { run: 'audiencectl doctor', does: 'before the first plan' },
      { run: 'audiencectl doctor --env production', does: 'check one environment' },
      { run: 'audiencectl doctor --spec', does: 'check whether the API has changed' },
    ],
  },
  {
    name: 'sandbox',
    summary: 'Serve a sandbox of the API on this machine',
    description: [
      'Starts an emulator of the API for trials, tests and rehearsals. It accepts any credentials, account and retailer, and stops with Ctrl-C. Its first line of output is the address.',
    ],
    options: [
      { name: 'port', help: 'The port to listen on; 0, the default, picks a free one.' },
      { name: 'data', help: 'The file with its data. Without it, nothing is kept.' },
      {
        name: 'set',
        help: 'A setting, with a value in JSON or as a plain word; may be repeated. For an unknown NAME, the error suggests the nearest one.',
      },
    ],
    examples: [
      {
        run: 'audiencectl sandbox --port 8080 --data real.json',
        does: 'rehearse on a saved snapshot',
      },
      {
        run: 'audiencectl sandbox --set retiredVersions=preview --set searchLagMs=5000',
        does: 'rehearse faults',
      },
    ],
  },
  {
    name: 'completion',
    summary: 'Print a script that completes commands in your shell',
    description: [
      'The script completes the commands, options and values of this version. For --target, --exclude, --focus, --in, --not-in and the list of members, it asks the program for what the manifests declare: completion addresses, completion names and completion lists print that, a line each.',
    ],
    operand: {
      name: 'SHELL',
      help: 'The shell that runs the script, or what the script asks for.',
      required: true,
      choices: ['bash', 'zsh', 'fish', 'addresses', 'names', 'lists'],
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
