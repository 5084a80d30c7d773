/**
 * The layers of src/: what each folder may import, which packages it may use, and which modules of
 * Node.js. `npm run layers` checks it; `npm run draw` draws what is really there.
 */
const layers = {
  diagnostics: { folders: [] },
  disk: { folders: [], node: ['fs', 'fs/promises', 'path'] },
  schema: { folders: [] },
  model: { folders: ['diagnostics', 'schema'] },
  platforms: { folders: ['diagnostics', 'model', 'schema', 'algebra'] },
  algebra: { folders: ['diagnostics', 'model'] },
  'yaml-source': { folders: ['diagnostics', 'model', 'schema'], packages: ['yaml'] },
  'yaml-edit': { folders: ['diagnostics', 'model', 'yaml-source'], packages: ['yaml'] },
  rules: {
    folders: ['diagnostics', 'model', 'schema', 'algebra'],
    // Loaded where a rule has a schema, and for patterns.
    packages: ['ajv', 're2js'],
    node: ['module'],
  },
  project: { folders: ['diagnostics', 'model', 'schema', 'platforms', 'rules', 'yaml-source'] },
  manifest: {
    folders: ['diagnostics', 'model', 'schema', 'platforms', 'rules', 'yaml-source'],
  },
  validation: {
    folders: ['diagnostics', 'model', 'schema', 'platforms', 'algebra', 'rules', 'manifest'],
  },
  plan: {
    folders: ['diagnostics', 'model', 'schema', 'platforms', 'algebra', 'rules'],
    packages: ['fast-json-patch'],
    node: ['crypto'],
  },
  apply: {
    folders: ['diagnostics', 'model', 'schema', 'platforms', 'plan'],
    packages: ['p-limit'],
  },
  sizes: {
    folders: ['diagnostics', 'model', 'schema', 'platforms'],
    packages: ['p-limit'],
  },
  members: {
    folders: ['diagnostics', 'disk', 'model', 'schema', 'platforms'],
    packages: ['p-limit', 'libphonenumber-js'],
    node: [
      // A pipe is read in a way that can be ended.
      'net',
      ...['crypto', 'fs', 'fs/promises', 'os', 'path'],
      ...['stream', 'stream/promises', 'url', 'zlib'],
    ],
  },
  export: {
    folders: [
      ...['diagnostics', 'model', 'schema', 'platforms', 'algebra', 'plan'],
      ...['yaml-source', 'project', 'manifest', 'validation'],
    ],
    packages: ['yaml'],
  },
  rename: {
    folders: [
      ...['diagnostics', 'model', 'platforms', 'rules', 'yaml-source', 'yaml-edit'],
      ...['project', 'validation'],
    ],
  },
  pull: {
    folders: [
      ...['diagnostics', 'model', 'platforms', 'algebra', 'rules', 'yaml-source', 'yaml-edit'],
      ...['manifest', 'validation', 'plan', 'export', 'rename'],
    ],
  },
  report: {
    folders: [
      ...['diagnostics', 'model', 'schema', 'platforms', 'algebra', 'rules', 'plan'],
      ...['apply', 'sizes', 'members', 'pull'],
    ],
    // Loaded where changes of texts are shown.
    packages: ['diff'],
    // Fingerprints of findings.
    node: ['crypto'],
  },
  reconciler: {
    folders: [
      ...['diagnostics', 'model', 'schema', 'platforms', 'algebra', 'rules', 'yaml-source'],
      ...['project', 'manifest', 'validation', 'plan', 'apply', 'sizes', 'members', 'export'],
      ...['yaml-edit', 'rename', 'pull'],
    ],
    files: ['version.ts', 'system-clock.ts'],
  },
  remote: {
    folders: ['diagnostics', 'model', 'schema', 'platforms'],
    packages: ['ky', 'undici'],
    node: 'any',
  },
  // An island: it reads the API's rules for itself, so that one misreading can't make both sides agree.
  sandbox: {
    folders: [],
    node: ['http', 'fs', 'fs/promises', 'path', 'crypto', 'timers/promises'],
  },
  // A program of its own, for pipelines.
  review: {
    folders: ['disk', 'model'],
    // Names stand in its Markdown as they do in the Markdown of plans.
    files: [
      ...['report/markup/markdown-phrase.ts', 'report/markup/markdown-text.ts'],
      ...['report/text/as-sentence.ts', 'report/text/fit-blocks.ts', 'end-process.ts'],
    ],
    node: ['crypto', 'fs/promises', 'path', 'util'],
  },
  files: {
    folders: ['diagnostics', 'disk', 'schema', 'model', 'yaml-source', 'project'],
    node: [
      'child_process',
      'buffer',
      'fs',
      'fs/promises',
      'os',
      'path',
      'process',
      'worker_threads',
    ],
  },
};

