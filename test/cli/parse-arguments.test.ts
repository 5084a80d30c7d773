import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commands } from '../../src/cli/arguments/commands.ts';
import { optionNamed, optionNames, variableOf } from '../../src/cli/arguments/options.ts';
import { parseArguments } from '../../src/cli/arguments/parse-arguments.ts';

type Environment = Readonly<Record<string, string>>;

function parse(line: string, environment: Environment = {}) {
  return parseArguments(line === '' ? [] : line.split(' '), environment);
}

function run(line: string, environment: Environment = {}) {
  const invocation = parse(line, environment);
  if (invocation.asks !== 'run') throw new Error(`expected a command, got ${invocation.asks}`);
  return invocation;
}

function problems(line: string, environment: Environment = {}) {
  const invocation = parse(line, environment);
  if (invocation.asks !== 'error') throw new Error(`expected an error, got ${invocation.asks}`);
  return invocation.diagnostics.map(({ code, message, hint }) => [code, message, hint]);
}

describe('a command line that is understood', () => {
  test.each([
    'plan --out p.json --quiet',
    '--quiet --out p.json plan',
    '--out=p.json plan --quiet',
    '--quiet plan --out=p.json',
  ])('%s', (line) => {
    const { command, options } = run(line);
    expect(command.name).toBe('plan');
    expect(options.text('out')).toBe('p.json');
    expect(options.flag('quiet')).toBe(true);
    expect(options.flag('verbose')).toBe(false);
  });

  test('a value may look like the name of a command', () => {
    expect(run('-C apply plan').command.name).toBe('plan');
    expect(run('-C apply plan').options.text('chdir')).toBe('apply');
  });

  test('a list grows, and of anything else the last one holds', () => {
    const { options } = run('plan --report text=a --format text --report json=b --format html');
    expect(options.list('report')).toEqual(['text=a', 'json=b']);
    expect(options.text('format')).toBe('html');
  });

  test('an argument that is not an option', () => {
    expect(run('apply plan.json').operand).toBe('plan.json');
    expect(run('apply').operand).toBeNull();
    expect(run('apply -- --odd-name').operand).toBe('--odd-name');
  });

  test.each([
    ['', { asks: 'nothing' }],
    ['--version', { asks: 'version' }],
    ['plan --version --no-such', { asks: 'version' }],
    ['--help', { asks: 'help', command: null }],
    ['help', { asks: 'help', command: null }],
  ])('"%s" asks %p', (line, expected) => {
    expect(parse(line)).toEqual(expected);
  });

  test.each(['plan --help', '--help plan', 'plan -h', 'help plan', 'plan --no-such --help'])(
    '"%s" asks for help about plan',
    (line) => {
      expect(parse(line)).toMatchObject({ asks: 'help', command: { name: 'plan' } });
    },
  );
});

