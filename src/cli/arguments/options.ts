/**
 * Every option that some command takes: how its value is written, and whether the environment may
 * give it. What an option does is said by the command that takes it (`commands.ts`).
 */

interface OptionBase {
  /** One letter, for the few options that have a short form. */
  readonly short?: string;
  /** False for consents, which are given each time, and for options that make no sense as a setting. */
  readonly environment?: false;
}

export type Option = OptionBase &
  (
    | { readonly kind: 'flag' }
    | { readonly kind: 'text' | 'list' | 'duration'; readonly placeholder: string }
    | {
        readonly kind: 'number';
        readonly placeholder: string;
        readonly minimum: number;
        readonly maximum?: number;
        readonly fraction?: true;
      }
  );

const options = {
  chdir: { kind: 'text', placeholder: 'DIR', short: 'C' },
  project: { kind: 'text', placeholder: 'FILE' },
  each: { kind: 'text', placeholder: 'GLOB' },
  'changed-since': { kind: 'text', placeholder: 'DIR' },
  env: { kind: 'text', placeholder: 'NAME' },
  var: { kind: 'list', placeholder: 'KEY=VALUE' },
  'api-url': { kind: 'text', placeholder: 'URL' },
  sandbox: { kind: 'flag', environment: false },
  data: { kind: 'text', placeholder: 'FILE' },
  set: { kind: 'list', placeholder: 'NAME=JSON', environment: false },
  'no-color': { kind: 'flag' },
  quiet: { kind: 'flag' },
  verbose: { kind: 'flag' },
  timeout: { kind: 'number', placeholder: 'SECONDS', minimum: 0, fraction: true },
  help: { kind: 'flag', short: 'h', environment: false },
  version: { kind: 'flag', environment: false },

  platform: { kind: 'text', placeholder: 'PLATFORM' },
  'account-id': { kind: 'text', placeholder: 'ID' },
  'advertiser-id': { kind: 'text', placeholder: 'ID' },
  'data-provider-id': { kind: 'text', placeholder: 'ID' },
  example: { kind: 'text', placeholder: 'NAME' },
  spec: { kind: 'flag' },
  format: { kind: 'text', placeholder: 'FORMAT' },
  report: { kind: 'list', placeholder: 'FORMAT=FILE' },
  out: { kind: 'text', placeholder: 'FILE' },
  snapshot: { kind: 'text', placeholder: 'FILE' },
  base: { kind: 'text', placeholder: 'DIR' },
  drift: { kind: 'text', placeholder: 'CHOICE' },
  take: { kind: 'list', placeholder: 'LIST' },
  check: { kind: 'flag' },
  target: { kind: 'list', placeholder: 'GLOB' },
  exclude: { kind: 'list', placeholder: 'GLOB' },
  'allow-replace': { kind: 'flag', environment: false },
  'max-deletes': { kind: 'number', placeholder: 'N', minimum: 0, environment: false },
  layout: { kind: 'text', placeholder: 'LAYOUT' },
  force: { kind: 'flag', environment: false },
  'detailed-exitcode': { kind: 'flag' },
  'fail-on': { kind: 'list', placeholder: 'LIST' },
  sizes: { kind: 'flag' },
  members: { kind: 'flag' },
  country: { kind: 'text', placeholder: 'CC' },
  'auto-approve': { kind: 'flag', environment: false },
  checksum: { kind: 'text', placeholder: 'HEX' },
  'trust-plan-file': { kind: 'flag', environment: false },
  parallelism: { kind: 'number', placeholder: 'N', minimum: 1, maximum: 64 },
  'rate-limit': { kind: 'number', placeholder: 'N', minimum: 1 },
  in: { kind: 'list', placeholder: 'NAME', environment: false },
  'not-in': { kind: 'list', placeholder: 'NAME', environment: false },
  focus: { kind: 'text', placeholder: 'ADDRESS' },
  events: { kind: 'text', placeholder: 'FILE' },
  port: { kind: 'number', placeholder: 'N', minimum: 0, maximum: 65535 },
  source: { kind: 'list', placeholder: 'FILE' },
  'exclude-source': { kind: 'list', placeholder: 'FILE' },
  column: { kind: 'text', placeholder: 'NAME' },
  'source-type': { kind: 'text', placeholder: 'TYPE' },
  delimiter: { kind: 'text', placeholder: 'CHARACTER' },
  'no-header': { kind: 'flag' },
  encoding: { kind: 'text', placeholder: 'NAME' },
  'phone-country': { kind: 'text', placeholder: 'CC' },
  'identifier-type': { kind: 'text', placeholder: 'TYPE' },
  'identifier-format': { kind: 'text', placeholder: 'FORM' },
  'legacy-audience-id': { kind: 'text', placeholder: 'ID', environment: false },
  'gum-caller-id': { kind: 'number', placeholder: 'N', minimum: 0 },
  ledger: { kind: 'text', placeholder: 'DIR' },
  'max-ledger-age': { kind: 'duration', placeholder: 'DURATION' },
  'allow-member-removal': { kind: 'flag', environment: false },
  'allow-member-growth': { kind: 'flag', environment: false },
  'allow-member-invalid': { kind: 'flag', environment: false },
  'allow-members-rebuild': { kind: 'flag', environment: false },
} as const;

export type OptionName = keyof typeof options;

/** The options whose value is of one kind. */
export type OptionOfKind<Kind extends Option['kind']> = {
  readonly [Name in OptionName]: (typeof options)[Name]['kind'] extends Kind ? Name : never;
}[OptionName];

export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(options, name);
}

export const optionNames: readonly OptionName[] = Object.keys(options).filter(isOptionName);

/** The row of an option, as the type that all rows share. */
export function optionNamed(name: OptionName): Option {
  return options[name];
}

/** The variable that may stand for an option: `--api-url` is `AUDIENCECTL_API_URL`. */
export function variableOf(name: OptionName): string {
  return `AUDIENCECTL_${name.toUpperCase().replaceAll('-', '_')}`;
}