/** The folders of a room, from the bottom up: each may import only those before it. */
const rooms = {
  'yaml-edit': ['text', 'plan', 'write'],
  algebra: ['segments', 'logic', 'words'],
  validation: ['names', 'algebra'],
  plan: ['match', 'base', 'change', 'check', 'people', 'rules', 'order', 'document', 'saved'],
  pull: ['locks', 'find', 'merge', 'place', 'write', 'prove', 'people'],
  report: [
    ...['text', 'markup', 'findings', 'members', 'change', 'graph', 'plan'],
    ...['apply', 'many', 'look-ups', 'pull'],
  ],
};

const any = (names) => `(${names.join('|')})`;

/** What a folder may not import from the rest of src/. */
const folderRule = ([name, { folders, files = [] }]) => ({
  name: `${name}-imports`,
  comment: `src/${name} may import only: ${[...folders, ...files].join(', ') || 'itself'}`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: {
    path: '^src/',
    pathNot: [`^src/${any([name, ...folders])}/`, ...files.map((file) => `^src/${file}$`)],
  },
});

const packageRule = ([name, { packages = [] }]) => ({
  name: `${name}-packages`,
  comment: `src/${name} may use only: ${packages.join(', ') || 'no package'}`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: {
    path: 'node_modules/',
    ...(packages.length > 0 ? { pathNot: `node_modules/${any(packages)}/` } : {}),
  },
});

const nodeRule = ([name, { node = [] }]) => ({
  name: `${name}-outside-world`,
  comment: `src/${name} may use only these modules of Node.js: ${node.join(', ') || 'none'}`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: {
    dependencyTypes: ['core'],
    ...(node.length > 0 ? { pathNot: `^(node:)?${any(node)}$` } : {}),
  },
});

/** What a folder of a room may not import from those beside it. */
const roomRules = ([room, folders]) =>
  folders.map((name, position) => ({
    name: `${room}-${name}-imports`,
    comment: `of the folders of src/${room}, ${name} may import only those before it: ${folders.join(', ')}`,
    severity: 'error',
    from: { path: `^src/${room}/${name}/` },
    to: {
      path: `^src/${room}/[^/]+/`,
      pathNot: `^src/${room}/${any(folders.slice(0, position + 1))}/`,
    },
  }));

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'what depends on itself cannot be understood in parts',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'known-folders',
      comment: 'a new folder of src/ gets its row in the table above',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: `^src/${any([...Object.keys(layers), 'cli'])}/` },
    },
    {
      name: 'nothing-imports-the-command-line',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'command-line-stages',
      comment:
        'src/reconciler alone puts stages together, and names their types: a brake that a command had for itself would be missing for users of the library',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: {
        path: `^src/${any(['algebra', 'apply', 'export', 'manifest', 'plan', 'pull', 'rename', 'sizes', 'validation', 'yaml-edit', 'yaml-source'])}/`,
        // Words that the table of commands lists, and the type of a result.
        pathNot: '^src/pull/pull-result.ts$',
      },
    },
    {
      name: 'command-line-members',
      comment:
        'the members command starts one stage and puts nothing together; what it is made of are these two',
      severity: 'error',
      from: { path: '^src/cli/', pathNot: '^src/cli/(commands/)?members' },
      to: { path: '^src/members/' },
    },
    {
      name: 'command-line-packages',
      comment: 'src/cli and src/index.ts use packages through the layers below',
      severity: 'error',
      from: { path: '^src/(cli/|[^/]+$)' },
      to: { path: 'node_modules/' },
    },
    {
      name: 'library-outside-world',
      comment: 'the library takes texts and interfaces; it touches nothing by itself',
      severity: 'error',
      from: { path: '^src/[^/]+$' },
      to: { dependencyTypes: ['core'] },
    },
    ...Object.entries(layers).map(folderRule),
    ...Object.entries(rooms).flatMap(roomRules),
    ...Object.entries(layers).map(packageRule),
    ...Object.entries(layers)
      .filter(([, { node }]) => node !== 'any')
      .map(nodeRule),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