describe('a command line that is not understood', () => {
  test.each([
    ['pln', 'unknown-command', '"pln" is not a command', 'Did you mean audiencectl plan?'],
    ['help pln', 'unknown-command', '"pln" is not a command', 'Did you mean audiencectl plan?'],
    [
      '--quiet',
      'missing-command',
      'no command is given',
      'Run "audiencectl --help" for a list of them.',
    ],
    [
      'plan --fromat json',
      'unknown-option',
      '--fromat is not an option of plan',
      'Did you mean --format?',
    ],
    [
      'validate --auto-approve',
      'unknown-option',
      '--auto-approve is not an option of validate',
      'Leave it out. It is an option of apply, members.',
    ],
    [
      'plan -x',
      'unknown-option',
      '-x is not an option of plan',
      'Run "audiencectl plan --help" for a list of them.',
    ],
    ['plan --out', 'invalid-option', '--out needs a value', 'Give --out FILE.'],
    ['plan --out --quiet', 'invalid-option', '--out needs a value', 'Give --out FILE.'],
    ['plan --quiet=yes', 'invalid-option', '--quiet takes no value', undefined],
    ['validate --format html', 'invalid-option', expect.stringContaining('text, json'), undefined],
    [
      'apply --parallelism 0',
      'invalid-option',
      '--parallelism is "0", which is not a whole number from 1 to 64',
      undefined,
    ],
    ['apply --parallelism 1e1', 'invalid-option', expect.any(String), undefined],
    ['sandbox --port 70000', 'invalid-option', expect.any(String), undefined],
    ['plan --timeout -1', 'invalid-option', '--timeout needs a value', 'Give --timeout SECONDS.'],
    ['plan extra', 'unexpected-argument', 'plan takes no argument "extra"', expect.any(String)],
    ['apply a b', 'unexpected-argument', 'apply takes no argument "b"', expect.any(String)],
    ['-v', 'unknown-option', '-v is not an option', 'Run "audiencectl --help" for a list of them.'],
    ['--versoin', 'unknown-option', '--versoin is not an option', 'Did you mean --version?'],
    ['show', 'missing-argument', 'show needs PLANFILE', 'Give a plan saved by plan --out.'],
    [
      'members',
      'missing-argument',
      'members needs ACTION',
      'Give one of sync, add, remove, clear, forget, stats.',
    ],
    [
      'schema',
      'missing-argument',
      'schema needs FORMAT',
      'Give one of project, manifest, plan, snapshot, events.',
    ],
    ['schema manifset', 'invalid-argument', expect.any(String), 'Did you mean manifest?'],
    [
      'plan --sandbox --api-url http://localhost:1',
      'conflicting-options',
      '--sandbox and --api-url exclude each other',
      expect.any(String),
    ],
    ['plan --data x.json', 'conflicting-options', expect.any(String), 'Add --sandbox.'],
    ['apply plan.json --target x', 'conflicting-options', expect.any(String), expect.any(String)],
    ['apply --trust-plan-file', 'conflicting-options', expect.any(String), expect.any(String)],
  ])('%s', (line, code, message, hint) => {
    expect(problems(line)).toEqual([[code, message, hint]]);
  });

  test.each(['each', 'project'])('--%s given twice: neither is dropped', (name) => {
    expect(problems(`plan --${name} a/*.yaml --${name} b/*.yaml`)).toEqual([
      ['invalid-option', `--${name} is given twice`, expect.stringContaining('one glob')],
    ]);
  });

  test('all that is wrong is said at once', () => {
    const environment = { AUDIENCECTL_TIMEOUT: 'soon' };
    expect(problems('plan --no-such --out', environment).map(([code]) => code)).toEqual([
      'unknown-option',
      'invalid-option',
      'invalid-variable',
    ]);
  });

  test.each([
    ['plan --no-such --format json', {}, true],
    ['--format json no-such', {}, true],
    ['plan --no-such', { AUDIENCECTL_FORMAT: 'json' }, true],
    ['plan --no-such --format text', { AUDIENCECTL_FORMAT: 'json' }, false],
    ['plan --no-such', {}, false],
  ])('%s %p is answered in JSON: %p', (line, environment, json) => {
    expect(parse(line, environment)).toMatchObject({ asks: 'error', json });
  });
});

describe('--rate-limit', () => {
  const readers = ['plan', 'snapshot', 'export', 'sizes', 'catalog interests'];
  test.each([...readers, 'apply', 'members stats'])('is an option of %s', (line) => {
    expect(run(`${line} --rate-limit 60`).options.number('rate-limit')).toBe(60);
    const setting = { AUDIENCECTL_RATE_LIMIT: '60' };
    expect(run(line, setting).options.number('rate-limit')).toBe(60);
  });
});

describe('variables', () => {
  test('stand for options, and options win over them', () => {
    const environment = {
      AUDIENCECTL_API_URL: 'https://one.example',
      AUDIENCECTL_QUIET: 'true',
      AUDIENCECTL_VERBOSE: '0',
      AUDIENCECTL_REPORT: 'text=a\njson=b',
      AUDIENCECTL_TIMEOUT: '1.5',
      AUDIENCECTL_OUT: '',
      AUDIENCECTL_PORT: '1',
    };
    const { options } = run('plan --api-url https://two.example', environment);
    expect(options.text('api-url')).toBe('https://two.example');
    expect(options.flag('quiet')).toBe(true);
    expect(options.flag('verbose')).toBe(false);
    expect(options.list('report')).toEqual(['text=a', 'json=b']);
    expect(options.number('timeout')).toBe(1.5);
    expect(options.text('out')).toBeNull();
    expect(options.number('port')).toBeNull();
  });

  test('--sandbox on the command line wins over an address that is a setting', () => {
    const { options } = run('plan --sandbox', { AUDIENCECTL_API_URL: 'https://one.example' });
    expect(options.text('api-url')).toBeNull();
  });

  test.each([
    [{ AUDIENCECTL_PROJCT: 'x' }, 'invalid-variable', 'Did you mean AUDIENCECTL_PROJECT?'],
    [{ AUDIENCECTL_SOMETHING_ELSE: 'x' }, 'invalid-variable', undefined],
    [{ AUDIENCECTL_FOO: '1' }, 'invalid-variable', undefined],
    [{ AUDIENCECTL_AUTO_APPROVE: 'true' }, 'invalid-variable', undefined],
    [{ AUDIENCECTL_SANDBOX: 'true' }, 'invalid-variable', undefined],
    [{ AUDIENCECTL_TIMEOUT: 'soon' }, 'invalid-variable', undefined],
    [{ AUDIENCECTL_QUIET: 'yes' }, 'invalid-variable', undefined],
    [{ AUDIENCECTL_FORMAT: 'xml' }, 'invalid-variable', undefined],
  ])('%p is %s', (environment, code, hint) => {
    expect(problems('plan', environment)).toEqual([[code, expect.any(String), hint]]);
  });
});

/** The words of a line up to a redirection or pipe, quotes taken off. */
function splitLikeShell(line: string): readonly string[] {
  const [command = ''] = line.split(/ [>|<] /);
  return (command.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
}

describe('the table', () => {
  const consents = optionNames.filter(
    (name) =>
      /^(auto-approve|allow-.*|max-deletes|force|sandbox)$/.test(name) &&
      optionNamed(name).environment !== false,
  );

  test('no consent can be given by a variable', () => {
    expect(consents).toEqual([]);
  });

  test('variables are spelled after their options', () => {
    expect(variableOf('detailed-exitcode')).toBe('AUDIENCECTL_DETAILED_EXITCODE');
  });

  test.each(commands.map((command) => [command.name, command] as const))(
    '%s has help, and examples of itself',
    (name, command) => {
      expect(command.summary).not.toMatch(/\.$/);
      expect(command.examples.length).toBeGreaterThan(0);
      for (const { run: line } of command.examples) {
        const [program, ...words] = splitLikeShell(line);
        expect(program).toBe('audiencectl');
        expect(parseArguments(words, {})).toMatchObject({ asks: 'run', command: { name } });
      }
    },
  );
});

test('any words and variables are understood or refused, and nothing is thrown', () => {
  const odd = [
    '--',
    '-',
    '--=',
    '---',
    '--out=',
    '--format=',
    '-h',
    '',
    '__proto__',
    '--__proto__',
    '--constructor=1',
    'toString',
    '--max-deletes',
    '-1',
    '1e999',
    '\u0000',
    '\ud800',
  ];
  const known = [
    'plan',
    'apply',
    'members',
    'sync',
    'show',
    'validate',
    '--members',
    '--format',
    'json',
    '--env',
    '--var',
    'a=b',
  ];
  const word = fc.oneof(fc.constantFrom(...odd, ...known), fc.string({ unit: 'binary' }));
  const name = fc.oneof(
    fc.constantFrom(
      'AUDIENCECTL_FORMAT',
      'AUDIENCECTL_',
      'AUDIENCECTL___PROTO__',
      'AUDIENCECTL_TIMEOUT',
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 6 }),
      fc.dictionary(name, word),
      (argv, environment) => {
        const { asks } = parseArguments(argv, environment);
        expect(['version', 'help', 'nothing', 'error', 'run']).toContain(asks);
      },
    ),
    { numRuns: 500 },
  );
});
